"""The databases find the rows of a list in an index, in their order: read from their own plans."""

import re
from itertools import pairwise, product

import pytest
from django.db import connection
from django.http import QueryDict

from osce_docs.editorial import evidence
from osce_docs.models import (
    Document,
    DocumentTopic,
    Event,
    Finding,
    FindingPassage,
    Membership,
    Mention,
    NavigationEdition,
    Organization,
    Participation,
    Position,
    Proposal,
    Ruling,
    Telling,
    Text,
    Topic,
)
from osce_docs.models.evidence import BELONGS_ELSEWHERE
from osce_docs.models.fields import days_of
from osce_docs.models.keyset import later
from osce_docs.public import filters, lasting
from osce_docs.public import tied as ties
from osce_docs.public.details.organization import MEMBERSHIPS
from osce_docs.public.differences import ORDER, differences, shown_findings
from osce_docs.public.errata import rulings_for_readers
from osce_docs.public.facets import Having, Sampled, in_sample
from osce_docs.public.filters import DocumentFilter, ProposalFilter, narrowed
from osce_docs.public.gathered import merged
from osce_docs.public.paging import NEWEST, _position, cut
from osce_docs.public.tied import tied
from osce_docs.public.told import along_with
from tests.explaining import asking
from tests.explaining import plan as explained
from tests.factories import make_document, make_user

pytestmark = pytest.mark.django_db


FACETS, STANCES = DocumentFilter.facets, ProposalFilter.facets["stance"]
KINDS = ("report", "report", "report", "letter", "note")
MANY = 3000


@pytest.fixture(scope="module")
def records(rows_of_the_module):
    """Some thousand rows of each kind, for a database to have reason to look in an index; one of each kind."""
    same = make_document()
    copied = ("provenance_id", "text_id", "size", "modified_ns", "rules", "format", "given_title")
    for model, columns in (
        (Document, {name: getattr(same, name) for name in copied} | {"title": "x"}),
        (Organization, {"name": "x", "given_name": "x", "given_kind": "body"}),
        (Event, {"title": "x"}),
        (Proposal, {"name": "x"}),
    ):
        model.objects.bulk_create(_row(model, number, columns) for number in range(MANY))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    return {
        "documents": Document.objects.get(key="row-1500"),
        "organizations": Organization.objects.get(key="row-1500"),
        "events": Event.objects.get(key="row-1500"),
        "proposals": Proposal.objects.get(key="row-1500"),
    }


def _row(model, number, columns):
    values = {"key": f"row-{number}", "slug": f"row-{number}", **columns}
    names = {field.name for field in model._meta.concrete_fields}
    told = {
        "kind": KINDS[number % 5],
        "place": f"Place {number % 400}",
        **days_of(f"19{number % 90 + 10}"),
        "name": f"Name {number}",
    }
    return model(**values | {name: value for name, value in told.items() if name in names})


def plan(rows):
    return rows.explain()


def is_in_order(told, order=""):
    """Whether no row is sorted that an index has in order already; of equal ones the key may still decide.

    From the newest on, what is found of those with a day and of those without is, and no other.
    """
    return len(re.findall(r"TEMP B-TREE FOR ORDER BY|(?<!Incremental )Sort  \(", told)) == (order == NEWEST)


@pytest.mark.parametrize(
    ("name", "asked", "index"),
    [
        ("documents", "", "document_by_date"),
        ("documents", "sort=newest", "document_by_date"),
        ("documents", "sort=added", "entered_at"),
        ("documents", "kind=letter", "document_by_kind"),
        ("documents", "kind=letter&sort=newest", "document_by_kind"),
        ("documents", "kind=letter&until=1999-12-31", "document_by_kind"),
        ("documents", "until=1999-12-31", "document_by_date"),
        ("events", "", "event_by_date"),
        ("events", "kind=letter", "event_by_kind"),
        ("organizations", "", "organization_by_name"),
        ("organizations", "sort=name-down", "organization_by_name"),
        ("organizations", "kind=letter", "organization_by_kind"),
        ("proposals", "", "proposal_by_date"),
        ("proposals", "sort=newest", "proposal_by_date"),
    ],
)
def test_a_list_is_read_from_its_index(records, name, asked, index):
    found = narrowed(name, QueryDict(asked))
    for position in ("", _position(records[name], found.order)):
        told = plan(cut(found.qs, found.order, after=position).rows)
        assert told.count(index) == 2 if found.order == NEWEST else index in told, told
        assert is_in_order(told, found.order), told


@pytest.mark.parametrize(
    "asked", ["since=1950-07-01", "since=1950-07-01&until=1960-12-31", "since=1950-07-01&sort=newest"]
)
def test_a_range_of_days_begins_at_its_first_day_and_looks_up_what_reaches_to_it(records, monkeypatch, asked):
    monkeypatch.setattr(lasting, "FEW", -1)
    Event.objects.filter(date="1949").update(date_latest="1955-01-01", date_reach=4)
    found = narrowed("events", QueryDict(asked))
    rows, parts = found.rows
    told = plan(cut(rows, found.order, parts=parts).rows)
    assert told.count("event_by_reach") == len(parts) - 1, told
    assert "event_by_date" in told, told
    assert connection.vendor == "postgresql" or re.search(r"event_by_date \(date_sort>\?", told), told
    first = [each for each in cut(rows, found.order, parts=parts).rows if each.date == "1949"]
    assert len(first) == (0 if "newest" in asked else len(Event.objects.filter(date="1949")))


def test_a_place_is_looked_up(records):
    found = narrowed("documents", QueryDict("place=Place+7"))
    assert "document_by_place" in plan(cut(found.qs, found.order).rows)


@pytest.mark.parametrize("few", [2, 3000])
def test_a_place_that_is_written_in_one_way_is_read_in_the_order_of_the_list(records, monkeypatch, few):
    monkeypatch.setattr(ties, "FEW", few)
    for asked in ("place=Place+7", "place=PLACE+7", "place=Place+7&sort=newest"):
        found = narrowed("documents", QueryDict(asked))
        told = plan(cut(found.qs, found.order).rows)
        assert connection.vendor == "postgresql" or ("document_by_place" in told and is_in_order(told, found.order)), (
            told
        )


@pytest.mark.parametrize(
    ("asked", "index"), [("place=place+7", "document_by_date"), ("place=place+7&sort=added", "entered_at")]
)
def test_of_a_place_of_many_records_they_are_taken_in_their_order(records, monkeypatch, asked, index):
    monkeypatch.setattr(ties, "FEW", 2)
    Document.objects.filter(key="row-7").update(place="place 7")
    found = narrowed("documents", QueryDict(asked))
    told = plan(cut(found.qs, found.order).rows)
    assert connection.vendor == "postgresql" or (index in told and is_in_order(told)), told
    assert {each.place for each in found.qs} == {"Place 7", "place 7"}


def test_of_a_place_written_in_one_way_they_are_too_in_an_order_that_its_index_has_not(records, monkeypatch):
    monkeypatch.setattr(ties, "FEW", 2)
    found = narrowed("documents", QueryDict("place=Place+7&sort=added"))
    told = plan(cut(found.qs, found.order).rows)
    assert connection.vendor == "postgresql" or ("entered_at" in told and is_in_order(told)), told


@pytest.mark.parametrize("few", [1, 100])
def test_documents_of_a_field_of_work_are_looked_up_or_taken_in_their_order(records, monkeypatch, few):
    monkeypatch.setattr(ties, "FEW", few)
    water = Topic.objects.create(key="water", name="Water")
    filed = list(Document.objects.order_by("pk")[100:150])
    DocumentTopic.objects.bulk_create(DocumentTopic(owner=each, key="water", topic=water) for each in filed)
    found = narrowed("documents", QueryDict("topic=water"))
    told = plan(cut(found.qs, found.order).rows)
    assert connection.vendor == "postgresql" or ("document_by_date" in told) == (few == 1), told
    assert connection.vendor == "postgresql" or few > 1 or "by_topic (topic_id=? AND owner_id=?)" in told, told
    assert set(found.qs) == set(filed)


def test_which_records_are_merged_is_told_without_a_look_at_the_others(records):
    told = plan(Event.objects.filter(pk=records["events"].pk).annotate(merged=merged(Event)))
    assert "event_by_merger" in told, told


def test_kinds_are_counted_in_an_index_alone(records):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # In so few rows it would rather look at all of them.
            cursor.execute("SET LOCAL enable_seqscan = off")
    told = plan_of_what_asks(lambda: Having("kind").choices(Sampled(Document.objects.public()), "", ()))
    assert len(re.findall("document_by_kind", told)) == len(set(KINDS))
    assert connection.vendor == "postgresql" or told.count("COVERING INDEX document_by_kind") == len(set(KINDS))


@pytest.mark.parametrize("asked", ["", "&since=1950-01-01&until=1980-12-31"])
def test_a_list_of_a_place_is_counted_by_kind_in_an_index_alone(records, asked):
    found = narrowed("documents", QueryDict(f"place=Place 7{asked}"))
    assert found.form.is_valid()
    told = plan_of_what_asks(lambda: in_sample(found.sampled(), [FACETS["kind"]]))
    assert connection.vendor == "postgresql" or "COVERING INDEX document_by_place" in told, told


def test_what_few_records_are_tied_to_is_counted_without_a_look_at_all(records):
    """Be it a field of work or a stance of which there are none, among thousands of another."""
    water, _ = (Topic.objects.create(key=key, name=key) for key in ("water", "air"))
    DocumentTopic.objects.bulk_create(
        DocumentTopic(owner=each, key="water", topic=water) for each in Document.objects.all()
    )
    Position.objects.bulk_create(
        Position(owner=each, key="x", party=records["organizations"], stance="accepted")
        for each in Proposal.objects.all()
    )
    for facet, found in ((FACETS["topic"], {"water": 100}), (STANCES, {"accepted": 100})):
        told = plan_of_what_asks(lambda facet=facet: facet.in_all(None))
        assert len(re.findall(r"Seq Scan on osce_docs_(?:documenttopic|position)\b", told)) <= 1, told
        assert not re.search(r"SCAN (?!counted)", told), told
        assert facet.in_all(None)[0] == found


@pytest.fixture
def findings():
    """Some thousand findings, few of which are found no more."""
    kinds = ("disagreement", "contradiction", "missing-date", "gap")
    Finding.objects.bulk_create(
        Finding(identity=f"{n}", kind=kinds[n % 4], weight=n % 3 + 1, message="x", found=bool(n % 50))
        for n in range(MANY)
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (lambda: differences()[:51], "finding_by_weight"),
        (lambda: differences("disagreement")[:51], "finding_of_kind"),
        (lambda: Finding.objects.open().order_by("-weight", "kind", "id")[:50], "finding_worklist"),
        (lambda: Finding.objects.open().filter(kind="gap").order_by("-weight", "id")[:50], "finding_by_kind"),
    ],
)
def test_findings_are_read_from_their_index(findings, asked, index):
    told = plan(asked())
    assert index in told, told
    assert is_in_order(told), told


def test_a_page_of_findings_begins_in_their_index(findings):
    """Their order falls by weight, and rises by kind and number."""
    told = plan(differences().filter(later(Finding, ORDER, [2, "gap", 100]))[:51])
    assert re.search(r"finding_by_weight \(weight<\?|finding_by_weight.*\n.*Index Cond: \(+weight <= 2", told), told
    assert is_in_order(told), told


def test_rulings_on_a_record_are_looked_up(records):
    """However many there are on others, and on what is told of others."""
    editor, document = make_user(), records["documents"]
    Ruling.objects.bulk_create(
        Ruling(kind="field", field=f"f{n}", value=n, event=records["events"], author=editor) for n in range(MANY)
    )
    Ruling.objects.bulk_create(
        Ruling(kind="misread", claim=f"c{n}", document=document, author=editor) for n in range(MANY)
    )
    Ruling.objects.bulk_create(
        Ruling(kind="different", telling=f"one{n}", other=f"other{n}", author=editor) for n in range(MANY)
    )
    record = Event.objects.annotate(**along_with(Event)).get(key="row-7")
    told = plan_of_what_asks(lambda: rulings_for_readers(record))
    assert not re.search(r"SCAN osce_docs_ruling|Seq Scan on osce_docs_ruling", told), told
    assert all(index in told for index in ("ruling_by_claim", "ruling_by_telling", "ruling_by_other")), told


def plan_of_what_asks(ask):
    """The plan of the last question that is asked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    with asking() as asked:
        ask()
    return explained(asked[-1])


def test_ties_of_a_page_are_looked_up_together(records):
    """Those of a body's members, of what it belongs to, and of what rulings speak of."""
    bodies = list(Organization.objects.order_by("pk"))
    Membership.objects.bulk_create(
        Membership(owner=one, member=other, key=str(n)) for n, (one, other) in enumerate(pairwise([*bodies, *bodies]))
    )
    body = bodies[7]
    ruling = Ruling(kind="relation", field="member/3", organization=body)
    told = plan_of_what_asks(lambda: MEMBERSHIPS.parts(QueryDict(), body, [ruling]))
    assert not re.search(r"SCAN osce_docs_membership|Seq Scan on osce_docs_membership", told), told


@pytest.mark.parametrize(("model", "asked"), [(Document, "documents"), (Event, "events"), (Proposal, "proposals")])
def test_of_few_ties_to_a_body_no_table_is_looked_at_whole(records, model, asked):
    told = plan(
        narrowed(asked, QueryDict()).qs.filter(tied(model, records["organizations"])).order_by("date_sort")[:51]
    )
    table = model._meta.db_table
    assert not re.search(rf"SCAN {table}\b|Seq Scan on {table}\b", told), told


def test_of_many_ties_to_a_body_records_are_taken_in_their_order(records, monkeypatch):
    monkeypatch.setattr(ties, "FEW", 2)
    named = Document.objects.order_by("pk")[:100]
    Mention.objects.bulk_create(
        Mention(document=each, organization=records["organizations"], named=records["organizations"], offsets=[])
        for each in named
    )
    rows = Document.objects.public().filter(tied(Document, records["organizations"]))
    told = plan(rows.order_by("date_sort", "key")[:51])
    assert connection.vendor == "postgresql" or ("document_by_date" in told and is_in_order(told)), told
    assert set(rows) == set(named)


def test_it_is_known_that_a_body_has_few_ties_where_most_have_many(records):
    """PostgreSQL would else walk through a million documents in their order to find the ten that name it."""
    bodies, documents = list(Organization.objects.order_by("pk")[:200]), list(Document.objects.order_by("pk")[:80])
    rare = bodies.pop()
    pairs = [(rare, documents[0]), *product(bodies, documents)]
    Mention.objects.bulk_create(Mention(document=one, organization=body, named=body, offsets=[]) for body, one in pairs)
    told = plan_of_what_asks(lambda: list(Mention.objects.filter(organization=rare).values_list("document")))
    assert "mention_by_organization" in told, told
    assert connection.vendor == "sqlite" or int(re.search(r"rows=(\d+)", told)[1]) < 10, told


@pytest.mark.parametrize(
    ("records", "plain", "narrowed"),
    [(0, 3_000, 3_000), (100_000, 3_000, 3_000), (1_000_000, 7_071, 20_000), (7_000_000, 18_708, 60_000)],
)
def test_more_ties_are_few_in_a_longer_list(records, plain, narrowed):
    assert [ties.few_of(records, narrowed=each) for each in (False, True)] == [plain, narrowed]


@pytest.mark.parametrize(("asked", "looked_up"), [("", False), ("&kind=letter", True), ("&until=1999-12-31", True)])
def test_of_a_list_that_is_narrowed_by_more_many_ties_are_looked_up(records, monkeypatch, asked, looked_up):
    """Else all would be walked through where nothing fulfils both."""
    monkeypatch.setattr(filters, "few_of", lambda _, narrowed: 1000 if narrowed else 2)
    body = records["organizations"]
    Participation.objects.bulk_create(
        Participation(owner=each, key="x", organization=body) for each in Event.objects.order_by("pk")[:100]
    )
    Event.objects.filter(key="row-200").update(body=body)
    found = narrowed("events", QueryDict(f"organization={body.slug}{asked}"))
    told = plan(cut(found.rows[0], found.order).rows)
    assert looked_up != bool(re.search("CORRELATED|SubPlan", told)), told
    assert connection.vendor == "postgresql" or "participation_by_body" in told, told
    assert looked_up or len(found.rows[0]) == 101


@pytest.mark.parametrize("model", [Event, Proposal])
def test_a_sample_of_what_is_tied_to_a_body_is_looked_up(records, model):
    told = plan(model.objects.filter(tied(model, records["organizations"], sample=10)))
    table = model._meta.db_table
    assert not re.search(rf"SCAN {table}\b|Seq Scan on {table}\b", told), told


def test_what_is_withheld_is_looked_up_and_not_asked_of_each_finding(records, findings):
    pairs = zip(Finding.objects.all(), Document.objects.all(), strict=False)
    FindingPassage.objects.bulk_create(
        FindingPassage(finding=finding, document=document, start=0, end=1, quote="x") for finding, document in pairs
    )
    told = plan_of_what_asks(lambda: list(shown_findings().order_by("id")[:51]))
    assert not re.search("Anti Join|SCAN osce_docs_findingpassage|Seq Scan on osce_docs_findingpassage", told), told


def test_the_first_document_of_an_edition_of_the_navigation_is_found_in_an_index_be_it_the_last_of_all(records):
    edition = NavigationEdition.objects.create(sha256="0" * 64, text="Home")
    last = Document.objects.latest("key")
    Text.objects.filter(pk=last.text_id).update(edition=edition)
    Document.objects.filter(pk=last.pk).update(edition=edition)
    told = plan_of_what_asks(lambda: evidence.CARRYING(editions={edition.pk}))
    assert "document_by_edition" in told, told
    assert is_in_order(told), told
    assert [each.key for each in evidence.CARRYING(editions={edition.pk})] == [last.key]


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (Telling.objects.filter(event__among=[1, 2]), "telling_by_event"),
        (Telling.objects.filter(organization=1), "telling_by_organization"),
        (Telling.objects.filter(kind="event", block__among=["a", "b"]), "telling_by_block"),
        (Telling.objects.filter(edition=1), "telling_by_edition"),
        (Mention.objects.filter(BELONGS_ELSEWHERE, named=1), "mention_elsewhere"),
    ],
)
def test_what_few_rows_have_is_looked_up_among_these(rows, index):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # Of no rows it would look at all.
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in plan(rows)
