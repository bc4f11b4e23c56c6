"""An archive that held rulings before bases were kept: bringing it up to date finds what they rest on."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from osce_docs.models import Basis
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = "0021_rulings_by_kind"


@pytest.fixture
def as_before(transactional_db):
    """A database as it was before bases were kept; brought up to date again whatever a test makes of it."""
    earlier = MigrationExecutor(connection).loader.project_state(("osce_docs", BEFORE)).apps
    call_command("migrate", "osce_docs", BEFORE, verbosity=0)
    yield earlier
    call_command("migrate", "osce_docs", verbosity=0)


@pytest.fixture
def archive(transactional_db):
    """Two texts that both tell of five meetings and of a proposal; and an editor."""
    texts = [make.make_document("It met in Oslo.\n") for _ in range(2)]
    names = ("ruled on", "undecided", "gone", "stays", "named")
    events = {name: make.make_event(name.title(), key=f"meeting:{name}@1998") for name in names}
    plan = make.make_proposal("Plan", key="plan#5e")
    for record in (*events.values(), plan):
        for text in texts:
            make.claim(record, text, "place", "Oslo", "Oslo")
    return {**events, "plan": plan, "editor": make.make_user()}


def kept(record):
    """Return the tellings and blocks that a record's basis holds."""
    rows = Basis.objects.filter(**{record._meta.model_name: record}, key=record.key)
    return sorted(rows.values_list("telling", "block"))


def whole(record, block):
    """Return what a basis holds of a record with all that tells of it."""
    return [("", block), *sorted(record.tellings.values_list("key", "block"))]


def test_rulings_made_before_bases_were_kept_have_them_then(archive, as_before):
    ruling, event = (as_before.get_model("osce_docs", name).objects for name in ("Ruling", "Event"))
    by = {"author_id": archive["editor"].pk}
    ruled, gone, stays, named, plan = (archive[name] for name in ("ruled on", "gone", "stays", "named", "plan"))
    moved = archive["undecided"].tellings.first()
    ruling.create(kind="field", field="place", value="Bergen", event_id=ruled.pk, **by)
    ruling.create(kind="status", value="reviewed", proposal_id=plan.pk, **by)
    ruling.create(kind="merge", value=stays.key, event_id=gone.pk, **by)
    event.filter(pk=gone.pk).update(merged_into=stays.pk)
    ruling.create(kind="belongs", telling=moved.key, value=named.key, **by)
    call_command("migrate", "osce_docs", verbosity=0)
    assert kept(ruled) == whole(ruled, "meeting:ruled on")
    assert kept(plan) == whole(plan, "plan")
    assert (kept(gone), kept(stays)) == ([("", "meeting:gone")], [("", "meeting:stays")])
    assert kept(named) == whole(named, "meeting:named")
    assert kept(archive["undecided"]) == []
    assert len(whole(ruled, "")) == 3


def test_what_a_ruling_moved_is_no_basis_of_where_it_was(archive, as_before):
    ruling = as_before.get_model("osce_docs", "Ruling").objects
    ruled = archive["ruled on"]
    first, second = ruled.tellings.order_by("key")
    by = {"author_id": archive["editor"].pk}
    ruling.create(kind="field", field="place", value="Bergen", event_id=ruled.pk, **by)
    ruling.create(kind="belongs", telling=first.key, value=ruled.key, **by)
    call_command("migrate", "osce_docs", verbosity=0)
    assert kept(ruled) == [("", "meeting:ruled on"), (second.key, second.block)]
