"""Of what answers a query the newest is found, and no more is looked at than that takes."""

import re

import pytest
from django.db import connection

from osce_docs.search.engines import engine
from osce_docs.search.entries import record_in
from osce_docs.search.query import parse
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents():
    """Twenty documents that have the words, of as many days; every other one has them as a phrase."""
    said = ("The river commission met.", "The commission of the river met, and the council.")
    return [make_document(f"{said[n % 2]} Number {n}.", date=f"1971-05-{n + 1:02}") for n in range(20)]


@pytest.mark.parametrize(("asked", "found"), [('"river commission"', [18, 16]), ("river -council", [18, 16])])
def test_texts_are_looked_at_from_the_newest_on_until_there_are_enough(documents, asked, found):
    sql, values = engine(connection).newest(parse(asked), "", 2)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert [record_in(entry)[1] for (entry,) in cursor.fetchall()] == [documents[n].pk for n in found]
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF) {sql}", values)
            told = "\n".join(row for (row,) in cursor.fetchall())
            assert re.search(r"SubPlan.*\n.*loops=4\)", told), told
