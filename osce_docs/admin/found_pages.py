"""Pages of records that a search found, in the order of time: those of one page are looked up, and no others."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet

from osce_docs.admin.base import MOST_ROWS, CappedPaginator
from osce_docs.admin.searching import Found
from osce_docs.search.entries import day_in, record_in


class FoundPaginator(CappedPaginator):
    """Turns the pages of what is found among `rows`, which are ordered by `date_sort` first."""

    def __init__(self, rows: QuerySet, per_page: int, found: Found, falls: bool) -> None:
        super().__init__(rows, per_page)
        self.found, self.falls = found, falls

    @cached_property
    def count(self) -> int:
        """How many rows the pages show."""
        return min(len(self._in_time), MOST_ROWS)

    def page(self, number: Any) -> Page:
        """Return a page: of the records found those of the days that it covers are looked up."""
        at = self.validate_number(number)
        start = (at - 1) * self.per_page
        stop = min(start + self.per_page, self.count)
        first, end = self._whole_days(start, stop)
        rows = self.object_list.filter(pk__among={pk for _, pk in self._in_time[first:end]})
        return self._get_page(rows[start - first : stop - first], at, self)

    @cached_property
    def _in_time(self) -> list[tuple[Any, int]]:
        """Day and id of each record found, in the order of days."""
        entries = [(day_in(each), record_in(each)[1]) for each in self.found.entries]
        others = self.found.others - {pk for _, pk in entries} if self.found.others else ()
        if others:
            entries += self.object_list.filter(pk__among=others).values_list("date_sort", "pk").order_by()
        return sorted(entries, key=lambda each: each[0], reverse=self.falls)

    def _whole_days(self, start: int, stop: int) -> tuple[int, int]:
        """Return where the first day of a stretch begins and its last one ends: their keys tell what comes first."""
        rows = self._in_time
        while 0 < start < stop and rows[start - 1][0] == rows[start][0]:
            start -= 1
        while start < stop < len(rows) and rows[stop][0] == rows[stop - 1][0]:
            stop += 1
        return start, stop
