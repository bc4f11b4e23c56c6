"""Who has a page already is told whether it is as it was; what changes the archive changes the answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.decide import decide
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Event, Finding
from tests.factories import make_document, make_event, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event("Talks", "1971", slug="talks", key="talks")


def test_an_unchanged_page_is_not_made_again(client, event):
    first = client.get("/events/talks/")
    assert first["Cache-Control"] == "public, max-age=60, stale-if-error=86400"
    assert not client.cookies
    assert "cookie" not in first.get("Vary", "").lower()
    for header, value in (("If-None-Match", first["ETag"]), ("If-Modified-Since", first["Last-Modified"])):
        with CaptureQueriesContext(connection) as asked:
            again = client.get("/events/talks/", headers={header: value})
        assert (again.status_code, again.content, again["ETag"], len(asked)) == (304, b"", first["ETag"], 1)


CHANGES = {
    "a ruling": lambda: rule(Event.objects.get(), {"place": "Linz"}, make_user()),
    "a ruling with the same value": lambda: rule(Event.objects.get(), {"place": ""}, make_user(), reason="So it is."),
    "a status": lambda: set_status(Event.objects.get(), "reviewed", make_user()),
    "a decision": lambda: decide(Finding.objects.all(), "dismissed", make_user()),
    "a note": lambda: annotate(Document.objects.get(), 0, 4, make_user(), "Sic.", is_public=True),
    "a document": lambda: make_document("New."),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_the_archive_changes_the_answer(client, event, change):
    Finding.objects.create(identity="1", kind="disagreement", message="Two days.", event=event)
    make_document("Some words.")
    before = client.get("/events/talks/")["ETag"]
    CHANGES[change]()
    assert client.get("/events/talks/", headers={"If-None-Match": before}).status_code == 200


def test_what_narrows_a_whole_list_is_counted_again_when_the_archive_has_changed(client):
    for kind in ("letter", "speech"):
        make_document(kind=kind)
    (first, found), (again, kept) = _listed(client), _listed(client)
    assert (found, again < first) == (kept, True)
    make_document(kind="letter")
    assert [found["letter"], *_listed(client)] == [1, first, {"letter": 2, "speech": 1}]


def _listed(client):
    """How many questions the list of documents asks, and how many documents it says are of each kind."""
    with CaptureQueriesContext(connection) as asked:
        ways = client.get("/documents/").context["ways"]
    return len(asked), {way.choice.value: way.choice.count for way in ways[0][1]}


def test_a_ruling_taken_back_changes_the_answer(client, event):
    (ruling,) = rule(event, {"place": "Linz"}, make_user())
    before = client.get("/events/")["ETag"]
    revoke(ruling, make_user())
    assert client.get("/events/")["ETag"] != before


def test_an_import_that_finds_nothing_new_changes_nothing(client, tmp_path):
    (tmp_path / "one.txt").write_text("The OSCE Summit was held in Oslo on 3 May 1998.\n", "utf-8")
    import_sources([tmp_path])
    before = client.get("/events/")["ETag"]
    import_sources([tmp_path])
    assert client.get("/events/")["ETag"] == before


def test_errors_and_the_admin_are_not_kept(client, event):
    assert "ETag" not in client.get("/events/nothing/")
    assert "public" not in client.get("/admin/login/").get("Cache-Control", "")
