"""Records that have a date: their list is narrowed to a year, month or day without a look at what there is in each."""

from calendar import monthrange
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from osce_docs.admin.base import CappedPaginator
from osce_docs.admin.found_pages import FoundPaginator
from osce_docs.admin.record_admin import RecordAdmin
from osce_docs.models.fields import NO_DAY
from osce_docs.models.record import Record
from osce_docs.search.counting import by_year

YEAR, MONTH, DAY = PARTS = tuple(f"date_sort__{part}" for part in ("year", "month", "day"))
PAGE = "p"
BY_DATE = {"date_sort", "-date_sort"}
# What an address may ask for beside a search that narrows the list no further.
SEARCHED = {SEARCH_VAR, ORDER_VAR, PAGE}
Link = dict[str, str]


class DatedAdmin(RecordAdmin):
    """A kind of record that has a date."""

    ordering = ("date_sort", "key")

    @admin.display(description=gettext_lazy("date"), ordering="date_sort")
    def date_words(self, record: Any) -> str:
        """The date in words."""
        return record.date_display

    def get_paginator(self, request: HttpRequest, queryset: Any, per_page: int, *arguments: Any, **named: Any) -> Any:
        """Return what turns the pages, if they are; of what a search alone narrows, it looks up what a page shows."""
        first = queryset.query.order_by[0] if queryset.query.order_by else ""
        turned = issubclass(self.paginator, CappedPaginator)
        if turned and hasattr(request, "searched") and first in BY_DATE and request.GET.keys() <= SEARCHED:
            return FoundPaginator(request.searched[0], per_page, request.searched[1], first.startswith("-"))
        return super().get_paginator(request, queryset, per_page, *arguments, **named)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the years, or the months of the year it is narrowed to."""
        return super().changelist_view(request, {"dates": dates(self.model, request.GET), **(extra_context or {})})


def dates(model: type[Record], asked: QueryDict) -> dict[str, Any]:
    """Return what the links to narrower dates show: the way back, and the choices."""
    year, month, day = (_number(asked.get(part, "")) for part in PARTS)
    if not year:
        years = [(str(each), {YEAR: each}) for each in by_year(model)]
        return _links(asked, None, [*years, (_("undated"), {YEAR: NO_DAY.year})])
    if not 1 <= month <= 12 or year == NO_DAY.year:
        months = MONTHS.items() if year != NO_DAY.year else ()
        return _links(asked, (_("All dates"), {}), [(str(name), {YEAR: year, MONTH: each}) for each, name in months])
    days = range(1, monthrange(year, month)[1] + 1) if not day else ()
    of_month = {YEAR: year, MONTH: month}
    return _links(asked, (str(year), {YEAR: year}), [(str(each), {**of_month, DAY: each}) for each in days])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:5]) <= NO_DAY.year else 0


def _links(asked: QueryDict, back: Any, choices: Iterable[tuple[str, dict[str, int]]]) -> dict[str, Any]:
    query = asked.copy()
    for name in (*PARTS, PAGE):
        query.pop(name, None)
    begun = f"?{query.urlencode()}{'&' if query else ''}"

    def link(title: str, parts: dict[str, int]) -> Link:
        return {"title": title, "link": f"{begun}{urlencode(parts)}"}

    return {"back": back and link(*back), "choices": [link(*choice) for choice in choices]}
