"""How long does a search take?

The words are those of the archive itself: common ones, such as one text in five has; middling ones; rare ones, in two
texts; and pairs of words that stand side by side. Each search, ranked and with the words it was found by, is asked for
right after the floor: the same search in an index of words of its own, by a WSGI function without a framework. The
archive looks through documents, events, proposals and organizations, the floor and the peers through documents only.
With --peers a stock Django project searches too, by an index of words and by Django's own `icontains`.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.explained import reader, status_of
from benchmarks.stage import Page, staged

EXAMPLES = """examples:
  python -m benchmarks.search                                       500 generated texts, on SQLite
  python -m benchmarks.search --archive archive.sqlite3 --word ceasefire --word "minsk group"
  python -m benchmarks.search --size 5000 --peers --database postgres:///postgres
"""
# So many texts are looked at for words, and so many words are taken of each sort.
LOOKED_AT, MANY = 3000, 8
WORD = re.compile(r"[A-Za-z]{6,}")


def words_of(rows: Path) -> dict[str, list[str]]:
    """Return words to search for by how common they are, from a file of rows."""
    texts, pairs, number = Counter[str](), Counter[str](), 0
    with rows.open(encoding="utf-8") as lines:
        for line in islice(lines, LOOKED_AT):
            found = [word.lower() for word in WORD.findall(json.loads(line)["body"])]
            texts.update(set(found))
            pairs.update({" ".join(pair) for pair in pairwise(found)})
            number += 1
    return {
        "common words": _near(texts, number / 5),
        "middling words": _near(texts, number / 50),
        "rare words": _near(texts, 2),
        "phrases": [f'"{pair}"' for pair in _near(pairs, number / 50)],
    }


def _near(counted: Mapping[str, int], wanted: float) -> list[str]:
    """Return the words that are nearest to being in so many texts."""
    return sorted(counted, key=lambda word: (abs(counted[word] - wanted), word))[:MANY]


def pages(words: Mapping[str, Sequence[str]]) -> list[Page]:
    """Return the searches to measure."""
    found = [Page(name, *_asked(each), _at("/search/", each)) for name, each in words.items()]
    common = words["common words"]
    return [*found, Page("common words, peers by icontains", *_asked(common), _at("/contains/", common))]


def _asked(words: Sequence[str]) -> tuple[list[str], list[str]]:
    return _at("/search/", words), _at("/search", words)


def _at(path: str, words: Sequence[str]) -> list[str]:
    return [f"{path}?q={quote(word)}" for word in words]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 1 where a page is none or the archive is wrong, 2 where nothing can be measured."""
    command = reader("search", __doc__, EXAMPLES)
    command.add_argument("--word", action="append", metavar="WORDS", help="search for this instead; repeatable")
    options = command.parse_args(arguments)

    def measure() -> None:
        with staged(options) as stage:
            given: Any = [Page(each, *_asked([each]), _at("/search/", [each])) for each in options.word or ()]
            stage.measure(given or pages(words_of(stage.rows)), options.rounds, options.seconds)

    return status_of(measure)


if __name__ == "__main__":
    sys.exit(main())
