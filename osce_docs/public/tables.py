"""A list as a table: comma-separated values, some rows at a time, that no spreadsheet takes for formulae."""

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from osce_docs.models.record import SHOWN, Record
from osce_docs.public.filters import RecordFilter
from osce_docs.public.paging import all_rows
from osce_docs.public.whole import whole

# What begins so is a formula to a spreadsheet: an apostrophe makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FIRST = ("slug", "url")
LAST = ("status", "disputed")
# So many lines go out at once.
AT_ONCE = 500
# Stands in an address for the slug, which is all that addresses of a list differ by.
SLUG = "slug"
Cell = Callable[[Any], Any]


class _Line:
    """What csv writes to: it keeps nothing, `write` returns the line."""

    def write(self, line: str) -> str:
        return line


def table(narrowed: RecordFilter, address: Any) -> Iterator[str]:
    """Yield the lines of a list as narrowed, the first with the columns' names; `address` makes addresses absolute."""
    columns = (*FIRST, *narrowed.list.columns, *LAST)
    writer = csv.writer(_Line())
    cells = [_cell(narrowed.list.model, column, address) for column in columns]
    # Without this mark spreadsheets take UTF-8 for something else.
    yield "\ufeff" + writer.writerow(columns)
    rows = chain.from_iterable(
        all_rows(_columns(found, narrowed, columns), narrowed.order, parts=parts) for found, parts in whole(narrowed)
    )
    while some := list(islice(rows, AT_ONCE)):
        yield "".join(writer.writerow([_harmless(cell(row)) for cell in cells]) for row in some)


def _columns(rows: QuerySet, narrowed: RecordFilter, columns: Sequence[str]) -> QuerySet:
    """Return the rows with nothing but what the table holds, and what they are sorted by."""
    bodies = [column for column in columns if _is_body(narrowed.list.model, column)]
    plain = {*columns, narrowed.order.lstrip("-"), "key"} - {"url", *bodies}
    of_bodies = [f"{body}__{name}" for body in bodies for name in ("name", *SHOWN)]
    bare = rows.select_related(None).prefetch_related(None)
    return bare.values_list(*sorted(plain), *of_bodies, named=True)


def _cell(model: type[Record], column: str, address: Any) -> Cell:
    """Return what takes the value of a column out of a row."""
    if column == "url":
        before, after = address(reverse(f"public:{model._meta.model_name}", args=[SLUG])).rsplit(SLUG, 1)
        return lambda row: f"{before}{row.slug}{after}"
    if _is_body(model, column):
        return lambda row: _name(*(getattr(row, f"{column}__{name}") for name in ("name", *SHOWN)))
    return lambda row: getattr(row, column)


def _is_body(model: type[Record], column: str) -> bool:
    return column != "url" and model._meta.get_field(column).is_relation


def _name(name: str | None, standing: bool | None, merged_into: int | None, status: str | None) -> str | None:
    """Return the name of a body that readers may see."""
    return name if standing and merged_into is None and status != Record.Status.WITHHELD else None


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
