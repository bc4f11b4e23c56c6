"""Things by the years in which they may have happened, so that one need not try all that a text tells."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from osce_docs.edtf import bounds

Thing = TypeVar("Thing")

# A longer time, or one without an end or a year, may be any.
LONGEST = 30
# A date marked `~` is read more generously, by a year and a day.
SLACK = 2
# In one time a text tells of fewer things of one kind; a hostile one has its further ones compared with these alone.
MOST = 200


class ByTime(Generic[Thing]):
    """Things with their dates, in the order in which they were added."""

    def __init__(self) -> None:
        self._things: list[Thing] = []
        # The numbers of the things of each year; under 0 those that may be of any.
        self._numbers: dict[int, list[int]] = {}

    def add(self, date: str, thing: Thing) -> None:
        """Add a thing with its date, in EDTF."""
        for year in _years(date, 0) or (0,):
            self._numbers.setdefault(year, []).append(len(self._things))
        self._things.append(thing)

    def about(self, date: str) -> list[Thing]:
        """Return the things whose dates may agree with `date`, in order; all others surely do not."""
        years = _years(date, SLACK)
        if not years:
            return self._things[:MOST]
        numbers = {number for year in (0, *years) for number in self._numbers.get(year, ())[:MOST]}
        return [self._things[number] for number in sorted(numbers)]


def _years(date: str, slack: int) -> Sequence[int]:
    """Return the years that a date covers; nothing where it may be any."""
    first, last = bounds(date)
    if first is None or last is None or last.year - first.year > LONGEST:
        return ()
    return range(first.year - slack, last.year + slack + 1)
