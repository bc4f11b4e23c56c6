"""Records that words find, in the order of time: however many are found, those are looked up that a page may show.

The number of an entry holds the day that its record is sorted by: where a page begins and ends is known before a record
is looked at, and the search begins there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice, takewhile

from django.db.models import Q
from django.utils.dateparse import parse_date

from osce_docs.models.fields import LAST_DAY, NO_DAY
from osce_docs.models.record import Record
from osce_docs.search import finding
from osce_docs.search.entries import day_in, entries_of, record_in
from osce_docs.search.query import Query

# So many are looked for at first; to find fewer takes as long. Where all are wanted, so many at once.
SOME, AT_ONCE = 1_000, 10_000


@dataclass(frozen=True, slots=True)
class InTime:
    """The records of a kind, one that has days, that have what a query asks for."""

    model: type[Record]
    query: Query

    def near(self, day: str, *, falls: bool, back: bool, most: int) -> Q:
        """Return a condition that the first `most` records meet after any of this day, or of all where there is none.

        They come in the order of `date_sort`, which `falls` or rises; what has no day comes last, or first where the
        order leads `back`. With a day, or the last of them, come all that have it, however many: in which order these
        are their keys tell. Raises ValueError for a day that is none.
        """
        at = parse_date(day) if day else None
        if day and at is None:
            raise ValueError("No day is written so.")
        spans, size = _spans(at, falls, back), max(SOME, 2 * most)

        def place(entry: int) -> tuple[bool, int]:
            return _place(day_in(entry), falls, back)

        while True:
            found = list(islice(self._first(spans, falls, size), size))
            end = sum(1 for _ in takewhile(lambda entry: day_in(entry) == at, found)) + most
            if end < len(found):
                end = bisect_right(found, place(found[end - 1]), key=place)
            if end < len(found) or len(found) < size:
                return Q(pk__among={record_in(entry)[1] for entry in found[:end]})
            size *= 4

    def blocks(self, *, falls: bool) -> Iterator[list[int]]:
        """Yield the entries of all records in blocks of whole days, which come in the order of `date_sort`; it `falls`
        or rises."""
        block: list[int] = []
        for _, of_one_day in groupby(self._all(falls), key=day_in):
            block += of_one_day
            if len(block) >= AT_ONCE:
                yield block
                block = []
        yield block

    def _all(self, falls: bool) -> Iterator[int]:
        for among in _spans(None, falls, back=False):
            while found := finding.first(self.query, self.model, AT_ONCE, among=among, rises=not falls):
                yield from found
                among = range(among.start, found[-1]) if falls else range(found[-1] + 1, among.stop)

    def _first(self, spans: Iterable[range], falls: bool, most: int) -> Iterator[int]:
        """Yield the first `most` entries of each span, span after span."""
        for among in spans:
            yield from finding.first(self.query, self.model, most, among=among, rises=not falls)


def _spans(at: date | None, falls: bool, back: bool) -> list[range]:
    """Return the numbers of entries from a day on, of records with a day and of others, in the order they come in."""
    undated, dated = entries_of(NO_DAY, NO_DAY), entries_of(date.min, LAST_DAY)
    if at == NO_DAY:
        return [undated, dated] if back else [undated]
    if at:
        dated = entries_of(date.min, at) if falls else entries_of(at, LAST_DAY)
    return [dated] if back else [dated, undated]


def _place(day: date, falls: bool, back: bool) -> tuple[bool, int]:
    """Return what is the greater the later a day comes."""
    return (day == NO_DAY) != back, day.toordinal() * (-1 if falls else 1)
