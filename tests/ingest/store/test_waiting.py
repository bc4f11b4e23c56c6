"""What waits is taken in parts whose tellings fit the memory, however many tell of one thing."""

import pytest

from osce_docs.ingest.store import waiting
from osce_docs.ingest.store.touched import Touched
from osce_docs.ingest.store.waiting import Kind, leave
from osce_docs.models import Telling, Unsettled
from tests.factories import make_document, make_event

pytestmark = pytest.mark.django_db

TOLD = (5, 1, 2, 1, 0)


@pytest.fixture
def told():
    """The keys of what waits, in their order, by kind: of each as many tell as TOLD says."""
    document = make_document("It was said.")
    events = sorted((make_event(f"Talks {number}") for number in range(5)), key=lambda event: str(event.pk))
    for block, event, number in zip("abcde", events, TOLD, strict=True):
        for at in range(number):
            place = {"document": document, "start": at, "end": at + 1}
            Telling.objects.create(key=f"{block}{at}", kind="event", block=block, event=event, **place)
    leave(Touched(events={event.pk for event in events}, blocks=set("abcde")))
    return {Kind.EVENT: [str(event.pk) for event in events], Kind.BLOCK: list("abcde")}


@pytest.mark.parametrize("kind", [Kind.EVENT, Kind.BLOCK])
@pytest.mark.parametrize("few", [1, 2, 8])
@pytest.mark.parametrize(
    ("most", "batch", "sizes"),
    [(1, 9, [1, 1, 1, 2]), (3, 9, [1, 2, 2]), (4, 9, [1, 4]), (9, 9, [5]), (9, 2, [2, 2, 1]), (5, 9, [1, 4])],
)
def test_what_waits_is_taken_in_order_in_parts_that_few_tell_of(told, monkeypatch, kind, few, most, batch, sizes):
    for name, number in {"FEW": few, "MOST_TELLINGS": most, "BATCH": batch}.items():
        monkeypatch.setattr(waiting, name, number)
    parts = []
    while rows := waiting._next(kind):
        parts.append(list(rows.values()))
        Unsettled.objects.filter(pk__in=rows).delete()
    assert [key for part in parts for key in part] == told[kind]
    assert [len(part) for part in parts] == sizes


def test_nothing_waits():
    assert waiting._next(Kind.EVENT) == {}
