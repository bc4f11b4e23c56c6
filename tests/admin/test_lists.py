"""Lists: nobody deletes, evidence is only looked at, and a thousand rows cost no more queries than ten."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from osce_docs.admin.event import EventAdmin
from osce_docs.admin.found_pages import FoundPaginator
from osce_docs.admin.searching import found
from osce_docs.admin.site import site
from osce_docs.models import (
    Alias,
    Annotation,
    Basis,
    Event,
    Finding,
    FindingPassage,
    FormerText,
    KeptReading,
    Organization,
    Provenance,
    Ruling,
)
from osce_docs.models.change import Change
from osce_docs.models.erasure import Trace
from osce_docs.models.record import Relation
from osce_docs.models.saved_view import SavedView
from osce_docs.models.search_entry import SearchEntry
from osce_docs.models.unsettled import Unsettled
from osce_docs.models.year_count import YearCount
from tests import factories as make
from tests.admin.forms import address

EVIDENCE = ("claim", "telling", "mention", "text", "original", "navigationedition", "importrun", "retelling")
REGISTERED = sorted(site._registry, key=lambda model: model._meta.label)
INLINE = {*Relation.__subclasses__(), FindingPassage}
# What an import leaves to itself, what the search keeps of each record and year, what is kept of readings, which texts
# a document had, what told of records that were decided on, when the archive last changed; hashes of what was erased;
# and an editor's setting.
PASSING = {Basis, Unsettled, SearchEntry, YearCount, KeptReading, FormerText, Change, Trace, SavedView}


def queries(client, where):
    """Return how many queries a page takes, once what is cached is there."""
    client.get(where)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(where).status_code == 200
    return len(captured)


def test_every_table_is_there():
    assert set(apps.get_app_config("osce_docs").get_models()) - set(site._registry) == INLINE | PASSING


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.model_name)
def test_every_list_is_searched_filtered_and_never_deleted_from(admin, rf, editor, model):
    where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert admin.get(where).status_code == 200
    assert admin.get(where, {"q": "o'slo \x00%_"}).status_code in (200, 302)
    request = rf.get(where)
    request.user = editor
    table = site._registry[model]
    assert not table.has_delete_permission(request)
    assert "delete_selected" not in table.get_actions(request)
    assert table.search_fields
    for inline in getattr(table, "inlines", ()):
        assert not inline(model, site).has_delete_permission(request)


def test_what_a_list_is_narrowed_by_is_named_and_what_is_chosen_is_said(admin):
    page = admin.get(reverse("admin:osce_docs_organization_changelist"), {"standing__exact": "0"}).content.decode()
    assert re.findall(r"<summary>\s*(.*?)\s*</summary>", page)[-5:] == [
        "Review", "Sources differ", "Still told", "Came in", "Kind",
    ]  # fmt: skip
    assert '<a href="?standing__exact=0" aria-current="true">No</a>' in page


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("document", "kind", "press-release", "Press release"),
        ("document", "language", "en", "English"),
        ("event", "kind", "accession", "Accession"),
        ("provenance", "language", "en", "English"),
    ],
)
def test_editors_read_stored_values_in_the_words_of_readers(admin, table, column, value, words):
    document = make.make_document(kind="press-release", language="en")
    Provenance.objects.filter(pk=document.provenance_id).update(language="en")
    make.make_event("Accession of Norway", kind="accession")
    page = admin.get(reverse(f"admin:osce_docs_{table}_changelist")).content.decode()
    assert re.findall(rf'<td class="field-{column}_words">(.*?)</td>', page) == [words]
    assert re.findall(rf'<a href="\?{column}={value}">(.*?)</a>', page) == [words]
    narrowed = admin.get(reverse(f"admin:osce_docs_{table}_changelist"), {column: value})
    assert narrowed.context["cl"].result_count == 1
    assert f">{value}<" not in page


@pytest.mark.parametrize("odd", ["date_sort__year=9" + "9" * 20, "id__in=9" + "9" * 20, "provenance=9" + "9" * 20])
def test_a_number_that_no_column_holds_is_no_error(admin, odd):
    assert admin.get(f"{reverse('admin:osce_docs_document_changelist')}?{odd}").status_code in (200, 302)


@pytest.mark.parametrize("odd", ["abc", "\x00", "9" * 30, "["])
def test_a_value_that_a_filter_does_not_offer_narrows_nothing(admin, odd):
    Finding.objects.create(identity="one", kind="vague-time", message="A finding", weight=2)
    page = admin.get(reverse("admin:osce_docs_finding_changelist"), {"weight": odd})
    assert page.status_code == 200
    assert page.context["cl"].result_count == 1


@pytest.mark.parametrize("name", EVIDENCE)
def test_evidence_is_neither_added_nor_changed(admin, rf, editor, name):
    assert admin.get(reverse(f"admin:osce_docs_{name}_add")).status_code == 403
    request = rf.get("/")
    request.user = editor
    assert not site._registry[apps.get_model("osce_docs", name)].has_change_permission(request)


def test_deleting_is_refused(admin, summit):
    assert admin.post(address(summit, "delete"), {"post": "yes"}).status_code == 403
    assert Event.objects.filter(pk=summit.pk).exists()


def test_lists_are_searched(admin, summit, plan):
    def listed(model, **query):
        response = admin.get(reverse(f"admin:osce_docs_{model}_changelist"), query)
        return [str(row) for row in response.context["cl"].result_list]

    norway = Organization.objects.get(key="norway")
    Alias.objects.create(owner=norway, key="norge", name="Norge")
    make.found_by_its_words(norway)
    assert listed("event", q="oslo") == ["Oslo Summit 1998"]
    assert listed("event", q="bergen") == []
    assert listed("organization", q="norge") == ["Norway"]
    assert listed("organization", q="norwa") == ["Norway"]
    assert listed("event", disputed__exact="1") == ["Oslo Summit 1998"]
    assert listed("event", kind="meeting") == []
    assert listed("event", date_sort__year="1998") == ["Oslo Summit 1998"]
    assert listed("document", q="another") == ["Another text"]


@pytest.mark.django_db
@pytest.mark.parametrize(("most", "titles"), [(1, {"Flood"}), (2, {"Flood", "Floods"})])
def test_words_that_begin_so_are_looked_for_where_too_few_have_the_word_itself(most, titles):
    rows = [make.make_event("Flood", "1990"), make.make_event("Floods", "1995"), make.make_event("Drought", "1996")]
    assert found(Event, "flood", most).ids == {row.pk for row in rows if row.title in titles}


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["date_sort", "-date_sort"])
@pytest.mark.parametrize("size", [1, 3, 50])
def test_pages_of_what_is_found_are_those_of_all_rows_in_their_order(order, size):
    for number, told in enumerate(["1990", *["1992-07-10"] * 5, "", "1991", "", "2001-02"]):
        make.make_event(f"Flood {number}", told, key=f"key-{number * 7 % 10}")
    make.make_event("Flood held back", "1992-07-10", status="withheld")
    make.make_event("Drought", "1992-07-10")
    rows = Event.objects.filter(title__startswith="Flood").order_by(order, order.replace("date_sort", "key"))
    pages = FoundPaginator(Event.objects.order_by(*rows.query.order_by), size, found(Event, "flood"), order[0] == "-")
    shown = [[str(row) for row in pages.page(number)] for number in pages.page_range]
    assert [title for page in shown for title in page] == [str(row) for row in rows]
    assert {len(page) for page in shown[:-1]} <= {size}


def test_a_search_is_turned_narrowed_and_sorted_like_any_list(admin, monkeypatch):
    monkeypatch.setattr(EventAdmin, "list_per_page", 2)
    for year in (1990, 1991, 1992):
        make.make_event(f"Flood {year}", str(year), status="reviewed" if year > 1990 else "unreviewed")
    where = reverse("admin:osce_docs_event_changelist")

    def shown(**asked):
        listed = admin.get(where, {"q": "flood"} | asked).context["cl"]
        return [str(row)[-4:] for row in listed.result_list], listed.result_count

    assert shown() == (["1990", "1991"], 3)
    assert shown(p="2") == (["1992"], 3)
    assert shown(o="1") == (["1990", "1991"], 3)
    assert shown(o="-1") == (["1992", "1991"], 3)
    assert shown(o="-3") == (["1992", "1991"], 3)
    assert shown(date_sort__year="1991") == (["1991"], 1)
    assert shown(status__exact="reviewed") == (["1991", "1992"], 2)


def test_a_list_without_rows_says_so_and_leads_out(admin, summit):
    where = reverse("admin:osce_docs_event_changelist")
    page = admin.get(where, {"q": "bergen"}).content.decode()
    assert "Nothing fits the search and the filters." in page
    assert '<a href="?">Show the whole list</a>' in page
    assert 'name="action"' not in page
    assert (
        "There is nothing in this list." in admin.get(reverse("admin:osce_docs_proposal_changelist")).content.decode()
    )
    assert "Nothing fits" not in admin.get(where).content.decode()


def test_who_may_only_look_sees_the_values_and_saves_nothing(client, plan):
    viewer = make.make_user("viewer", is_superuser=False)
    viewer.user_permissions.add(Permission.objects.get(codename="view_proposal"))
    client.force_login(viewer)
    response = client.get(address(plan))
    assert "Sweden: rejected" in response.content.decode()
    assert 'name="_save"' not in response.content.decode()
    assert client.post(address(plan), {"name": "Mine"}).status_code == 403
    assert client.get(reverse("admin:osce_docs_event_changelist")).status_code == 403


def test_an_autocomplete_offers_what_stands(admin):
    make.make_organization("Oslo Office")
    make.make_organization("Oslo Bureau", standing=False)
    query = {"app_label": "osce_docs", "model_name": "event", "field_name": "body", "term": "oslo"}
    results = admin.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [result["text"] for result in results] == ["Oslo Office"]


def grow(number):
    """Add this many rows of what lists and forms show."""
    document = make.make_document("Norway spoke.\n")
    for _ in range(number):
        body = make.make_organization(parent=make.make_organization())
        event = make.make_event(body=body)
        make.make_proposal()
        make.claim(event, document, "title", event.title, "Norway")
        make.mention(document, body, "Norway")
        Finding.objects.create(identity=event.key, kind="vague-time", message="Vague.", event=event)
        Ruling.objects.create(
            kind="field", field="place", value="Oslo", event=event, author=make.make_user(f"user {body.pk}")
        )
        Annotation.objects.create(
            document=document, start=0, end=6, quote="Norway", note="Why?", event=event, author=make.make_user()
        )
        make.make_document()


def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(admin):
    tables = ("document", "organization", "event", "proposal", "finding", "ruling", "annotation", "claim", "telling")
    lists = [reverse(f"admin:osce_docs_{name}_changelist") for name in (*tables, "mention", "text", "original", "user")]
    grow(10)
    few = {where: queries(admin, where) for where in lists}
    grow(110)
    assert {where: queries(admin, where) for where in lists} == few
    assert max(few.values()) <= 25


def test_a_form_takes_few_queries_however_many_rows_it_has(admin, summit, plan):
    body = make.make_organization("Council")
    document = make.make_document("Norway and others are members.\n")
    for number in range(30):
        member = make.make_organization(f"State {number}", kind="state")
        value = {"member": member.key, "role": "member", "holder": "", "from": "", "to": ""}
        make.claim(body, document, "member", value, "members")
        participant = {"name": member.key, "role": "member", "holder": ""}
        make.claim(summit, document, "participant", participant, "members")
    make.settle(body, summit)
    for record in (summit, plan, body, document):
        assert queries(admin, address(record)) <= 25, record


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("gath", ["Gathering", "Gathering held back", "Gathering of no source", "Gathering that went"]),
        ("held back", ["Gathering held back"]),
        ("talks:oslo", ["Talks"]),
        ("!?", []),
    ],
)
def test_what_readers_may_not_see_is_found_too(admin, asked, expected):
    stays = make.make_event("Gathering")
    make.make_event("Gathering held back", status="withheld")
    make.make_event("Gathering of no source", standing=False)
    make.make_event("Gathering that went", merged_into=stays)
    make.make_event("Talks", key="talks:oslo")
    response = admin.get(reverse("admin:osce_docs_event_changelist"), {"q": asked})
    assert sorted(str(row) for row in response.context["cl"].result_list) == expected


def test_a_list_is_narrowed_by_year_month_and_day(admin):
    for title, date in (("One", "1998-05-03"), ("Two", "1998-05-20"), ("Three", "1999"), ("Undated", "")):
        make.make_event(title, date)
    where = reverse("admin:osce_docs_event_changelist")

    def follow(page, *titles):
        for title in titles:
            page = admin.get(
                where + next(each["link"] for each in page.context["dates"]["choices"] if each["title"] == title)
            )
        return [str(row) for row in page.context["cl"].result_list]

    page = admin.get(where, {"status__exact": "unreviewed", "p": "1"})
    assert [each["title"] for each in page.context["dates"]["choices"]] == ["1998", "1999", "undated"]
    assert follow(page, "1998") == ["One", "Two"]
    assert follow(page, "1998", "May", "20") == ["Two"]
    assert follow(page, "undated") == ["Undated"]
    assert "status__exact=unreviewed" in page.context["dates"]["choices"][0]["link"]


@pytest.mark.parametrize("odd", ["date_sort__year=x", "date_sort__year=1998&date_sort__month=13", "date_sort__year=0"])
def test_a_date_that_is_none_is_no_error(admin, odd):
    assert admin.get(f"{reverse('admin:osce_docs_event_changelist')}?{odd}").status_code in (200, 302)


def test_filters_offer_the_values_there_are(admin):
    make.make_document(kind="report", language="fr")
    make.make_document(kind="letter", language="fr")
    page = admin.get(reverse("admin:osce_docs_document_changelist"))
    offered = {
        each.title: [value for value, _ in each.lookup_choices]
        for each in page.context["cl"].filter_specs
        if hasattr(each, "parameter_name")
    }
    assert offered["kind"] == ["letter", "report"]
    assert offered["language"] == ["fr"]


def test_what_is_said_of_records_is_found_by_them(admin, summit, plan):
    """By words of the record, and claims by words of their passages."""

    def found(model, asked):
        response = admin.get(reverse(f"admin:osce_docs_{model}_changelist"), {"q": asked})
        return {str(row) for row in response.context["cl"].result_list}

    telling = summit.tellings.order_by("key").first()
    assert str(telling) in found("telling", "oslo summit")
    assert found("telling", telling.key) == {telling.key}
    assert found("telling", "finland did not come") == {each.key for each in plan.tellings.all()}
    assert found("mention", "sweden") >= {str(each) for each in Organization.objects.get(name="Sweden").mentions.all()}
    assert found("mention", "bergen") == set()
    assert found("claim", "july") == {"date: 1998-07-08/1998-07-10"}
    assert found("claim", "bergen") == set()


def test_the_claims_of_one_record_are_listed(admin, summit, plan):
    page = admin.get(
        reverse("admin:osce_docs_claim_changelist"), {"telling__event__id__exact": summit.pk, "field": "place"}
    )
    assert [claim.value for claim in page.context["cl"].result_list] == ["Oslo", "Oslo"]
