"""Reviewing and withholding."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from osce_docs.admin.status import change_status
from osce_docs.editorial.review import set_status, take_back
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Event, Ruling
from tests import factories as make
from tests.admin.forms import save


def act(client, model, action, rows, **more):
    """Choose rows of a list as it is now, and an action for them."""
    now = [type(row)._default_manager.get(pk=row.pk) for row in rows]
    seen = [f"{row.pk}:{row.version}" for row in now if hasattr(row, "version")]
    data = {"action": action, "_selected_action": [row.pk for row in rows], "seen": seen, **more}
    return client.post(reverse(f"admin:osce_docs_{model}_changelist"), data, follow=True)


def test_a_status_is_a_ruling_and_replaces_the_one_before(editor, summit):
    set_status(summit, "reviewed", editor)
    ruling = set_status(summit, "withheld", editor, "Private persons.")
    summit.refresh_from_db()
    assert (summit.status, summit.version) == ("withheld", 2)
    assert list(Ruling.objects.standing()) == [ruling]
    take_back(ruling, editor)
    summit.refresh_from_db()
    assert (summit.status, Ruling.objects.standing().count()) == ("unreviewed", 0)


def test_records_are_reviewed_from_the_list(admin, summit):
    response = act(admin, "event", "mark_reviewed", [summit], reason="Checked.")
    summit.refresh_from_db()
    assert summit.status == "reviewed"
    assert b"1 record is now reviewed" in response.content
    assert Ruling.objects.get().reason == "Checked."


def test_withholding_asks_for_a_reason(admin, summit):
    assert b"Say why readers may not see" in act(admin, "event", "withhold", [summit]).content
    assert b"Say why readers may not see" in save(admin, summit, status="withheld").content
    summit.refresh_from_db()
    assert summit.status == "unreviewed"
    save(admin, summit, status="withheld", reason="Private persons.")
    summit.refresh_from_db()
    assert summit.status == "withheld"


def ticked(response):
    """Return the ids of the rows that a list shows as ticked."""
    boxes = re.findall(r'<input type="checkbox" name="_selected_action" value="([0-9]+)"[^>]* checked>', response.text)
    return [int(pk) for pk in boxes]


@pytest.mark.parametrize(
    ("action", "refused"),
    [
        ("withhold", "Say why readers may not see"),
        ("delete_selected", "No action selected"),
        ("", "No action selected"),
    ],
)
def test_rows_stay_ticked_where_an_action_is_refused_until_the_list_is_looked_at_again(admin, summit, action, refused):
    others = [make.make_event("Meeting"), make.make_event("Talks")]
    response = act(admin, "event", action, [summit, others[1]], index=0)
    assert refused in response.text
    assert sorted(ticked(response)) == sorted([summit.pk, others[1].pk])
    assert ticked(admin.get(reverse("admin:osce_docs_event_changelist"))) == []


def test_rows_of_another_list_or_of_an_action_that_was_done_are_not_ticked(admin, summit):
    make.make_document(pk=summit.pk)
    where = reverse("admin:osce_docs_event_changelist")
    assert admin.post(where, {"action": "withhold", "_selected_action": [summit.pk]}).status_code == 302
    assert ticked(admin.get(reverse("admin:osce_docs_document_changelist"))) == []
    assert ticked(act(admin, "event", "mark_reviewed", [summit])) == []


def test_where_nothing_is_ticked_nothing_is_done(admin, summit):
    assert b"tick the rows first" in act(admin, "event", "withhold", [], index=0, reason="Why.").content
    assert not Ruling.objects.exists()


def test_what_a_withheld_document_says_counts_nowhere_until_it_is_back(admin, editor, tmp_path):
    told = "The OSCE Summit was held in Oslo on {} 1998. The participants thanked their hosts.\n"
    (tmp_path / "one.txt").write_text(told.format("3 May"), "utf-8")
    (tmp_path / "two.txt").write_text(told.format("4 June"), "utf-8")
    import_sources([tmp_path])
    summit = Event.objects.get(kind="summit")
    one = Document.objects.get(path="one.txt")
    assert (summit.disputed, summit.date) == (True, "1998-05-03")
    act(admin, "document", "withhold", [one], reason="No rights.")
    summit.refresh_from_db()
    assert (summit.disputed, summit.date) == (False, "1998-06-04")
    assert list(check_records()) == []
    import_sources([tmp_path])
    one.refresh_from_db()
    assert one.status == "withheld"
    act(admin, "ruling", "take_back", [Ruling.objects.standing().get()])
    summit.refresh_from_db()
    assert (summit.disputed, summit.date) == (True, "1998-05-03")
    assert list(check_records()) == []


def test_a_list_action_leaves_alone_what_someone_else_changed_since(admin, summit):
    other = make.make_event("Bergen Summit")
    page = admin.get(reverse("admin:osce_docs_event_changelist")).content.decode()
    seen = re.findall(r'name="seen" value="(\d+:\d+)"', page)
    set_status(summit, "withheld", make.make_user("colleague"), "Private persons.")
    response = act(admin, "event", "mark_reviewed", [summit, other], seen=seen)
    for record in (summit, other):
        record.refresh_from_db()
    assert (summit.status, other.status) == ("withheld", "reviewed")
    told = "“Oslo Summit 1998” was left alone: someone else changed it since you saw this list. It is withheld."
    assert told in response.content.decode()
    assert "1 record is now reviewed." in response.content.decode()


@pytest.mark.parametrize("forged", ["9" * 5000 + ":1", "1:" + "9" * 5000, "²:1", ":", "x"])
def test_a_record_of_which_the_list_tells_no_version_is_left_alone(forged, admin, summit):
    response = act(admin, "event", "mark_reviewed", [summit], seen=[forged])
    summit.refresh_from_db()
    assert (response.status_code, summit.status) == (200, "unreviewed")


def test_reviewing_many_takes_a_few_queries_a_batch(admin, editor):
    counted = []
    for number in (10, 300):
        events = [make.make_event() for _ in range(number)]
        with CaptureQueriesContext(connection) as captured:
            outcome = change_status(events, "reviewed", editor)
        assert len(outcome.rulings) == number
        counted.append(len(captured))
    assert counted[1] - counted[0] < 300 / 50
