"""The effective value: the standing Ruling if there is one, else what the Claims say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .agreement import Fact, Reading, ranked, readings

UNRULED = object()


class Valued(Protocol):
    """A reading, with its facts or without."""

    @property
    def value(self) -> Any:
        """What it says."""


@dataclass(frozen=True, slots=True)
class Effective:
    """What a record shows for a field, and all that the sources say of it."""

    value: Any
    readings: Sequence[Valued]
    ruled: bool = False

    @property
    def disputed(self) -> bool:
        """Whether the sources differ, ruling or not."""
        return len(self.readings) > 1


def readings_of(how: str, facts: Iterable[Fact]) -> tuple[Reading, ...]:
    """Return the readings of a field that agrees in the way `how`, the one to be shown first."""
    return _mode(facts) if how == "mode" else readings(how, facts)


def effective(found: Sequence[Valued], ruling: Any = UNRULED, given: Any = None) -> Effective:
    """Return the value of a field of which these are the readings.

    `ruling` is the standing Ruling's value (null is a ruling too); `given` is what holds where no source says anything.
    """
    if ruling is not UNRULED:
        return Effective(ruling, found, ruled=True)
    return Effective(found[0].value if found else given, found)


def _mode(facts: Iterable[Fact]) -> tuple[Reading, ...]:
    """What one document asserts, another may only have announced; only a denial clashes with it."""
    told = tuple(sorted(facts, key=lambda fact: fact.document))
    if len({fact.mode for fact in told}) == 1:
        return (Reading(told[0].mode, told),)
    for pair in (("asserted", "announced"), ("announced",)):
        positive = tuple(fact for fact in told if fact.mode in pair)
        if any(fact.mode == pair[0] for fact in positive):
            break
    denied = tuple(fact for fact in told if fact.mode == "denied")
    found = [Reading(pair[0], positive)] if positive else []
    found += [Reading("denied", denied)] if denied else []
    return ranked(found)
