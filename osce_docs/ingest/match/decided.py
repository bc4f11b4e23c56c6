"""Which group of tellings a record is that editors decided on. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .keys import other_key


@dataclass(frozen=True, slots=True)
class Decided:
    """A record that editors decided on: its id, and when they last did the moment, its key, tellings, and blocks."""

    record: int
    at: datetime
    key: str
    tellings: frozenset[str]
    blocks: frozenset[str]


def keys_of_decided(decided: Collection[Decided], groups: Mapping[str, Collection[str]]) -> dict[int, str]:
    """Return by record the key that it has now; `groups` are the keys of the tellings by their record's key.

    A record goes with most of its tellings; of groups with as many, to the one of its key. Where none has any of them,
    and no group has its key, it stands alone. Where two would be one, what was decided last goes first, and the other
    one stands alone. Nothing else counts: not what the record was between then and now.
    """
    latest = sorted(sorted(decided, key=lambda each: each.key), key=lambda each: each.at, reverse=True)
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for _, each, key in sorted(_wishes(latest, groups), key=lambda wish: wish[0]):
        if each.record not in keys and key not in taken:
            keys[each.record] = key
            taken.add(key)
    for each in latest:
        if each.record not in keys:
            keys[each.record] = other_key(each.key, taken | groups.keys())
            taken.add(keys[each.record])
    return keys


def _wishes(
    latest: Sequence[Decided], groups: Mapping[str, Collection[str]]
) -> Iterator[tuple[tuple[int, bool, int, str], Decided, str]]:
    """Yield each group that a record might be, with its rank."""
    place = {telling: key for key, tellings in groups.items() for telling in tellings}
    for number, each in enumerate(latest):
        shared = Counter(place[telling] for telling in each.tellings if telling in place)
        for key in shared.keys() | ({each.key} & groups.keys()):
            yield (-shared[key], key != each.key, number, key), each, key
