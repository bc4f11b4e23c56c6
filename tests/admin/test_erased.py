"""Editors see that a document was erased, and can do nothing to it."""

import pytest
from django.urls import reverse

from osce_docs.editorial.rule import rule
from osce_docs.ingest.erase import erase
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Erasure, Event, Ruling
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TEXT = "Grimbold Letter\n\nThe Vronkelsk Committee met in Flumbrugge on 7 March 1997.\n"


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    (here / "grimbold.txt").write_text(TEXT, "utf-8")
    import_sources([here])
    return here


@pytest.fixture
def tombstone(folder):
    document, meeting = Document.objects.get(), Event.objects.get()
    rule(document, {"title": "A letter"}, make_user(), reason="It is one.")
    rule(meeting, {"place": "Flumbrugge"}, make_user(), reason="So it says.")
    erase(document, "Erased by order of a court.", "operator")
    return Erasure.objects.get()


def test_the_tombstone_is_shown_and_cannot_be_changed(tombstone, admin_client):
    address = reverse("admin:osce_docs_erasure_change", args=[tombstone.pk])
    for shown in (reverse("admin:osce_docs_erasure_changelist"), address):
        told = admin_client.get(shown).content.decode()
        assert tombstone.document.key in told
        assert "Erased by order of a court." in told
    assert admin_client.post(address, {"reason": "Another."}).status_code == 403
    assert admin_client.get(reverse("admin:osce_docs_erasure_add")).status_code == 403
    assert admin_client.post(f"{address.removesuffix('change/')}delete/", {"post": "yes"}).status_code == 403


def test_nobody_can_rule_on_it_or_note_anything_on_it(tombstone, admin_client):
    pk, before = tombstone.document.pk, Ruling.objects.count()
    for name in ("change", "text", "history"):
        assert admin_client.get(reverse(f"admin:osce_docs_document_{name}", args=[pk])).status_code in (302, 404)
    listed = reverse("admin:osce_docs_document_changelist")
    assert tombstone.document.slug not in admin_client.get(listed).content.decode()
    assert reverse("admin:osce_docs_document_change", args=[pk]) not in admin_client.get(listed).content.decode()
    admin_client.post(listed, {"action": "withhold", "_selected_action": [pk], "reason": "x", "index": 0})
    assert Ruling.objects.count() == before


def test_the_ledger_and_the_history_of_what_is_left_open_without_its_words(tombstone, admin_client):
    meeting = Event.objects.get()
    pages = [reverse("admin:osce_docs_ruling_changelist"), reverse("admin:osce_docs_event_change", args=[meeting.pk])]
    pages += [reverse("admin:osce_docs_event_history", args=[meeting.pk])]
    pages += [reverse("admin:osce_docs_ruling_change", args=[each.pk]) for each in Ruling.objects.all()]
    for address in pages:
        response = admin_client.get(address)
        assert response.status_code == 200, address
        assert "lumbrugge" not in response.content.decode(), address


def test_its_text_is_not_added_by_hand(tombstone, admin_client):
    sent = {"name": "A new name", "text": TEXT}
    told = admin_client.post(reverse("admin:osce_docs_document_add"), sent).content.decode()
    assert "This text was erased on" in told
    assert Document.objects.count() == 1
