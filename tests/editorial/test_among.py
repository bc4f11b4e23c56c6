"""Looking rows up by very many keys at once."""

import pytest

from osce_docs.models import Document, Event, Telling
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_any_number_of_keys_is_one_parameter(django_assert_num_queries):
    events = [make.make_event(f"Meeting {number}", key=f"event:meeting:{number}") for number in range(3)]
    ids = {events[0].pk, events[2].pk} | set(range(10_000_000, 10_100_000))
    keys = {"event:meeting:1"} | {f"event:none:{number}" for number in range(100_000)}
    with django_assert_num_queries(2):
        assert set(Event.objects.filter(pk__among=ids)) == {events[0], events[2]}
        assert list(Event.objects.filter(key__among=keys)) == [events[1]]


def test_none_of_no_keys(django_assert_num_queries):
    make.make_event("Meeting")
    with django_assert_num_queries(0):
        assert list(Event.objects.filter(pk__among=[])) == []


def test_keys_of_what_is_tied():
    document = make.make_document("The talks opened.\n")
    event = make.make_event("Talks", key="event:talks")
    make.claim(event, document, "title", "Talks", "talks")
    assert [row.document for row in Telling.objects.filter(event__among=[event.pk])] == [document]
    assert [row.event for row in Telling.objects.filter(document__key__among={document.key, "none"})] == [event]
    assert Document.objects.filter(tellings__event__among=[0]).exists() is False
