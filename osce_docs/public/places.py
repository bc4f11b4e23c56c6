"""Places as sources write them, for whoever types one."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from osce_docs.knowledge import load
from osce_docs.search.words import words


def written(text: str) -> list[str]:
    """Return the ways to write a place that a text may mean: as typed, in capitals, and its names in the data files."""
    typed = " ".join(text.split())
    known = _names().get(tuple(words(typed)), set())
    ways = {typed, typed.title(), *known}
    return sorted(ways | {way.upper() for way in ways})


@cache
def _names() -> Mapping[tuple[str, ...], set[str]]:
    """Return by folded name all names of the places, territories and States that go by it."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for file in ("places", "territories", "states"):
        for entry in load(file).values():
            if isinstance(entry, dict) and "name" in entry:
                names = {entry["name"], *entry.get("aliases", ())}
                for name in names:
                    found[tuple(words(name))] |= names
    return found
