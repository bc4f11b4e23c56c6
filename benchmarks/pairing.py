"""Which item of a reading is which item of the gold? The rules are stated in benchmarks/README.md.

A rule takes a gold item, a found item and the document's Sheet, and returns how near the two are: a tuple to sort by,
or None where they are not the same thing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from osce_docs import edtf

Item = dict[str, Any]
Nearness = tuple[float, ...]
Places = set[tuple[str, int, int]]

# Kinds of events that two careful readers may give to one event.
COMPATIBLE = (
    {"summit", "meeting", "seminar"},
    {"decision", "adoption"},
    {"establishment", "opening", "mission"},
    {"chairmanship", "appointment"},
    {"accession", "signature"},
    {"incident", "conflict"},
)
ABSENCES = {"missing-title", "missing-date", "missing-place"}
ARTICLE = re.compile(r"^(?:the|a|an|its) ")


@dataclass
class Sheet:
    """One document: the reading of it, and the names that the gold counts as one."""

    name: str
    reading: Item
    aliases: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return str(self.reading.get("text", ""))

    def learn(self, organizations: Iterable[Item]) -> None:
        """Take the gold's word for which names are names of one body."""
        for item in organizations:
            for name in (item["name"], *item.get("aliases", ())):
                self.aliases.setdefault(plain(name), plain(item["name"]))

    def key(self, name: object) -> str:
        """Return the name that stands for all aliases of this one."""
        return self.aliases.get(plain(name), plain(name))

    def places(self, item: Item) -> Places:
        """Return where an item stands: by its offsets, or wherever its quote or another quote of it stands."""
        if item.get("start") is not None:
            return {(self.name, item["start"], item["end"])}
        quotes = [quote for quote in (item.get("quote"), *item.get("or_quote", ())) if quote]
        return {(self.name, *match.span()) for quote in quotes for match in re.finditer(re.escape(quote), self.text)}


def plain(value: object) -> str:
    """Return the words without case, accents, punctuation and a leading article: `The Co-Chairs’` is `co chairs`."""
    text = unicodedata.normalize("NFKD", str(value or "")).casefold()
    words = " ".join(re.findall(r"[^\W_]+", "".join(mark for mark in text if not unicodedata.combining(mark))))
    return ARTICLE.sub("", words)


def accepted(gold: Item, name: str) -> list[Any]:
    """Return the readings of a field that the gold accepts, the best first."""
    return [gold.get(name), *gold.get(f"or_{name}", ())]


def dates_agree(one: str | None, other: str | None) -> bool:
    """Tell whether both are empty, or one contains the other; an open interval agrees with its equal only."""
    if not one or not other:
        return not one and not other
    try:
        if ".." in one + other:
            return edtf.bounds(one) == edtf.bounds(other)
        return edtf.contains(one, other) or edtf.contains(other, one)
    except ValueError:
        return False


def overlap(one: Places, other: Places) -> float:
    """Return the best share of common characters, 0 where nothing overlaps."""
    return max((_share(a, b) for a in one for b in other), default=0.0)


def event_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """Passages overlap or titles are the same; kinds are equal or compatible; dates do not contradict."""
    near, titled = _near(gold, found, sheet, "title")
    if not (near or titled) or not _kinds_agree(gold, found) or not _date_agrees(gold, found):
        return None
    return (_same_text(gold, found, "place"), gold["kind"] == found.get("kind"), _same_date(gold, found), near)


def proposal_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """Passages overlap or a name is the same; dates do not contradict."""
    near, _ = _near(gold, found, sheet, "name")
    named = plain(found.get("name")) in {plain(name) for name in (gold.get("name"), *gold.get("aliases", ())) if name}
    if not (near or named) or not _date_agrees(gold, found):
        return None
    stances = sum(position_nearness(g, f, sheet) is not None for g in gold["positions"] for f in found["positions"])
    return (named, stances, _same_date(gold, found), near)


def position_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """Party and stance are the same; the proposals are paired already."""
    same = found["stance"] == gold["stance"] and _key_accepted(gold, "party", found.get("party"), sheet)
    return (overlap(sheet.places(gold), sheet.places(found)),) if same else None


def organization_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """A name or alias is the same, or the words of the text are."""
    names = {plain(name) for name in (gold["name"], gold["quote"], *gold.get("aliases", ()))}
    named = plain(found["name"]) in names
    if not named and plain(found.get("quote")) not in names:
        return None
    return (named, found.get("kind") in accepted(gold, "kind"))


def membership_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """Passages overlap; body, dates and either member or holder are the same, and neither contradicts."""
    near = overlap(sheet.places(gold), sheet.places(found))
    stated = [name for name in ("member", "holder") if gold.get(name) and found.get(name)]
    same = bool(stated) and all(_key_accepted(gold, name, found[name], sheet) for name in stated)
    dated = all(any(dates_agree(date, found.get(end)) for date in accepted(gold, end)) for end in ("from", "to"))
    if not (near and same and dated and _key_accepted(gold, "body", found.get("body"), sheet)):
        return None
    return (len(stated), near)


def count_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """Passages overlap, the number is the same and the as-of dates do not contradict."""
    near = overlap(sheet.places(gold), sheet.places(found))
    same = _digits(found.get("number")) in {_digits(number) for number in accepted(gold, "number")}
    dated = any(dates_agree(date, found.get("as_of")) for date in accepted(gold, "as_of"))
    return (near,) if near and same and dated else None


def date_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """Passages overlap and the EDTF is the same."""
    near = overlap(sheet.places(gold), sheet.places(found))
    return (near,) if near and found.get("edtf") in accepted(gold, "edtf") else None


def participant_nearness(gold: Item, found: Item, sheet: Sheet) -> Nearness | None:
    """The name is the same; where both name a person, the person too."""
    held = plain(gold.get("holder")), plain(found.get("holder"))
    same = sheet.key(gold["name"]) == sheet.key(found.get("name")) and (not all(held) or held[0] == held[1])
    return (held[0] == held[1],) if same else None


def pair(
    gold: Sequence[Item], found: Sequence[Item], nearness: Callable[[Item, Item], Nearness | None]
) -> dict[int, int]:
    """Return the found item of each gold item that has one, by index, one to one.

    As many required items as can be are paired, the nearest first, and then as many optional ones as can be beside.
    """
    measured = {(g, f): nearness(a, b) for g, a in enumerate(gold) for f, b in enumerate(found)}
    near = {both: value for both, value in measured.items() if value is not None}
    choices = {g: sorted((f for h, f in near if h == g), key=lambda f: near[g, f], reverse=True) for g, _ in near}
    taken: dict[int, int] = {}
    for g in sorted(choices, key=lambda g: (not gold[g].get("optional"), near[g, choices[g][0]]), reverse=True):
        _seat(g, choices, taken, set())
    return {g: f for f, g in taken.items()}


def covers(gold: Item, found: Item, *, whatever_kind: bool = False) -> bool:
    """Tell whether a found finding says what a gold one says; both carry `places` and `documents`.

    The kind is accepted, and passages overlap in two documents (in one, where the gold names one only). What is
    absent has no passage: there the document is enough; a retelling is told by its documents.
    """
    kind = found["kind"] in accepted(gold, "kind")
    if kind and gold["kind"] in ABSENCES:
        return bool(gold["documents"] & found["documents"])
    if kind and gold["kind"] == "retelling":
        return set(gold["documents"]) <= set(found["documents"])
    shared = {a[0] for a in gold["places"] for b in found["places"] if _share(a, b)}
    return (kind or whatever_kind) and bool(shared) and len(shared) >= min(2, len(gold["documents"]))


def every_passage(node: Any) -> Iterator[Item]:
    """Yield each passage, at whatever depth: a dictionary with start, end and quote."""
    if isinstance(node, dict):
        if {"start", "end", "quote"} <= node.keys():
            yield node
        node = list(node.values())
    for child in node if isinstance(node, list) else ():
        yield from every_passage(child)


def _seat(g: int, choices: dict[int, list[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Give `g` its nearest choice that is free or whose holder can move on (Kuhn's augmenting path)."""
    for f in choices[g]:
        if f not in tried:
            tried.add(f)
            if f not in taken or _seat(taken[f], choices, taken, tried):
                taken[f] = g
                return True
    return False


def _share(a: tuple[str, int, int], b: tuple[str, int, int]) -> float:
    common = min(a[2], b[2]) - max(a[1], b[1]) if a[0] == b[0] else 0
    return common / (max(a[2], b[2]) - min(a[1], b[1])) if common > 0 else 0.0


def _near(gold: Item, found: Item, sheet: Sheet, name: str) -> tuple[float, bool]:
    titled = bool(plain(gold.get(name))) and plain(gold.get(name)) == plain(found.get(name))
    return overlap(sheet.places(gold), sheet.places(found)), titled


def _kinds_agree(gold: Item, found: Item) -> bool:
    kind = found.get("kind")
    return kind in accepted(gold, "kind") or any({kind, gold["kind"]} <= group for group in COMPATIBLE)


def _date_agrees(gold: Item, found: Item) -> bool:
    return any(dates_agree(date, found.get("date")) for date in accepted(gold, "date"))


def _same_date(gold: Item, found: Item) -> bool:
    return (gold.get("date") or None) == (found.get("date") or None)


def _same_text(gold: Item, found: Item, name: str) -> bool:
    return plain(found.get(name)) in {plain(value) for value in accepted(gold, name)}


def _key_accepted(gold: Item, name: str, value: object, sheet: Sheet) -> bool:
    return sheet.key(value) in {sheet.key(each) for each in accepted(gold, name)}


def _digits(number: object) -> str:
    return re.sub(r"\D", "", str(number))
