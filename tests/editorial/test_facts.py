"""What counts as said of a record, whichever records are looked at together."""

import tracemalloc

import pytest

from osce_docs.editorial.facts import facts
from osce_docs.models import Claim, Event, Retelling, Telling
from tests.factories import claim, make_document, make_event

pytestmark = pytest.mark.django_db


def test_witnesses_do_not_depend_on_the_records_computed_together():
    one, link, other = (make_document(f"It was on {day} May.", key=f"t/{day}") for day in (1, 2, 3))
    Retelling.objects.create(first=one, second=link, shared=5)
    Retelling.objects.create(first=link, second=other, shared=5)
    told, elsewhere = make_event("Told"), make_event("Elsewhere")
    claim(told, one, "date", "1999-05-01", "1 May")
    claim(told, other, "date", "1999-05-03", "3 May")
    claim(elsewhere, link, "date", "1999-05-02", "2 May")
    alone = facts(Event, [told.pk])[told.pk]
    assert len({fact.witness for fact in alone["date"]}) == 2
    assert facts(Event, [told.pk, elsewhere.pk])[told.pk] == alone


A_CLAIM = 400


def _told_of_by_more(event, number):
    """Let so many more tellings, of one claim each, tell of an event."""
    one = Claim.objects.filter(telling__event=event).select_related("telling").first()
    own = {field.attname: getattr(one.telling, field.attname) for field in Telling._meta.concrete_fields}
    there = Telling.objects.count()
    keys = [f"{one.telling.key}-{at:05}" for at in range(there, there + number)]
    tellings = Telling.objects.bulk_create(Telling(**{**own, "id": None, "key": key}) for key in keys)
    said = {field.attname: getattr(one, field.attname) for field in Claim._meta.concrete_fields}
    Claim.objects.bulk_create(
        Claim(**{**said, "id": None, "telling_id": telling.pk, "identity": f"{telling.pk:032}"}) for telling in tellings
    )


def _held(event):
    tracemalloc.start()
    told = facts(Event, [event.pk])[event.pk]["participant"]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most, told


def test_of_a_record_that_very_many_passages_tell_of_little_is_held():
    event = make_event("Told")
    claim(event, make_document("Italy and France met."), "participant", {"name": "italy", "role": "host"}, "Italy")
    _told_of_by_more(event, 5000)
    few, _ = _held(event)
    _told_of_by_more(event, 5000)
    many, told = _held(event)
    assert [fact.value for fact in told] == [{"name": "italy", "role": "host"}] * 10_001
    assert many - few < 5000 * A_CLAIM
