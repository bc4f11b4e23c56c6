"""Other spellings and names of what is looked for, from the data files on states, places and territories. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any

from rapidfuzz.fuzz import ratio

from osce_docs.knowledge import load
from osce_docs.search.words import words

Phrase = tuple[str, ...]

PLACES = ("states", "places", "territories")
# Two words of one thing's names are spellings of one word if they are at least so alike, in per cent, and so long.
ALIKE = 60
LONG = 4
# Shorter words are other words too: "us".
SHORTEST = 3


def spellings(phrase: Phrase) -> tuple[Phrase, ...]:
    """Return the phrase and after it the other ways to write it, or to name what it names, in the alphabet's order."""
    return (phrase, *sorted(_all().get(phrase, set()) - {phrase}))


@cache
def _all() -> Mapping[Phrase, set[Phrase]]:
    found: dict[Phrase, set[Phrase]] = defaultdict(set)
    for alike in _sets():
        for each in alike:
            if len("".join(each)) >= SHORTEST:
                found[each] |= alike
    return found


def _sets() -> Iterator[set[Phrase]]:
    for pair in load("name_patterns")["spellings"]:
        yield _phrases(pair)
    for file in PLACES:
        for entry in load(file).values():
            if isinstance(entry, dict) and "name" in entry:
                names = _phrases(_names(entry)) - _phrases(entry.get("cautious", ()))
                yield from _of_one_thing(names)


def _names(entry: Mapping[str, Any]) -> list[str]:
    return [entry["name"], *entry.get("aliases", ()), *(each["name"] for each in entry.get("names_by_date", ()))]


def _of_one_thing(names: set[Phrase]) -> Iterator[set[Phrase]]:
    """Yield its names, unless each has several words, and the words in which two of them differ."""
    if any(len(name) == 1 for name in names):
        yield {name for name in names if not _holds_another(name, names)}
    for one, other in combinations(sorted(names), 2):
        differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
        if len(one) == len(other) and len(differing) == 1 and _are_alike(*differing[0]):
            yield {(word,) for word in differing[0]}


def _holds_another(name: Phrase, names: Iterable[Phrase]) -> bool:
    """Whether whoever finds another of the names finds this one too: “Republic of Turkey” beside “Turkey”."""
    return any(len(each) == 1 and len(name) > 1 and each[0] in name for each in names)


def _are_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= LONG and ratio(one, other) >= ALIKE


def _phrases(names: Iterable[str]) -> set[Phrase]:
    return {tuple(words(name)) for name in names} - {()}
