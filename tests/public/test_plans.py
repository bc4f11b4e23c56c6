"""The databases find the rows of a list in an index, in their order: read from their own plans."""

import re

import pytest
from django.db import connection
from django.http import QueryDict

from osce_docs.public.facets import COUNTED, _one_statement
from osce_docs.public.filters import narrowed
from osce_docs.public.paging import _from, _position
from tests.factories import make_document, make_event, make_organization, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    """A row of each kind; on PostgreSQL an index even for so few rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
            )
    return {
        "documents": make_document(date="1971", kind="letter"),
        "organizations": make_organization("Board"),
        "events": make_event("Talks", "1971", kind="vote"),
        "proposals": make_proposal("Plan", "1971"),
    }


def plan(rows):
    return rows.explain()


def is_in_order(told):
    """Whether no row is sorted that an index has in order already; of equal ones the key may still decide."""
    return not re.search(r"TEMP B-TREE FOR ORDER BY|(?<!Incremental )Sort  \(", told)


@pytest.mark.parametrize(
    ("name", "asked", "index"),
    [
        ("documents", "", "document_by_date"),
        ("documents", "sort=newest", "document_by_date"),
        ("documents", "sort=added", "entered_at"),
        ("documents", "kind=letter", "document_by_kind"),
        ("documents", "kind=letter&sort=newest", "document_by_kind"),
        ("documents", "kind=letter&until=1980-01-01", "document_by_kind"),
        ("documents", "until=1980-01-01", "document_by_date"),
        ("events", "", "event_by_date"),
        ("events", "kind=vote", "event_by_kind"),
        ("organizations", "", "organization_by_name"),
        ("organizations", "sort=name-down", "organization_by_name"),
        ("organizations", "kind=body", "organization_by_kind"),
        ("proposals", "", "proposal_by_date"),
        ("proposals", "sort=newest", "proposal_by_date"),
    ],
)
def test_a_list_is_read_from_its_index(records, name, asked, index):
    found = narrowed(name, QueryDict(asked))
    for position in ("", _position(records[name], found.order)):
        told = plan(_from(found.qs, found.order, position, back=False)[:51])
        assert index in told, told
        assert is_in_order(told), told


def test_a_place_is_looked_up(records):
    found = narrowed("documents", QueryDict("place=linz"))
    assert "document_by_place" in plan(_from(found.qs, found.order, "", back=False)[:51])


def test_kinds_are_counted_in_an_index_alone(records):
    rows = narrowed("documents", QueryDict("")).qs
    with connection.cursor() as cursor:
        sql, values = _one_statement("default", [rows.filter(kind="letter"), rows.filter(kind="report")], COUNTED)
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, values)
        told = "\n".join(str(row) for row in cursor.fetchall())
    assert len(re.findall("document_by_kind", told)) == 2
    assert re.search("COVERING INDEX|Index Scan", told)
