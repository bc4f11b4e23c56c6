"""Of what answers a query the newest is found, and no more is looked at than that takes."""

import re
from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection

from osce_docs.models import SearchEntry
from osce_docs.search.engines import engine, postgresql, sqlite
from osce_docs.search.entries import number, record_in
from osce_docs.search.query import parse
from tests.factories import make_document

pytestmark = pytest.mark.django_db

TEXTS = (" dam ", " flood ")


@pytest.fixture
def documents():
    """Twenty documents that have the words, of as many months; every other one has them as a phrase."""
    said = ("The river commission met.", "The commission of the river met, and the council.")
    first = date(1971, 5, 1)
    return [
        make_document(f"{said[n % 2]} Number {n}.", date=(first + n * timedelta(32)).isoformat()) for n in range(20)
    ]


def first(asked, kind=None, most=2, *where):
    """The statement for the first that answer."""
    return engine(connection).first(parse(asked), kind, most, *where)


def numbers_of(statement):
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return [entry for (entry,) in cursor.fetchall()]


def plan(statement):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF) {statement[0]}", statement[1])
        return "\n".join(row for (row,) in cursor.fetchall())


def read(told):
    """How many entries were looked up by their words."""
    found = re.findall(r"Bitmap Heap Scan on osce_docs_searchentry.*rows=(\d+) loops=(\d+)", told)
    assert "Bitmap Index Scan on searchentry_newest" in told, told
    return sum(int(rows) * int(loops) for rows, loops in found)


@pytest.mark.parametrize(
    ("asked", "found", "looked_at"),
    [
        ('"river commission"', [18, 16], 3),
        ('"river commission met"', [18, 16], 3),
        ("river-comm*", [18, 16], 6),
        ("river -council", [18, 16], 6),
        ('"commission river"', [], 0),
        ('"the commission" "commission river"', [], 0),
    ],
)
def test_texts_of_the_newest_months_are_looked_at_until_there_are_enough(documents, asked, found, looked_at):
    assert [record_in(entry)[1] for entry in numbers_of(first(asked))] == [documents[n].pk for n in found]
    if connection.vendor == "postgresql":
        looking_them_up()
        assert read(plan(first(asked))) <= looked_at


def looking_them_up():
    """Of so few entries PostgreSQL would rather look at all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.fixture(params=[100, sqlite.FEW])
def entries(request, monkeypatch):
    """The numbers of entries of a word, the newest first: without days, of a thousand years, and without a day told.

    There are more than a hundred: SQLite takes them for many once, and for few the other time.
    """
    monkeypatch.setattr(sqlite, "FEW", request.param)
    places = [(1, None), *product((0, 2, 3), (*range(365_000, 730_000, 500), *range(730_000, 730_090)))]
    made = [
        SearchEntry(id=_numbered(kind, at, day), kind=kind, record=at, title=" x ", text=TEXTS[at % 3 > 0])
        for at, (kind, day) in enumerate([*places, (0, 0), (2, 0), (3, 0)])
    ]
    SearchEntry.objects.bulk_create(made)
    with connection.cursor() as cursor:
        engine(connection).learn(cursor, [each.pk for each in made])
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE osce_docs_searchentry")
    return sorted((each.pk for each in made if each.text == TEXTS[1]), reverse=True)


def _numbered(kind, at, day):
    return number(kind, at) if day is None else day << 40 | at << 2 | kind


def test_of_any_kind_and_however_many_the_newest_are_found_in_their_order(entries):
    for kind, most in product((None, 0, 1, 2, 3), (1, 7, 300, 100_000)):
        of_kind = [each for each in entries if kind in (None, each % 4)]
        assert numbers_of(first("flood", kind, most)) == of_kind[:most], (kind, most)


@pytest.mark.parametrize(
    ("since", "until"), [(1, 730_100), (365_500, 730_040), (400_000, 400_001), (0, 0), (0, 730_089), (0, 2**22 - 1)]
)
def test_of_some_days_the_first_are_found_from_either_end(entries, since, until):
    among = range(since << 40, (until + 1) << 40)
    for kind, most, rises in product((None, 0, 1, 2, 3), (1, 7, 300, 100_000), (False, True)):
        of_kind = [each for each in entries if kind in (None, each % 4) and each in among]
        found = numbers_of(first("flood", kind, most, among, rises))
        assert found == of_kind[:: -1 if rises else 1][:most], (kind, most, rises)


def test_the_oldest_is_found_behind_ten_thousand_years_without_it(monkeypatch):
    monkeypatch.setattr(sqlite, "FEW", 1)
    days = range(5, 3_650_000, 2_000)
    made = [
        SearchEntry(id=day << 40 | at << 2, kind=0, record=at, title=" x ", text=TEXTS[day == 5])
        for at, day in enumerate(days, 1)
    ]
    SearchEntry.objects.bulk_create(made)
    with connection.cursor() as cursor:
        engine(connection).learn(cursor, [each.pk for each in made])
    assert numbers_of(first("flood", None, 10_000)) == [made[0].pk]


def test_what_is_older_than_the_newest_that_are_wanted_is_not_read(entries):
    if connection.vendor == "postgresql":
        looking_them_up()
        assert 20 <= read(plan(first("flood", 2, 20))) <= 60


@pytest.mark.postgres
@pytest.mark.parametrize(("asked", "rises"), [("nobody", False), ("nobody", True), ("flood", True)])
def test_no_step_names_all_stretches_of_a_thousand_years(entries, asked, rises):
    looking_them_up()
    told = plan(first(asked, None, 100_000, range(2**62), rises))
    named = max(float(rows) for rows in re.findall(r"generate_series stretch .*?rows=(\d+)", told))
    assert 0 < named <= postgresql.WIDEST >> postgresql.WIDER, told


@pytest.mark.parametrize("asked", ["flood", "flood nobody", '"flood nobody"', "flo*", "flood -nobody"])
@pytest.mark.parametrize("among", [range(2**62), range(730_000 << 40), range(5 << 40, 730_000 << 40)])
def test_fts5_is_never_asked_for_entries_from_the_greatest_down(entries, asked, among):
    """Its flag for that is 128. Asked so, SQLite 3.40 leaves entries out of great archives, and says nothing."""
    if connection.vendor == "postgresql":
        return
    for kind, rises in product((None, 0, 1), (False, True)):
        best = engine(connection).best(parse(asked), kind, 20, 5, 0)
        for sql, values in (first(asked, kind, 20, among, rises), best):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
                told = "\n".join(row[3] for row in cursor.fetchall())
            ways = re.findall(r"VIRTUAL TABLE INDEX (\d+):", told)
            assert ways, told
            assert not any(int(way) & 128 for way in ways), told
