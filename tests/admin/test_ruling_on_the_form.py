"""Saving a record's form makes Rulings of what differs from what it showed, and of nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Event, Ruling
from tests import factories as make
from tests.admin.forms import address, opened, save

SEEDS = Path(__file__).parents[2] / "seeds"
JUNE = "1998-06-08/1998-06-10"


def test_saving_an_untouched_form_changes_nothing(admin, summit, plan):
    for record in (summit, plan, make.make_organization("Norwegian Office")):
        before = record.version
        assert save(admin, record).status_code == 302
        record.refresh_from_db()
        assert record.version == before
    assert not Ruling.objects.exists()


def test_an_unnamed_proposal_is_saved_without_a_name(admin):
    proposal = make.make_proposal()
    make.settle(proposal)
    assert save(admin, proposal, date="1998").status_code == 302
    assert [ruling.field for ruling in Ruling.objects.all()] == ["date"]


def test_a_changed_field_makes_exactly_one_ruling(admin, editor, summit):
    save(admin, summit, place="Bergen", reason="The minutes say so.", note="Check again.")
    ruling = Ruling.objects.get()
    assert (ruling.field, ruling.value, ruling.author) == ("place", "Bergen", editor)
    assert (ruling.reason, ruling.private_note) == ("The minutes say so.", "Check again.")
    summit.refresh_from_db()
    assert (summit.place, summit.date, summit.version) == ("Bergen", "1998-07-08/1998-07-10", 1)


def test_a_ruling_keeps_the_others(admin, summit):
    save(admin, summit, place="Bergen")
    save(admin, summit, title="Summit of Oslo")
    assert {r.field for r in Ruling.objects.standing()} == {"place", "title"}
    save(admin, summit, place="Tromsø")
    assert Ruling.objects.filter(revoked_at=None).count() == 2
    assert Ruling.objects.count() == 3


def test_a_reading_is_used_with_a_plain_radio_button(admin, summit):
    save(admin, summit, pick_date=json.dumps(JUNE), reason="Closer to the event.")
    summit.refresh_from_db()
    assert (summit.date, summit.disputed) == (JUNE, True)


def test_picking_the_reading_that_is_shown_confirms_it(admin, summit):
    save(admin, summit, pick_date=json.dumps(summit.date))
    assert Ruling.objects.get().value == summit.date


def test_a_reading_that_is_ruled_already_makes_no_second_ruling(admin, summit):
    save(admin, summit, pick_date=json.dumps(JUNE))
    save(admin, summit, pick_date=json.dumps(JUNE))
    assert Ruling.objects.count() == 1


def test_unknown_is_a_ruling_too(admin, summit):
    save(admin, summit, pick_place="null")
    summit.refresh_from_db()
    assert (Ruling.objects.get().value, summit.place) == (None, "")


def test_an_emptied_field_is_ruled_unknown(admin, summit):
    save(admin, summit, place="")
    assert Ruling.objects.get().value is None


def test_a_ruling_is_taken_back(admin, editor, summit):
    save(admin, summit, place="Bergen")
    save(admin, summit, pick_place="take back")
    summit.refresh_from_db()
    ruling = Ruling.objects.get()
    assert (summit.place, ruling.revoked_by) == ("Oslo", editor)


def test_two_values_for_one_field_are_not_guessed_between(admin, summit):
    response = save(admin, summit, date="1998", pick_date=json.dumps(JUNE))
    assert b"keep one of the two" in response.content
    assert not Ruling.objects.exists()


def test_a_reading_no_longer_told_is_refused(admin, summit):
    response = save(admin, summit, pick_date=json.dumps("1901"))
    assert b"no longer said by any source" in response.content


@pytest.mark.parametrize("date", ["8 July 1998", "1998-13", "1998-07-10/1998-07-08", "x" * 59, "1998/1999/2000"])
def test_what_is_no_date_is_refused_in_one_sentence(admin, summit, date):
    response = save(admin, summit, date=date)
    assert response.context["adminform"].form.errors["date"] == [
        f"“{date}” is not a date we can read: write 1992-07-08, 1992-07, 1992 or 1992-07-08/1992-07-10."
    ]
    assert not Ruling.objects.exists()


def test_a_body_is_ruled_by_its_key(admin, summit):
    body = make.make_organization("Council of Oslo")
    save(admin, summit, body=str(body.pk))
    summit.refresh_from_db()
    assert (Ruling.objects.get().value, summit.body) == (body.key, body)


def test_the_evidence_is_on_the_form(admin, summit):
    quote = "July 8-10, 1998"
    start = Document.objects.get(title__contains="One").text.readable.index(quote)
    content = admin.get(address(summit)).content.decode()
    for said in (
        "<mark>July 8-10, 1998</mark>",
        "<mark>June 8-10 of 1998</mark>",
        "Another text",
        f"#c{start}-{start + len(quote)}",
    ):
        assert said in content
    assert "Sources differ" in content
    save(admin, summit, place="Bergen", reason="The minutes say so.")
    content = admin.get(address(summit)).content.decode()
    for said in ("Ruled: Bergen", "by editor", "The minutes say so.", "Take the ruling back"):
        assert said in content


def test_a_new_import_keeps_what_was_ruled(admin, tmp_path):
    for seed in SEEDS.glob("*.txt"):
        shutil.copy(seed, tmp_path)
    import_sources([tmp_path])
    event = Event.objects.filter(kind="summit", disputed=True).first()
    save(admin, event, date="1992-07-09", reason="By the minutes.")
    for seed in tmp_path.glob("*.txt"):
        seed.write_text(seed.read_text("utf-8") + "\n", "utf-8")
    import_sources([tmp_path])
    event.refresh_from_db()
    assert (event.date, event.disputed) == ("1992-07-09", True)
    assert list(check_records()) == []


def test_what_was_shown_is_not_taken_from_the_columns_when_a_value_has_odd_blanks(admin):
    document = make.make_document("The  Summit\nmet.\n")
    event = make.make_event("odd")
    make.claim(event, document, "title", "The  Summit\nmet", "The  Summit\nmet")
    make.settle(event)
    sent = opened(admin, address(event)) | {"title": "The  Summitmet"}
    save(admin, event, sent)
    assert not Ruling.objects.exists()
