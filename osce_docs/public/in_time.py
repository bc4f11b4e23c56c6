"""Records that words find, in the order of time: of ten thousand a page looks up what it may show, and no more.

The number of an entry holds the day that its record is sorted by: where a page begins and ends is known before a record
is looked at.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from osce_docs.models.fields import NO_DAY
from osce_docs.search.entries import day_in, record_in


@dataclass(frozen=True, slots=True)
class InTime:
    """The records of these entries, of which the newest comes first and those without a day come last."""

    entries: Sequence[int]

    def near(self, day: str, falls: bool, most: int) -> Q:
        """Return a condition that the first `most` records meet after any of this day, or of all where there is none.

        They come in the order of `date_sort`, which `falls` or rises. With a day, or the last of them, come all that
        have it: in which order these are their keys tell. Raises ValueError for a day that is none.
        """
        order = -1 if falls else 1

        def place(entry: int) -> int:
            return order * day_in(entry).toordinal()

        undated = bisect_left(self.entries, True, key=lambda entry: day_in(entry) == NO_DAY)
        ordered = [*self.entries[undated:], *self.entries[:undated]][::-order]
        first = end = 0
        if day:
            at = order * date.fromisoformat(day).toordinal()
            first, end = bisect_left(ordered, at, key=place), bisect_right(ordered, at, key=place)
        end += most
        if end < len(ordered):
            end = bisect_right(ordered, place(ordered[end - 1]), key=place)
        return Q(pk__among={record_in(entry)[1] for entry in ordered[first:end]})
