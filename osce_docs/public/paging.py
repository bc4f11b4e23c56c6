"""Paging by position in an order, not by number: a page far down costs no more than the first; nothing is counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import DataError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact
from django.db.models.sql.where import WhereNode
from django.utils.dateparse import parse_date

from osce_docs.models.fields import NO_DAY
from osce_docs.models.keyset import later
from osce_docs.public.in_time import InTime
from osce_docs.public.parted import first_in_turn, first_of_each

SIZE = 50
SEPARATOR = "~"
NEWEST = "-date_sort"
# What makes the SQL for the first rows of parts, so many.
First = Callable[[QuerySet, Sequence[Q], int], tuple[str, list[Any]]]
# The conditions of which rows meet one each, or which of them are known to be wanted, in the order of time.
Parts = Sequence[Q] | InTime


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list; `before` and `after` are the positions to go on from, empty where there is nothing more."""

    rows: Sequence[Any]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: the order of its list, a position in it or none, and whether it leads `back` from there."""

    order: str
    position: str
    back: bool

    @property
    def falls(self) -> bool:
        """Whether the rows are looked for from the greatest to the least."""
        return self.back != self.order.startswith("-")

    @property
    def ordered(self) -> tuple[str, str]:
        """The columns by which the rows are looked for."""
        return in_order(self.order, back=self.back)

    @property
    def value(self) -> str:
        """What the position has in the column that the list is sorted by."""
        return self.position.rpartition(SEPARATOR)[0]

    def beyond(self, model: type[Model]) -> Q:
        """Return the condition that rows lie beyond the position, if there is one."""
        value, _, key = self.position.rpartition(SEPARATOR)
        return later(model, self.ordered, (value, key)) if self.position else Q()

    def runs(self, model: type[Model]) -> list[Q]:
        """Return the conditions of the rows from the place on that stand in the order of an index, run after run.

        From the newest on, those without a day, which sort as if theirs were the last, come after those with one.
        """
        if self.order != NEWEST:
            return [self.beyond(model)]
        # Not equal to it: then to be in the order of their keys PostgreSQL may read the index of all keys.
        runs = [Q(date_sort__lt=NO_DAY), Q(date_sort__gte=NO_DAY)][:: -1 if self.back else 1]
        if self.position and (parse_date(self.value) == NO_DAY) != self.back:
            del runs[0]
        return [runs[0] & self.beyond(model), *runs[1:]]


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
    `key`, with a minus for the order from its end; what has no day comes last either way. Where there are `parts`, the
    rows are those of any of these conditions, of which each has an index with its rows in the order, and all have a
    day; or those found in time, in its order. What narrows the rows looks into other tables, and joins none.
    """
    # PostgreSQL takes no NUL, not even to look for it.
    before, after = ("" if "\0" in each else each for each in (before, after))
    back = bool(before) and not after
    place = _Place(order, before if back else after, back)
    try:
        found = _first(rows, parts, place, size + 1)
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


def in_order(order: str, *, back: bool = False) -> tuple[str, str]:
    """Return the columns of an order, the key as the second, or of its reverse."""
    direction = "-" if back != order.startswith("-") else ""
    return f"{direction}{order.lstrip('-')}", f"{direction}key"


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


def _first(rows: QuerySet, parts: Parts, place: _Place, most: int) -> QuerySet:
    """Return the first `most` rows from a place on; of what is found in time no more is looked up than they may be."""
    if isinstance(parts, InTime):
        near = parts.near(place.value, falls=place.falls, back=place.back, most=most)
        return _first_of_runs(rows.filter(near), place, most)
    if not parts:
        return _first_of_runs(rows, place, most)
    rows = rows.filter(place.beyond(rows.model)).order_by(*place.ordered)
    return (rows.filter(*parts) if len(parts) == 1 else _looked_up(rows, first_of_each, parts, most))[:most]


def _first_of_runs(rows: QuerySet, place: _Place, most: int) -> QuerySet:
    """Return the first `most` rows, those of a run where the one before it has too few."""
    rows, runs = rows.order_by(*place.ordered), place.runs(rows.model)
    if len(runs) == 1:
        return rows.filter(*runs)[:most]
    undated = Exact(F("date_sort"), NO_DAY)
    order = undated.desc() if place.back else undated.asc()
    return _looked_up(rows, first_in_turn, runs, most).order_by(order, *place.ordered)


def _looked_up(rows: QuerySet, first: First, parts: Sequence[Q], most: int) -> QuerySet:
    """Return the rows that are the first of parts, in the order that rows have."""
    try:
        found = RawSQL(*first(rows.values("pk"), parts, most))
    except EmptyResultSet:
        return rows.none()
    rows = rows.all()
    # They were asked for what narrows them; asked again, a database may look all of it up, and these among it.
    rows.query.where = WhereNode()
    return rows.filter(pk__in=found)


def _position(row: Any, order: str) -> str:
    return f"{getattr(row, order.lstrip('-'))}{SEPARATOR}{row.key}"


def numbered(rows: QuerySet | Sequence[Any], number: str, *, size: int = SIZE) -> Page:
    """Return a page by its number, for short lists in an order that no index has; what is no number is the first."""
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    first = (max(at, 1) - 1) * size
    found = list(rows[first : first + size + 1])
    return Page(found[:size], str(at - 1) if at > 1 else "", str(at + 1) if len(found) > size else "")
