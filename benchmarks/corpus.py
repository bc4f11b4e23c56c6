"""Writes texts to measure with: as many as asked for, the same every time, of the forms the archive reads.

    python -m benchmarks.corpus FOLDER --size 1000

Text n depends on n alone, so a smaller corpus is the beginning of a greater one. There are pages of a site below
their menu, articles, papers of a ministry and chronologies. A fact is told by several texts, each in its own words:
some give only the month, one in twenty another day. One text in twenty retells another, one in fifty is its copy. What
the sentences are made of stands in benchmarks/corpus.toml; nothing they tell is true.
"""

import argparse
import calendar
import sys
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tqdm import tqdm

from benchmarks.explained import parser, whole

DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WORDS, FACTS = DATA["words"], DATA["facts"]
A_FOLDER = 500
# Facts that many texts tell, and how many of a text's facts are among them.
FAMOUS, SHARE_OF_FAMOUS = 150, 0.1
FIRST_DAY = date(1990, 1, 1)
DAYS = 12_000
SOURCE = """key = "generated"
title = "Generated texts"
publisher = "{publisher}"
rights = "{rights}"
language = "en"
"""


def write(folder: Path, size: int) -> Path:
    """Write so many texts below a folder, with what describes them; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.toml").write_text(SOURCE.format(**DATA))
    for number in tqdm(range(size), unit=" texts", desc="writing", leave=False, disable=None):
        path = folder / f"{number // A_FOLDER:04d}" / f"{number:07d}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(number), encoding="utf-8")
    return folder


def text(number: int) -> str:
    """Return the text of this number."""
    lot = Random(f"text {number}")
    chance = lot.random()
    if number > 10 and chance < 0.02:
        return text(lot.randrange(number))
    if number > 10 and chance < 0.07:
        return _retold(lot, number)
    return _form(chance)(lot, number)


def _form(chance: float) -> Callable[[Random, int], str]:
    if chance < 0.15:
        return _article
    if chance < 0.23:
        return _paper
    return _chronology if chance < 0.28 else _page


def _page(lot: Random, number: int) -> str:
    place, day = lot.choice(WORDS["place"]).upper(), _day(lot)
    first, *others = _paragraphs(lot, number, lot.randint(3, 7))
    lines = [
        f"{DATA['menu']['text'].lstrip()}Press release",
        _said(lot, lot.choice(WORDS["title"]), {}),
        f"- Date:\n{f'- {_written(day)}' if lot.random() < 0.4 else ''}".rstrip(),
        f"- Place:\n- {place}\n- Source:\n- {lot.choice(WORDS['body'])}",
        f"- Fields of work:\n- {lot.choice(WORDS['topic'])}",
        f"{place}, {_written(day)} - {first}",
        *others,
    ]
    return "\n".join(lines)


def _article(lot: Random, number: int) -> str:
    state = lot.choice(WORDS["state"])
    title = f"{state} and the {lot.choice(WORDS['body'])}"
    before, after = _paragraphs(lot, number, 3), _paragraphs(lot, number, lot.randint(2, 5))
    links = f"See also\nForeign relations of [{state}]({1000 + WORDS['state'].index(state)})"
    return "\n".join([str(5000 + number), title, *before, "\nHistory", *after, "", links])


def _paper(lot: Random, number: int) -> str:
    state, place = lot.choice(WORDS["state"]), lot.choice(WORDS["place"])
    head = f"Ministry of Foreign Affairs of {state}\n{place}, {_written(_day(lot))}"
    listed = "\n".join(f"{at}. {state}" for at, state in enumerate(lot.sample(WORDS["state"], 6), 1))
    paragraphs = _paragraphs(lot, number, lot.randint(4, 9))
    return "\n\n".join([head, *paragraphs[:2], f"The following States took part:\n{listed}", *paragraphs[2:]])


def _chronology(lot: Random, number: int) -> str:
    title = f"Chronology: {lot.choice(WORDS['matter'])} in {lot.choice(WORDS['state'])}"
    return "\n\n".join([title, *(f"{_written(_day(lot))}: {_told(lot, number)}" for _ in range(lot.randint(6, 14)))])


def _retold(lot: Random, number: int) -> str:
    sentences = text(lot.randrange(number)).split(". ")
    sentences[lot.randrange(len(sentences))] += f". {_told(lot, number)[:-1]}"
    return ". ".join(sentences)


def _paragraphs(lot: Random, number: int, many: int) -> list[str]:
    return [" ".join(_sentence(lot, number) for _ in range(lot.randint(2, 5))) for _ in range(many)]


def _sentence(lot: Random, number: int) -> str:
    return _told(lot, number) if lot.random() < 0.6 else _said(lot, lot.choice(WORDS["talk"]), {})


def _told(lot: Random, number: int) -> str:
    """Tell a fact in one of the ways of its kind: what it is depends on its own number, how it is told on the text."""
    known = Random(f"fact {lot.randrange(FAMOUS if lot.random() < SHARE_OF_FAMOUS else 2 * number + FAMOUS)}")
    ways = FACTS[known.choice(sorted(FACTS))]
    day = _day(known) + timedelta(days=lot.choice((1, 7, 30)) if lot.random() < 0.05 else 0)
    return _said(known, lot.choice(ways), _dated(day, only_month=lot.random() < 0.15))


def _dated(day: date, only_month: bool) -> dict[str, object]:
    """Return a day as sentences tell it, or only its month."""
    written = f"{calendar.month_name[day.month]} {day.year}" if only_month else _written(day)
    on, capital = ("in", "In") if only_month else ("on", "On")
    return {
        "date": written,
        "on_date": f"{on} {written}",
        "On_date": f"{capital} {written},",
        "year": day.year,
        "next_year": day.year + 2,
    }


def _said(lot: Random, sentence: str, dated: dict[str, object]) -> str:
    return sentence.format(**_things(lot), **dated)


def _things(lot: Random) -> dict[str, object]:
    """Draw one of everything that a sentence may name, always in the same order."""
    place = lot.choice(WORDS["place"])
    body = lot.choice(WORDS["body"] if lot.random() < 0.8 else WORDS["own_body"]).format(place=place)
    state, other, third = lot.sample(WORDS["state"], 3)
    surname = "".join(lot.sample(WORDS["syllable"], 3)).capitalize()
    return {
        "place": place,
        "body": body,
        "state": state,
        "other": other,
        "third": third,
        "person": f"{lot.choice(WORDS['first_name'])} {surname}",
        "plan": f"{lot.choice(WORDS['plan'])} {surname}" if lot.random() < 0.9 else lot.choice(WORDS["plan"]),
        "treaty": lot.choice(WORDS["treaty"]).format(place=place),
        "number": lot.randint(3, 1400),
        "nth": lot.choice(("first", "second", "third", "fourth", "fifth")),
        **{name: lot.choice(WORDS[name]) for name in ("mission", "office", "matter")},
    }


def _day(lot: Random) -> date:
    return FIRST_DAY + timedelta(days=lot.randrange(DAYS))


def _written(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the texts. Returns 2 where the folder holds something already."""
    options = parser("corpus", __doc__)
    options.add_argument("folder", type=Path, help="where to write; made if need be, and empty")
    options.add_argument("--size", type=whole, default=1000, help="how many texts (default 1000)")
    asked: argparse.Namespace = options.parse_args(arguments)
    if asked.folder.exists() and any(asked.folder.iterdir()):
        sys.stderr.write(f"{asked.folder}: is not empty\n")
        return 2
    write(asked.folder, asked.size)
    sys.stdout.write(f"{asked.size:,} texts in {asked.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
