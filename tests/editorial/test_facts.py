"""What counts as said of a record, whichever records are looked at together."""

import pytest

from osce_docs.editorial.facts import facts
from osce_docs.models import Event, Retelling
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
