"""Findings: the worklist, and who decided what."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils.http import urlencode

from osce_docs.admin import worklist
from osce_docs.editorial import bounded
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import rule
from osce_docs.models import Annotation, Event, Finding, ImportRun
from tests import factories as make
from tests.admin.forms import address
from tests.admin.test_lists import grow, queries
from tests.admin.test_status import act


def finding(number=1, **columns):
    return Finding.objects.create(
        **{"identity": f"f{number}", "kind": "vague-time", "message": f"Finding {number}", **columns}
    )


def test_quotation_marks_within_quotation_marks_are_single_ones(admin):
    admin.post(address(finding(message="“at present” depends on a date.")), {"resolution": "dismissed", "note": ""})
    page = admin.get(address(finding(2))).content.decode()
    assert "“‘at present’ depends on a date.” is now dismissed." in page
    assert "Only editors see it." in page


def test_the_first_page_counts_what_is_open(admin):
    finding(1), finding(2), finding(3, kind="disagreement", weight=3)
    finding(4, resolution="dismissed"), finding(5, found=False)
    context = admin.get(reverse("admin:index")).context
    assert [(pile.kind, pile.n) for pile in context["open_findings"]] == [("disagreement", 1), ("vague-time", 2)]


def test_the_first_page_counts_what_awaits_a_review_and_what_is_new(admin, summit):
    make.make_event("Reviewed", status="reviewed"), make.make_event("Gone", standing=False)
    late = datetime.now(UTC) + timedelta(hours=1)
    ImportRun.objects.create(started_at=late, rules="tests")
    new = make.make_event("New", entered_at=late)
    finding(1), finding(2, found_at=late)
    context = admin.get(reverse("admin:index")).context
    assert {pile.label: pile.n for pile in context["awaiting"]} == {"documents": 2, "events": 2}
    assert {pile.label: pile.n for pile in context["since_import"]} == {"events": 1, "findings": 1}
    for pile in (*context["open_findings"], *context["awaiting"], *context["since_import"]):
        assert admin.get(pile.address).context["cl"].result_count == pile.n
    assert list(admin.get(context["since_import"][0].address).context["cl"].result_list) == [new]


def test_counts_stop_at_a_bound_and_say_so(admin, editor, monkeypatch):
    monkeypatch.setattr(bounded, "MOST", 2)
    monkeypatch.setattr(worklist, "MOST", 2)
    for number in range(4):
        finding(number)
    assert bounded.bounded_counts(editor, {"open": Finding.objects.open()}) == {"open": 3}
    assert [pile.number for pile in admin.get(reverse("admin:index")).context["open_findings"]] == ["2+"]


def test_the_first_page_says_what_one_did_last(admin, editor, summit):
    make.make_organization("Council of Oslo")
    rule(summit, {"body": "council-of-oslo", "date": None}, editor)
    set_status(summit, "reviewed", editor)
    act(admin, "finding", "dismiss", [finding(event=summit)])
    told = [each.told for each in admin.get(reverse("admin:index")).context["my_work"]]
    assert set(told) == {
        "ruled that the body is “Council of Oslo”",
        "ruled that the date cannot be said",
        "marked it “reviewed”",
        "dismissed: Finding 1",
    }


def test_the_first_page_takes_as_many_queries_for_many_rows_as_for_few(admin, editor):
    grow(10)
    few = queries(admin, reverse("admin:index"))
    grow(50)
    assert queries(admin, reverse("admin:index")) == few <= 25


def test_a_finding_leads_to_its_neighbours_in_the_list_it_came_from(admin):
    first, light, last = finding(1, weight=2), finding(2, kind="no-place", weight=1), finding(3)
    filters = urlencode({"_changelist_filters": "kind=vague-time"})
    context = admin.get(f"{address(first)}?{filters}").context
    assert (context["previous"], context["next"]) == ("", f"../../{last.pk}/change/?{filters}")
    assert admin.get(address(light)).context["previous"] == f"../../{first.pk}/change/"
    response = admin.post(f"{address(first)}?{filters}", {"resolution": "resolved", "note": ""})
    assert response.url == f"../../{last.pk}/change/?{filters}"
    response = admin.post(f"{address(last)}?{filters}", {"resolution": "resolved", "note": ""})
    assert response.url == reverse("admin:osce_docs_finding_changelist") + "?kind=vague-time"


def test_what_was_done_last_is_undone_as_it_was(admin, editor):
    rows = [finding(1), finding(2, note="Hers"), finding(3)]
    before = list(Finding.objects.order_by("pk").values())
    act(admin, "finding", "resolve", rows, reason="All seen.")
    assert set(Finding.objects.values_list("resolution", "resolved_by", "note")) == {
        ("resolved", editor.pk, "All seen."),
        ("resolved", editor.pk, "Hers\nAll seen."),
    }
    response = admin.post(reverse("admin:undo"), {"next": "/admin/osce_docs/finding/"}, follow=True)
    assert b"3 rows are as they were" in response.content
    assert list(Finding.objects.order_by("pk").values()) == before
    assert b"nothing to undo" in admin.post(reverse("admin:undo"), follow=True).content


def test_undoing_a_review_gives_each_record_its_own_status_back(admin, editor, summit, plan):
    other = make.make_event("Other")
    set_status(other, "withheld", editor, "Private persons.")
    act(admin, "event", "mark_reviewed", [summit, other])
    admin.post(reverse("admin:undo"))
    assert dict(Event.objects.values_list("title", "status")) == {"Oslo Summit 1998": "unreviewed", "Other": "withheld"}


def test_undo_leads_nowhere_else_and_asks_for_the_right_to_change(admin, client):
    assert admin.post(reverse("admin:undo"), {"next": "https://example.org/"}).url == reverse("admin:index")
    assert admin.get(reverse("admin:undo")).status_code == 405
    act(admin, "finding", "resolve", [finding()])
    session = client.session
    remembered = session["undoable"]
    client.force_login(make.make_user("reader", is_superuser=False))
    session = client.session
    session["undoable"] = remembered
    session.save()
    assert client.post(reverse("admin:undo")).status_code == 403
    assert Finding.objects.get().resolution == "resolved"


def test_the_list_shows_what_is_open_unless_asked(admin):
    finding(1), finding(2, resolution="resolved"), finding(3, found=False)
    where = reverse("admin:osce_docs_finding_changelist")

    def shown(**query):
        return {str(row) for row in admin.get(where, query).context["cl"].result_list}

    assert shown() == {"Finding 1"}
    assert shown(state="resolved") == {"Finding 2"}
    assert shown(state="gone") == {"Finding 3"}
    assert len(shown(state="all")) == 3


def test_resolving_says_who_and_when_and_can_be_undone(admin, editor):
    row = finding()
    act(admin, "finding", "resolve", [row], reason="Seen to.")
    row.refresh_from_db()
    assert (row.resolution, row.resolved_by, row.note) == ("resolved", editor, "Seen to.")
    assert row.resolved_at
    data = {"action": "reopen", "_selected_action": [row.pk]}
    admin.post(reverse("admin:osce_docs_finding_changelist") + "?state=all", data)
    row.refresh_from_db()
    assert (row.resolution, row.resolved_by, row.resolved_at) == ("open", None, None)


def test_a_finding_shows_its_passages_in_context(admin):
    document = make.make_document("It was said recently that all is well.\n")
    row = finding(document=document)
    row.passages.create(document=document, start=12, end=20, quote="recently")
    content = admin.get(address(row)).content.decode()
    assert "It was said <mark>recently</mark> that all is well." in content
    admin.post(address(row), {"resolution": "dismissed", "note": "Clear enough."})
    row.refresh_from_db()
    assert (row.resolution, row.resolved_by.username) == ("dismissed", "editor")


def test_a_note_is_placed_by_its_words_and_changed_by_its_author_only(admin, client):
    document = make.make_document("Peace and peace and Peace.\n")
    where = reverse("admin:osce_docs_annotation_add")
    assert (
        b"do not stand in the document"
        in admin.post(where, {"document": document.pk, "quote": "war", "note": "?"}).content
    )
    assert b"more than once" in admin.post(where, {"document": document.pk, "quote": "Peace", "note": "?"}).content
    admin.post(where, {"document": document.pk, "quote": "and peace", "note": "Small letter", "is_sic": "on"})
    note = Annotation.objects.get()
    assert (note.start, note.end, note.prefix, note.author.username) == (6, 15, "Peace ", "editor")
    client.force_login(make.make_user("colleague"))
    assert client.post(address(note), {"note": "Mine now"}).status_code == 403
