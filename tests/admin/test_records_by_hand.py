"""Records added in the admin stand on their rulings alone."""

import shutil
from pathlib import Path

import pytest
from django.urls import reverse

from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Event, Organization, Proposal, Ruling
from tests.admin.forms import address

SEEDS = Path(__file__).parents[2] / "seeds"


def add(client, model, **values):
    return client.post(reverse(f"admin:osce_docs_{model}_add"), values)


def test_an_event_added_by_hand_is_made_of_rulings(admin, tmp_path):
    response = add(
        admin, "event", title="Bergen Meeting", kind="meeting", date="1998-05", mode="asserted", reason="Seen."
    )
    assert response.status_code == 302
    event = Event.objects.get(key="manual:bergen-meeting@1998-05")
    assert (event.slug, event.standing, event.date, event.date_sort.isoformat()) == (
        "bergen-meeting-1998-05",
        True,
        "1998-05",
        "1998-05-01",
    )
    assert {r.field for r in Ruling.objects.all()} == {"title", "kind", "date", "mode"}
    assert {r.reason for r in Ruling.objects.all()} == {"Seen."}
    for seed in SEEDS.glob("*.txt"):
        shutil.copy(seed, tmp_path)
    import_sources([tmp_path])
    event.refresh_from_db()
    assert (event.standing, event.title) == (True, "Bergen Meeting")
    assert list(check_records()) == []
    assert admin.get(address(event)).status_code == 200


def test_a_proposal_and_an_organization_are_added(admin):
    add(admin, "proposal", name="Bergen Plan", date="1998")
    add(admin, "organization", name="Bergen Circle", kind="format")
    assert Proposal.objects.get().key == "manual:bergen-plan@1998"
    assert Organization.objects.get().slug == "bergen-circle"
    assert list(check_records()) == []


@pytest.mark.parametrize("name", ["Bergen Circle", "bergen circle"])
def test_a_record_that_is_there_already_is_not_made_twice(admin, name):
    add(admin, "organization", name="Bergen Circle", kind="format")
    response = add(admin, "organization", name=name, kind="body")
    assert b"There is one already" in response.content
    assert Organization.objects.count() == 1
