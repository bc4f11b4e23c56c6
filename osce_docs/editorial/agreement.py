"""When two readings of a field agree: a table by the field's way of agreeing (see knowledge/fields.toml)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from osce_docs import edtf


class Fact(NamedTuple):
    """A Claim as agreement sees it: its value and who vouches for it.

    `witness` is shared by documents that retell one another; `dated` is the document's earliest day ("" where unknown).
    """

    value: Any
    document: str
    witness: str
    dated: str = ""
    identity: str = ""
    mode: str = "asserted"


@dataclass(frozen=True, slots=True)
class Reading:
    """One value with all the facts that agree on it."""

    value: Any
    facts: tuple[Fact, ...]

    @property
    def witnesses(self) -> int:
        """How many independent documents say so."""
        return len({fact.witness for fact in self.facts})

    @property
    def documents(self) -> frozenset[str]:
        """The keys of the documents that say so."""
        return frozenset(fact.document for fact in self.facts)

    def rank(self) -> tuple[int, str, str, str]:
        """Return what sorts readings: most witnesses, then the earliest dated document, then the smallest key."""
        first = min((fact.dated or "9999", fact.document) for fact in self.facts)
        return (-self.witnesses, *first, canonical(self.value))


def readings(how: str, facts: Iterable[Fact]) -> tuple[Reading, ...]:
    """Return the readings that the facts fall into, the one to be shown first; of more than one, sources differ."""
    told = [fact for fact in facts if fact.mode != "denied"]
    if _alike(told):
        return (Reading(told[0].value, tuple(sorted(told, key=lambda fact: fact.document))),)
    return ranked(TABLE[how](sorted(told, key=lambda fact: (fact.document, canonical(fact.value)))))


def ranked(found: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return readings in the order in which they are shown."""
    return tuple(sorted(found, key=Reading.rank) if len(found) > 1 else found)


def _alike(told: Sequence[Fact]) -> bool:
    """Whether facts say one thing in the same letters, which agrees whatever the field: so it is mostly."""
    if len(told) < 2:
        return bool(told)
    value = told[0].value
    return isinstance(value, str) and all(fact.value == value for fact in told)


def canonical(value: Any) -> str:
    """Return a value's form for comparing: case and white space do not count."""
    return " ".join(str(value).casefold().split())


def _stripped(value: Any) -> str:
    return str(value).strip()


def _same(facts: Sequence[Fact]) -> list[Reading]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(canonical(fact.value), []).append(fact)
    return [Reading(min((fact.value for fact in group), key=_stripped), tuple(group)) for group in groups.values()]


def _wording(facts: Sequence[Fact]) -> list[Reading]:
    by_value = sorted(_same(facts), key=Reading.rank)
    return [Reading(by_value[0].value, tuple(facts))] if by_value else []


def _date(facts: Sequence[Fact]) -> list[Reading]:
    by_value: dict[str, list[Fact]] = {}
    for fact in facts:
        by_value.setdefault(fact.value, []).append(fact)
    groups: dict[str, list[Fact]] = {}
    vague: list[str] = []
    for value in sorted(by_value, key=lambda value: (-precision(value), by_value[value][0].document, value)):
        # A day agrees with no other day: of what thousands of texts date, few dates are held against one another.
        others = vague if edtf.is_day(value) else groups
        seeds = [seed for seed in others if edtf.agree(seed, value)] or [value]
        if seeds == [value] and not edtf.is_day(value):
            vague.append(value)
        for seed in seeds:
            groups.setdefault(seed, []).extend(by_value[value])
    return [Reading(seed, tuple(group)) for seed, group in groups.items()]


def precision(value: str) -> int:
    """Return how precise an EDTF date is: minus the days it leaves open."""
    earliest, latest = edtf.bounds(value)
    return -(latest - earliest).days if earliest and latest else -1_000_000


TABLE: dict[str, Callable[[Sequence[Fact]], list[Reading]]] = {
    "same": _same,
    "wording": _wording,
    "date": _date,
}
