"""What words find is paged without a look at all of it: as the same rows are where each is looked at."""

import re

import pytest
from django.db import connection
from django.db.models import F, Func, IntegerField
from django.db.models.lookups import Exact

from osce_docs.models import Event
from osce_docs.public import filters, in_time
from osce_docs.public.filters import narrowed
from osce_docs.public.in_time import InTime
from osce_docs.public.paging import cut, page
from osce_docs.search import finding
from osce_docs.search.query import parse
from tests.factories import make_event

pytestmark = pytest.mark.django_db

# Seven are of one day: more than most of the pages have.
DATES = ["1990", *["1992-07-10"] * 7, "1992-07-11", "2001-03", "", "", *[f"2002-01-0{day}" for day in range(1, 10)], ""]


@pytest.fixture(autouse=True, scope="module")
def events(rows_of_the_module):
    for number, told in enumerate(DATES):
        make_event(f"Flood {number}", told, key=f"key-{number * 7 % len(DATES):02}")
    make_event("Drought", "1992-07-10")


def in_order(rows, order):
    """Return the keys of rows in an order; what has no day stands at the end of the order of time."""
    falls, column = order.startswith("-"), order.lstrip("-")
    found = sorted(rows, key=lambda row: (getattr(row, column), row.key), reverse=falls)
    return [row.key for row in sorted(found, key=lambda row: column == "date_sort" and not row.date)]


@pytest.mark.parametrize("order", ["date_sort", "-date_sort"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 50])
@pytest.mark.parametrize("some", [None, 1, 3, 1_000])
def test_pages_are_those_of_all_rows_both_ways(monkeypatch, order, size, some):
    """However many are looked for at first, and fewer than there are of one day; and where no words look for them."""
    monkeypatch.setattr(in_time, "SOME", some)
    monkeypatch.setattr(finding, "MOST", 2)
    rows = Event.objects.filter(title__startswith="Flood")
    parts = InTime(Event, parse("flood")) if some else ()
    turned, after = [], ""
    for _ in DATES:
        shown = page(rows, order, after=after, size=size, parts=parts)
        turned.append([row.key for row in shown.rows])
        if not shown.after:
            break
        after = shown.after
    assert [key for keys in turned for key in keys] == in_order(rows, order)
    while shown.before:
        turned.pop()
        shown = page(rows, order, before=shown.before, size=size, parts=parts)
        assert [row.key for row in shown.rows] == turned[-1]
    assert len(turned) == 1


@pytest.mark.parametrize("position", ["", "nonsense", "1992-13-01~key", "~key-01", "\0~x"])
def test_a_position_that_is_none_shows_the_first_page(position):
    shown = page(Event.objects.all(), "date_sort", after=position, size=2, parts=InTime(Event, parse("flood")))
    assert [str(row) for row in shown.rows] == ["Flood 0", "Flood 7"]


def test_what_has_no_day_is_looked_for_where_too_little_has_one():
    """Neither database looks for the rows of a run where the one before it fills the page."""
    rows = Event.objects.filter(title__startswith="Flood")
    if connection.vendor == "postgresql":
        told = [cut(rows, "-date_sort", size=size).rows.explain(analyze=True) for size in (18, 19)]
        assert ["never executed" in each for each in told] == [True, False], told
        return
    looked_at: list[str] = []
    connection.connection.create_function("looked_at", 1, lambda day: looked_at.append(day) or 1)
    counted = rows.filter(Exact(Func(F("date_sort"), function="looked_at", output_field=IntegerField()), 1))
    for size, without_day in ((18, 0), (19, 1), (50, 3)):
        looked_at.clear()
        list(cut(counted, "-date_sort", size=size).rows)
        assert looked_at.count("9999-12-31") == without_day


@pytest.mark.parametrize("parts", [(), InTime(Event, parse("flood"))])
@pytest.mark.parametrize("day", ["9999-12-31", "99991231", "9999-W52-5"])
def test_a_position_without_a_day_is_one_however_it_is_written(parts, day):
    rows = Event.objects.filter(title__startswith="Flood")
    last = in_order(rows, "-date_sort")[-3:]
    shown = page(rows, "-date_sort", after=f"{day}~{last[0]}", size=5, parts=parts)
    assert [row.key for row in shown.rows] == last[1:]


@pytest.mark.parametrize("words", ["nothing", '"-"'])
def test_what_finds_nothing_has_an_empty_page(words):
    shown = page(Event.objects.all(), "date_sort", parts=InTime(Event, parse(words)))
    assert (list(shown.rows), shown.before, shown.after) == ([], "", "")


@pytest.mark.parametrize(
    ("day", "falls", "back", "most", "expected"),
    [
        ("", False, False, 1, [0]),
        ("", False, False, 2, [0, *range(1, 8)]),
        ("", False, False, 9, [0, *range(1, 8), 8]),
        ("", True, False, 1, [20]),
        ("", True, False, 19, [*range(10), *range(12, 21)]),
        ("", True, False, 20, range(22)),
        ("1992-07-10", False, False, 1, [*range(1, 8), 8]),
        ("1992-07-10", True, False, 1, [*range(1, 8), 0]),
        ("1999-01-01", False, False, 2, [9, 12]),
        ("9999-12-31", False, False, 5, [10, 11, 21]),
        ("9999-12-31", True, False, 5, [10, 11, 21]),
        ("9999-12-31", True, True, 1, [10, 11, 21, 20]),
        ("9999-12-31", False, True, 1, [10, 11, 21, 0]),
        ("1992-07-10", True, True, 5, [*range(1, 8), 0]),
        ("2002-01-09", False, True, 5, [20]),
        ("1980-01-01", True, False, 5, [10, 11, 21]),
        ("1980-01-01", True, True, 5, []),
    ],
)
def test_only_what_a_page_may_show_is_looked_up(day, falls, back, most, expected):
    near = InTime(Event, parse("flood")).near(day, falls=falls, back=back, most=most)
    found = Event.objects.filter(near)
    assert sorted(map(str, found)) == sorted(f"Flood {number}" for number in expected)


@pytest.mark.parametrize(
    ("asked", "shown", "told"),
    [
        ({"q": "flood"}, len(DATES), False),
        ({"q": "flood", "sort": "newest"}, len(DATES), False),
        ({"q": "flood", "sort": "added"}, 3, True),
        ({"q": "flood", "since": "2002-01-05"}, 3, True),
        ({"q": "flood", "until": "1991-01-01"}, 0, True),
        ({"q": "drought", "since": "1992-01-05"}, 1, False),
    ],
)
def test_words_alone_find_all_and_what_else_narrows_it_is_asked_of_the_newest(client, monkeypatch, asked, shown, told):
    monkeypatch.setattr(filters, "MOST", 3)
    page = client.get("/events/", asked).content.decode()
    assert len(re.findall(r">\s*(?:Flood \d|Drought)", page)) == shown
    assert ("the newest 3 are looked at here" in page) == told
    assert "Nothing fits" not in page
    assert client.get("/api/events/", asked).json()["capped"] == (3 if told else None)


@pytest.mark.parametrize(("most", "told"), [(len(DATES) - 1, len(DATES) - 1), (len(DATES), None)])
def test_where_all_are_looked_at_nothing_else_is_said(client, monkeypatch, most, told):
    monkeypatch.setattr(filters, "MOST", most)
    answer = client.get("/api/events/?q=flood&sort=added").json()
    assert (len(answer["results"]), answer["capped"]) == (most, told)


@pytest.mark.parametrize("sort", ["oldest", "newest", "added"])
@pytest.mark.parametrize("more", [{}, {"until": "2001-12-31"}, {"since": "1992-07-11"}, {"kind": "meeting"}])
@pytest.mark.parametrize("at_once", [1, 2, 5, 1_000])
def test_a_table_has_all_that_the_words_find_and_the_rest_keeps(client, monkeypatch, sort, more, at_once):
    """Also where the page looks at the newest alone, and more are of one day than are looked for at once."""
    monkeypatch.setattr(filters, "MOST", 2)
    monkeypatch.setattr(in_time, "AT_ONCE", at_once)
    Event.objects.filter(key__endswith="1").update(kind="vote")
    found = narrowed("events", {"sort": sort} | more)
    rows, parts = found.rows
    floods = rows.filter(*parts, title__startswith="Flood")
    lines = client.get("/events.csv", {"q": "flood", "sort": sort} | more).getvalue().decode().splitlines()[1:]
    slugs = {event.key: event.slug for event in floods}
    assert [line.partition(",")[0] for line in lines] == [slugs[key] for key in in_order(floods, found.order)]


@pytest.mark.parametrize("sort", ["oldest", "newest", "added"])
@pytest.mark.parametrize("since", [{}, {"since": "1992-07-10"}])
@pytest.mark.parametrize("until", [{}, {"until": "1995-01-01"}, {"until": "9999-12-31"}])
@pytest.mark.parametrize("more", [{"q": "flood"}, {"q": "flood", "kind": "meeting"}, {"kind": "meeting"}])
def test_a_list_has_what_narrows_it_in_its_order(sort, since, until, more):
    """Whoever asks for days, even for the last there is, asks for nothing without a day."""
    found = narrowed("events", {"sort": sort} | since | until | more)
    rows, parts = found.rows
    expected = Event.objects.filter(title__startswith="Flood" if "q" in more else "")
    if since or until:
        days = since.get("since", "0001-01-01"), min(until.get("until", "9999-12-30"), "9999-12-30")
        expected = expected.filter(date_sort__range=days)
    assert [row.key for row in page(rows, found.order, parts=parts).rows] == in_order(expected, found.order)
