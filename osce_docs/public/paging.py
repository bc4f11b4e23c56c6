"""Paging by position in an order, not by number: a page far down costs no more than the first; nothing is counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import DataError
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from osce_docs.models.keyset import later
from osce_docs.public.in_time import InTime
from osce_docs.public.parted import first_of_each

SIZE = 50
SEPARATOR = "~"
# The conditions of which rows meet one each, or which of them are known to be wanted, in the order of time.
Parts = Sequence[Q] | InTime


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list; `before` and `after` are the positions to go on from, empty where there is nothing more."""

    rows: Sequence[Any]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of one page, and one more where there are more, not yet asked for.

    `back` where they come from the last to the first, `begun` where there are rows before them.
    """

    rows: QuerySet
    order: str
    size: int
    back: bool
    begun: bool

    def page(self, found: Iterable[Any]) -> Page:
        """Return the page, once the rows have been asked for."""
        return _cut(list(found), self.size, self.back, self.begun, lambda row: _position(row, self.order))


def cut(rows: QuerySet, order: str, *, before: str = "", after: str = "", size: int = SIZE, parts: Parts = ()) -> Cut:
    """Return what is one page of `rows` in the order of a column and the key.

    A position that is none counts as none given. `order` names a column that is never null and indexed together with
    `key`, with a minus for the order from its end. Where there are `parts`, the rows are those of any of these
    conditions, of which each has an index with its rows in the order; or those found in time, in its order.
    """
    # PostgreSQL takes no NUL, not even to look for it.
    before, after = ("" if "\0" in each else each for each in (before, after))
    back = bool(before) and not after
    position = before if back else after
    try:
        near = _near(rows, parts, order, position, back, size + 1)
        found = _first(*near, lambda some: _from(some, order, position, back), size + 1)
    except (ValidationError, ValueError):
        return cut(rows, order, size=size, parts=parts)
    return Cut(found, order, size, back, bool(after))


def page(rows: QuerySet, order: str, *, before: str = "", after: str = "", size: int = SIZE, parts: Parts = ()) -> Page:
    """Return one page of `rows`, as `cut` cuts them."""
    part = cut(rows, order, before=before, after=after, size=size, parts=parts)
    return part.page(part.rows)


def page_in(rows: QuerySet, order: Sequence[str], *, before: str = "", after: str = "", size: int = SIZE) -> Page:
    """Return one page of `rows` in the order of several columns that an index has; the last is a number of its own.

    A position that is none counts as none given.
    """
    back = bool(before) and not after
    try:
        shown = list(_beyond(rows, order, before if back else after, back)[: size + 1])
    except (ValidationError, ValueError, OverflowError, DataError):
        return page_in(rows, order, size=size)
    return _cut(shown, size, back, bool(after), lambda row: _at(row, order))


def _cut(found: list[Any], size: int, back: bool, begun: bool, position: Callable[[Any], str]) -> Page:
    """Return the page of rows of which one more than `size` was asked for; `begun` where there are rows before it."""
    more, shown = len(found) > size, found[:size]
    if back:
        shown.reverse()
    earlier, later = (more, True) if back else (begun, more)
    return Page(
        shown,
        position(shown[0]) if shown and earlier else "",
        position(shown[-1]) if shown and later else "",
    )


def _beyond(rows: QuerySet, order: Sequence[str], position: str, back: bool) -> QuerySet:
    turned = [_turned(column) if back else column for column in order]
    if position:
        rows = rows.filter(later(rows.model, turned, position.replace("\0", " ").split(SEPARATOR)))
    return rows.order_by(*turned)


def _turned(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _at(row: Any, order: Sequence[str]) -> str:
    return SEPARATOR.join(str(getattr(row, column.lstrip("-"))) for column in order)


def all_rows(rows: QuerySet, order: str, *, size: int = 1000, parts: Parts = ()) -> Iterator[Any]:
    """Yield all of `rows` in their order, a page at a time: no query lasts long, nothing is kept in memory."""
    after = ""
    while True:
        shown = page(rows, order, after=after, size=size, parts=parts)
        yield from shown.rows
        after = shown.after
        if not after:
            return


def _near(
    rows: QuerySet, parts: Parts, order: str, position: str, back: bool, most: int
) -> tuple[QuerySet, Sequence[Q]]:
    """Return the rows and their parts; of what is found in time no more than the first `most` from a position on."""
    if not isinstance(parts, InTime):
        return rows, parts
    day = position.rpartition(SEPARATOR)[0]
    return rows.filter(parts.near(day, back != order.startswith("-"), most)), ()


def _first(rows: QuerySet, parts: Sequence[Q], ordered: Callable[[QuerySet], QuerySet], most: int) -> QuerySet:
    """Return the first `most` rows in the order that `ordered` puts them in: they are among the first of each part."""
    if len(parts) < 2:
        return ordered(rows.filter(*parts))[:most]
    try:
        firsts = RawSQL(*first_of_each(ordered(rows).values("pk"), parts, most))
    except EmptyResultSet:
        return rows.none()
    return ordered(rows.filter(pk__in=firsts))[:most]


def _from(rows: QuerySet, order: str, position: str, back: bool) -> QuerySet:
    falls, column = order.startswith("-"), order.lstrip("-")
    direction = "-" if back != falls else ""
    ordered = [f"{direction}{column}", f"{direction}key"]
    if position:
        value, _, key = position.rpartition(SEPARATOR)
        rows = rows.filter(later(rows.model, ordered, (value, key)))
    return rows.order_by(*ordered)


def _position(row: Any, order: str) -> str:
    return f"{getattr(row, order.lstrip('-'))}{SEPARATOR}{row.key}"


def numbered(rows: QuerySet | Sequence[Any], number: str, *, size: int = SIZE) -> Page:
    """Return a page by its number, for short lists in an order that no index has; what is no number is the first."""
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    first = (max(at, 1) - 1) * size
    found = list(rows[first : first + size + 1])
    return Page(found[:size], str(at - 1) if at > 1 else "", str(at + 1) if len(found) > size else "")
