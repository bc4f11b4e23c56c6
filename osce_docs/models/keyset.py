"""Where a page of a list goes on: from a place in its order, and not from a number of rows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, Value
from django.db.models.fields.tuple_lookups import Tuple
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual

LARGEST = 2**63 - 1
# Django's own comparisons of several columns are written out one by one for SQLite, which can compare them as one.
COMPARED = ((GreaterThan, GreaterThanOrEqual), (LessThan, LessThanOrEqual))

Place = Sequence[tuple[str, Any]]


def later(model: type[Model], order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the condition that rows come later than these values in an order of columns that are never null.

    Columns that rise, or fall, together are compared as one, for so they stand in an index: compared one by one, all
    rows that have the first value would be gone through. Raises ValidationError for what cannot be a column's value.
    """
    columns = [model._meta.get_field(name.removeprefix("-")) for name in order]
    place = [(name, _value(field, given)) for name, field, given in zip(order, columns, values, strict=True)]
    groups = [list(group) for _, group in groupby(place, key=lambda each: each[0].startswith("-"))]
    found, equal = Q(), Q()
    for group in groups:
        found |= equal & _beyond(group)
        equal &= _at(group)
    # Said again of the first, this lets the database start in its index.
    return found if len(groups) == 1 else _beyond(groups[0], or_at=True) & found


def _value(field: Any, given: Any) -> Any:
    """Return a column's value: a moment in UTC, for there are zones that no database knows, and no number too large."""
    value = field.to_python(given)
    try:
        if isinstance(value, datetime):
            value = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
            raise OverflowError
    except OverflowError:
        raise ValidationError("No row has such a value.") from None
    return value


def _at(place: Place) -> Q:
    return Q(**{name.removeprefix("-"): value for name, value in place})


def _beyond(place: Place, *, or_at: bool = False) -> Q:
    compared = COMPARED[place[0][0].startswith("-")][or_at]
    columns = (F(name.removeprefix("-")) for name, _ in place)
    return Q(compared(Tuple(*columns), Tuple(*(Value(value) for _, value in place))))
