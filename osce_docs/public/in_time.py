"""Records that words find, in the order of time: however many are found, those are looked up that a page may show.

The number of an entry holds the day that its record is sorted by: where a page begins and ends is known before a record
is looked at, and the search begins there.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from django.db.models import Q
from django.utils.dateparse import parse_date

from osce_docs.models.fields import NO_DAY
from osce_docs.models.record import Record
from osce_docs.search import finding
from osce_docs.search.entries import day_in, entries_of, record_in
from osce_docs.search.query import Query

# So many are looked for at first; to find fewer takes as long.
SOME = 1_000
LAST = NO_DAY - timedelta(1)


@dataclass(frozen=True, slots=True)
class InTime:
    """The records of a kind, one that has days, that have what a query asks for."""

    model: type[Record]
    query: Query

    def near(self, day: str, falls: bool, most: int) -> Q:
        """Return a condition that the first `most` records meet after any of this day, or of all where there is none.

        They come in the order of `date_sort`, which `falls` or rises; without a day told they come last, or first. With
        a day, or the last of them, come all that have it, however many: in which order these are their keys tell.
        Raises ValueError for a day that is none.
        """
        at = parse_date(day) if day else None
        if day and at is None:
            raise ValueError("No day is written so.")
        size = max(SOME, 2 * most)
        while True:
            found = list(islice(self._first(at, falls, size), size))
            end = sum(1 for _ in takewhile(lambda entry: day_in(entry) == at, found)) + most
            if end < len(found):
                end = bisect_right(found, _place(found[end - 1], falls), key=lambda entry: _place(entry, falls))
            if end < len(found) or len(found) < size:
                return Q(pk__among={record_in(entry)[1] for entry in found[:end]})
            size *= 4

    def _first(self, at: date | None, falls: bool, most: int) -> Iterator[int]:
        """Yield the first `most` entries from a day on, or as many as there are, and more."""
        for among in _spans(at, falls):
            yield from finding.first(self.query, self.model, most, among=among, rises=not falls)


def _spans(at: date | None, falls: bool) -> list[range]:
    """Return the numbers of entries from a day on, of records with a day and of others, in the order they come in."""
    undated = entries_of(NO_DAY, NO_DAY)
    if falls:
        earlier = entries_of(date.min, min(at or LAST, LAST))
        return [undated, earlier] if at in (None, NO_DAY) else [earlier]
    return [undated] if at == NO_DAY else [entries_of(at or date.min, LAST), undated]


def _place(entry: int, falls: bool) -> int:
    """Return what is the greater the later an entry comes."""
    return day_in(entry).toordinal() * (-1 if falls else 1)
