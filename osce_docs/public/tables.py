"""A list as a table: comma-separated values, a row at a time, that no spreadsheet takes for formulae."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from osce_docs.models.record import Record
from osce_docs.public.filters import RecordFilter
from osce_docs.public.paging import all_rows

# What begins so is a formula to a spreadsheet: an apostrophe makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FIRST = ("slug", "url")
LAST = ("status", "disputed")


class _Line:
    """What csv writes to: it keeps nothing, `write` returns the line."""

    def write(self, line: str) -> str:
        return line


def table(narrowed: RecordFilter, address: Any) -> Iterator[str]:
    """Yield the lines of a list as narrowed, the first with the columns' names; `address` makes addresses absolute."""
    columns = (*FIRST, *narrowed.list.columns, *LAST)
    writer = csv.writer(_Line())
    # Without this mark spreadsheets take UTF-8 for something else.
    yield "\ufeff" + writer.writerow(columns)
    for record in all_rows(narrowed.qs, narrowed.order):
        yield writer.writerow(_cells(columns, record, address))


def _cells(columns: Iterable[str], record: Any, address: Any) -> Iterator[str]:
    for column in columns:
        value = address(record.get_absolute_url()) if column == "url" else getattr(record, column)
        text = "" if value is None or (isinstance(value, Record) and not value.shown) else str(value)
        yield f"'{text}" if text.startswith(FORMULA) else text
