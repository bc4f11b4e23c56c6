"""What lasts to a day: the parts it is looked for in have what the plain condition has, and are paged as one list."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from osce_docs import edtf
from osce_docs.models import Event
from osce_docs.models.fields import FAR, OPEN, days_of
from osce_docs.public import lasting
from osce_docs.public.lasting import lasting_to, parts_lasting_to
from osce_docs.public.paging import page
from tests.factories import make_event

pytestmark = pytest.mark.django_db

DATES = (
    ["1992-07-09", "1992-07-10", "1992-07-11", "1992-07-12", "../1992-07", "XXXX-07-10", ""]
    + [f"1992-07-{10 - days:02}/1992-07-{10 + more}" for days in (1, 7, 8) for more in (0, 1)]
    + [
        "1992-07",
        "1992-06",
        "1992-06-25/1992-07-09",
        "1992",
        "1991/1992",
        "1990-01-01/1992-07-10",
        "1975/1992",
        "1950/..",
    ]
    + [f"{date(1992, 7, 10) - timedelta(days)}/1992-07-10" for days in (7, 8, 63, 64, 511, 512, 4095, 4096)]
    + [f"{date(1992, 7, 9) - timedelta(days)}/1992-07-09" for days in (7, 8, 63, 64, 511, 512, 4095, 4096)]
)


@pytest.fixture
def events(monkeypatch):
    """Events of all reaches, as if they were very many."""
    monkeypatch.setattr(lasting, "FEW", -1)
    return [make_event(f"Event {number}", told) for number, told in enumerate(DATES)]


@pytest.mark.parametrize(
    "day", [date(1, 1, 1), date(1950, 1, 1), date(1992, 7, 9), date(1992, 7, 10), date(2050, 1, 1)]
)
def test_each_record_that_lasts_to_a_day_is_in_one_part(events, day):
    rows = Event.objects.order_by("pk")
    found = [row.pk for part in parts_lasting_to(day, {}) for row in rows.filter(part)]
    assert sorted(found) == [row.pk for row in rows.filter(lasting_to(day))]


@pytest.mark.parametrize(("more", "parts"), [(0, 1), (1, 7)])
def test_where_few_begin_in_the_years_before_it_is_one_part(more, parts):
    years = {1990: lasting.FEW, 1991: more, 1992: 1, 1993: lasting.FEW}
    assert len(parts_lasting_to(date(1992, 7, 10), years)) == parts


@pytest.mark.parametrize("order", ["date_sort", "-date_sort"])
def test_parts_are_paged_as_one_list(events, order):
    day = date(1992, 7, 10)
    sign = "-" if order.startswith("-") else ""
    wanted = [row.key for row in Event.objects.filter(lasting_to(day)).order_by(order, f"{sign}key")]
    shown, found, back = page(Event.objects.all(), order, size=4, parts=parts_lasting_to(day, {})), [], []
    while True:
        found += shown.rows
        if not shown.after:
            break
        shown = page(Event.objects.all(), order, size=4, parts=parts_lasting_to(day, {}), after=shown.after)
    while True:
        back = [*shown.rows, *back]
        if not shown.before:
            break
        shown = page(Event.objects.all(), order, size=4, parts=parts_lasting_to(day, {}), before=shown.before)
    assert [row.key for row in found] == [row.key for row in back] == wanted


@pytest.mark.parametrize(
    ("told", "reach"),
    [
        ("1992-07-10", None),
        ("1992-07-10/1992-07-11", 1),
        ("1992-07-10/1992-07-17", 1),
        ("1992-07-10/1992-07-18", 2),
        ("1992-07", 2),
        ("1992", 3),
        ("1992/1993", 4),
        ("1982/1992", 4),
        ("1981/1992", FAR),
        ("1950/..", OPEN),
        ("../1950", None),
        ("XXXX-07-10", None),
        ("", None),
    ],
)
def test_a_date_reaches_so_far(told, reach):
    assert not told or edtf.bounds(told)
    assert days_of(told)["date_reach"] == reach


@pytest.mark.parametrize(
    "asked", ["since=1992-07-10", "since=1992-07-10&until=1993-01-01", "since=1992-07-10&kind=vote"]
)
def test_a_list_of_a_range_has_what_its_table_and_json_have(client, events, asked):
    Event.objects.filter(pk__in=[each.pk for each in events[::3]]).update(kind="vote")
    days = Q(date_sort__lte=date(1993, 1, 1)) if "until" in asked else Q(date_sort__lt=date(9999, 1, 1))
    kind = Q(kind="vote") if "kind" in asked else Q()
    wanted = [
        row.slug
        for row in Event.objects.filter(lasting_to(date(1992, 7, 10)) & days & kind).order_by("date_sort", "key")
    ]
    assert wanted
    assert [row["slug"] for row in client.get(f"/api/events/?{asked}").json()["results"]] == wanted
    table = b"".join(client.get(f"/events.csv?{asked}").streaming_content).decode()
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == wanted
    page = client.get(f"/events/?{asked}").content.decode()
    places = [page.index(f'href="/events/{slug}/"') for slug in wanted]
    assert places == sorted(places)
