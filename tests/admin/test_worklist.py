"""Findings: the worklist, and who decided what."""

from django.urls import reverse

from osce_docs.models import Annotation, Finding
from tests import factories as make
from tests.admin.forms import address
from tests.admin.test_status import act


def finding(number=1, **columns):
    return Finding.objects.create(
        **{"identity": f"f{number}", "kind": "vague-time", "message": f"Finding {number}", **columns}
    )


def test_the_first_page_counts_what_is_open(admin):
    finding(1), finding(2), finding(3, kind="disagreement", weight=3)
    finding(4, resolution="dismissed"), finding(5, found=False)
    context = admin.get(reverse("admin:index")).context
    assert [(row["kind"], row["n"]) for row in context["open_findings"]] == [("disagreement", 1), ("vague-time", 2)]


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
