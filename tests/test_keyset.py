"""What comes later in an order is what comes later when all is put in order."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from osce_docs.models import Event
from osce_docs.models.keyset import later
from tests.factories import make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    for kind, day in product(("vote", "talks"), ("1900", "1901", "")):
        make_event(f"{kind} {day}", day, kind=kind)
        make_event(f"Second {kind} {day}", day, kind=kind)


@pytest.mark.parametrize(
    "order",
    [
        ["id"],
        ["date_sort", "key"],
        ["-date_sort", "-key"],
        ["kind", "-date_sort", "-key"],
        ["-kind", "date_sort", "key"],
        ["-kind", "date_sort", "-key"],
    ],
)
def test_what_comes_later_follows_in_the_order(events, order):
    ordered = list(Event.objects.order_by(*order))
    for at, event in enumerate(ordered):
        place = [str(getattr(event, name.removeprefix("-"))) for name in order]
        assert list(Event.objects.filter(later(Event, order, place)).order_by(*order)) == ordered[at + 1 :]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date_sort", "1900-02-31"),
        ("date_sort", "soon"),
        ("id", "9223372036854775808"),
        ("entered_at", "0001-01-01T00:00:00+14:00"),
        ("entered_at", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_what_is_no_value_of_a_column_is_refused(column, value):
    with pytest.raises(ValidationError):
        later(Event, [column, "key"], [value, "x"])


@pytest.mark.parametrize("value", ["2020-01-01T00:00:00+16:00", "2020-01-01T00:00:00+23:59", "2020-01-01"])
def test_a_moment_of_any_zone_is_one(events, value):
    assert Event.objects.filter(later(Event, ["entered_at", "key"], [value, "x"])).count() == Event.objects.count()
