"""The databases find the rows of an editor's list in an index, in their order: read from their own plans."""

import re

import pytest
from django.db import connection
from django.http import QueryDict

from osce_docs.admin.searching import _hidden, found
from osce_docs.admin.site import site
from osce_docs.models import Claim, Document, Event, Organization, Proposal, Telling
from osce_docs.models.keyset import later
from tests.public.test_plans import MANY, is_in_order, plan, records

pytestmark = pytest.mark.django_db
__all__ = ["records"]


@pytest.fixture
def listed(rf, editor, records):
    """Returns the rows of a table's list as an address asks for them."""

    def rows(model, asked):
        request = rf.get("/admin/", QueryDict(asked).dict())
        request.user = editor
        return site._registry[model].get_changelist_instance(request).queryset

    return rows


@pytest.mark.parametrize(
    ("model", "asked", "index"),
    [
        (Event, "", "event_by_date"),
        (Event, "status__exact=withheld", "event_by_status"),
        (Event, "disputed__exact=1", "event_disputed"),
        (Event, "standing__exact=0", "event_gone"),
        (Event, "kind=summit", "event_by_kind"),
        (Event, "mode__exact=denied", "event_by_mode"),
        (Document, "", "document_by_date"),
        (Document, "status__exact=reviewed", "document_by_status"),
        (Document, "kind=letter", "document_by_kind"),
        (Document, "language=en", "document_by_language"),
        (Document, "disputed__exact=1", "document_disputed"),
        (Document, "standing__exact=0", "document_gone"),
        (Organization, "", "organization_by_name"),
        (Organization, "status__exact=withheld", "organization_by_status"),
        (Organization, "kind__exact=letter", "organization_by_kind"),
        (Proposal, "", "proposal_by_date"),
        (Proposal, "status__exact=withheld", "proposal_by_status"),
        (Proposal, "disputed__exact=1", "proposal_disputed"),
    ],
)
def test_a_list_is_read_from_its_index(listed, model, asked, index):
    told = plan(listed(model, asked)[:50])
    assert index in told, told
    assert is_in_order(told), told


@pytest.mark.parametrize("asked", ["date_sort__year=1950", "date_sort__year=1950&date_sort__month=5"])
def test_a_year_is_looked_up(listed, asked):
    told = plan(listed(Event, asked)[:50])
    assert "event_by_date" in told, told


@pytest.mark.parametrize("model", [Document, Event, Organization, Proposal])
def test_a_search_looks_at_no_table_whole(records, model):
    told = plan(model.objects.filter(pk__in=found(model, "summit").ids))
    whole = r"(?:SCAN|Seq Scan on) osce_docs_(?:document|event|organization|proposal)\b(?! USING)"
    assert not re.search(whole, told), told


@pytest.mark.parametrize("model", [Document, Event, Organization, Proposal])
def test_what_readers_may_not_see_is_found_in_an_index_of_it_alone(records, model):
    kind = model._meta.model_name
    for hidden, index in zip(_hidden(model), ("gone", "by_merger", "by_status"), strict=True):
        told = plan(hidden)
        assert f"{kind}_{index}" in told, told


def test_the_few_claims_that_are_denied_are_found_in_an_index_of_them_alone(listed):
    document = Document.objects.get(key="row-1")
    telling = Telling.objects.create(key="row-1#x", kind="document", document=document, start=0, end=1)
    told = {"telling": telling, "field": "date", "value": "", "start": 0, "end": 1, "quote": "x"}
    Claim.objects.bulk_create(Claim(identity=f"{n}", **told) for n in range(MANY))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    told = plan(listed(Claim, "mode__exact=denied")[:50])
    assert "claim_denied" in told, told


@pytest.mark.parametrize("order", [["date_sort", "key"], ["-date_sort", "-key"]])
def test_what_stands_beside_a_row_is_looked_up_however_many_have_its_day(records, order):
    event = records["events"]
    beside = later(Event, order, [event.date_sort, event.key])
    told = plan(Event.objects.filter(beside).order_by(*order)[:1])
    in_index = r"USING .*event_by_date \(\(date_sort,key\)|event_by_date.*\n.*Index Cond: \(ROW\(date_sort, \(?key"
    assert re.search(in_index, told), told
    assert is_in_order(told), told


@pytest.mark.parametrize(("model", "index"), [(Document, "document_by_date"), (Organization, "organization_by_name")])
def test_a_page_far_down_is_found_in_an_index_alone(rf, editor, records, model, index):
    request = rf.get("/admin/", {"p": "50"})
    request.user = editor
    told = plan(site._registry[model].get_changelist_instance(request).result_list)
    assert f"COVERING INDEX {index}" in told or "Index Only Scan" in told or connection.vendor == "postgresql", told
    assert not re.search(rf"SCAN {model._meta.db_table}\b", told), told


@pytest.mark.parametrize("asked", ["date_sort__year=1950", "kind=letter"])
def test_documents_of_a_year_or_kind_are_counted_in_an_index_alone(listed, asked):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    told = plan(listed(Document, asked).order_by().values("pk")[:10])
    assert re.search(r"(COVERING INDEX|Index Only Scan using) document_by_", told), told
