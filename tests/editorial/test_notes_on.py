"""Editors' notes on a record that was merged stand with the one it was merged into, as long as it is."""

import pytest
from django.urls import reverse

from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import rule
from osce_docs.ingest.source_criticism import merge, take_back
from osce_docs.models import Document
from tests import factories as make

pytestmark = pytest.mark.django_db
MAKE = {"event": make.make_event, "organization": make.make_organization, "proposal": make.make_proposal}


@pytest.fixture(params=sorted(MAKE))
def three(request):
    """Three records of one kind, and a public note and a private one on the first."""
    editor = make.make_user()
    records = [MAKE[request.param](f"{word} thing") for word in ("First", "Second", "Third")]
    for each in records:
        rule(each, {"title" if request.param == "event" else "name": str(each)}, editor)
    document = make.make_document("The first thing was said.\n")
    annotate(document, 4, 9, editor, "For all to see.", about=records[0], is_public=True)
    annotate(document, 10, 15, editor, "Between us.", about=records[0])
    return editor, records


def shown(client, record):
    """What the page for readers, the form, and the history say of the notes."""
    client.logout()
    public = client.get(record.get_absolute_url(), follow=True).content.decode()
    client.force_login(make.make_user())
    pages = [
        client.get(reverse(f"admin:osce_docs_{record._meta.model_name}_{page}", args=[record.pk])).content.decode()
        for page in ("change", "history")
    ]
    return [("For all to see." in page, "Between us." in page) for page in (public, *pages)]


SEEN, UNSEEN = [(True, False), (True, True), (True, True)], [(False, False)] * 3


def test_notes_follow_a_merge_and_come_back(client, three):
    editor, (first, second, third) = three
    assert (shown(client, first), shown(client, second)) == (SEEN, UNSEEN)
    one = merge(first, second, editor)
    other = merge(second, third, editor)
    assert shown(client, third) == SEEN
    assert (
        "Written on “First thing”, which is one with this record now."
        in client.get(third.get_absolute_url()).content.decode()
    )
    take_back(one, editor)
    assert (shown(client, first), shown(client, third)) == (SEEN, UNSEEN)
    take_back(other, editor)
    assert shown(client, second) == UNSEEN


def test_the_list_of_notes_holds_those_of_what_was_merged(client, three):
    editor, (first, second, _) = three
    merge(first, second, editor)
    client.force_login(editor)
    form = client.get(reverse(f"admin:osce_docs_{second._meta.model_name}_change", args=[second.pk]))
    where = {str(label): address for label, address in form.context["elsewhere"]}["Annotations"]
    assert client.get(where).context["cl"].result_count == 2


def test_a_note_on_what_is_withheld_is_for_editors_alone(client, three):
    editor, (first, second, _) = three
    home = Document.objects.get()
    assert "For all to see." in client.get(home.get_absolute_url()).content.decode()
    set_status(first, "withheld", editor, "Under review.")
    merge(first, second, editor)
    assert shown(client, second) == [(False, False), (True, True), (True, True)]
    assert "For all to see." not in client.get(home.get_absolute_url()).content.decode()
