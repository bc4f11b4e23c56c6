"""Many rows brought up to date at once are the rows that were asked for, on either database."""

from datetime import UTC, date, datetime

import pytest

from osce_docs.editorial.bulk import Tally, sync
from osce_docs.editorial.bulk_write import insert_rows, update_column, update_rows
from osce_docs.models import Event, ImportRun, Mention, Organization, Original, Telling
from tests.factories import make_document, make_organization

pytestmark = pytest.mark.django_db

TEXTS = ["", "plain", "tab\tand\nline", "back\\slash \\N", "Türkiye “☕” 🕊", "'; DROP TABLE x; --", "50 %s %"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_it_was(text):
    insert_rows(Event, [{"key": "k", "slug": "s", "title": text}])
    assert Event.objects.get().title == text


def test_every_type_comes_back_as_it_was():
    insert_rows(Original, [{"sha256": "a", "size": 7, "packed": b"\x00\\\xff"}])
    original = Original.objects.get()
    assert (original.size, bytes(original.packed), original.edition) == (7, b"\x00\\\xff", None)
    insert_rows(Event, [{"key": "k", "slug": "s", "title": "t", "date_earliest": date(1992, 7, 8), "disputed": True}])
    event = Event.objects.get()
    assert (event.date_earliest, event.date_latest, event.disputed, event.standing) == (
        date(1992, 7, 8),
        None,
        True,
        True,
    )
    started = datetime(1975, 8, 1, 12, tzinfo=UTC)
    insert_rows(ImportRun, [{"started_at": started, "rules": "r", "report": {"a": [1, None, "é"]}}])
    assert ImportRun.objects.values_list("started_at", "report").get() == (started, {"a": [1, None, "é"]})


def test_a_choice_is_stored_as_its_text():
    document = make_document("One.")
    kind = Telling.Kind.EVENT
    insert_rows(
        Telling,
        [{"key": "k", "kind": kind, "block": "b", "document_id": document.pk, "start": 0, "end": 3, "date": ""}],
    )
    assert Telling.objects.values_list("kind", "organization").get() == ("event", None)


def test_more_rows_than_one_statement_takes_come_in_their_order():
    titles = [f"{number} %s" for number in range(250)]
    rows = [{"key": title, "slug": title, "title": title} for title in titles]
    insert_rows(Event, rows[:249])
    insert_rows(Event, rows, unless_there=True)
    assert list(Event.objects.order_by("pk").values_list("title", flat=True)) == titles


def test_one_column_of_many_rows_is_written():
    insert_rows(Event, [{"key": key, "slug": key, "title": key} for key in "abc"])
    ids = dict(Event.objects.values_list("key", "pk"))
    update_column(Event, "date_earliest", {ids["a"]: date(1975, 8, 1), ids["c"]: None})
    update_column(Event, "title", {})
    assert dict(Event.objects.values_list("title", "date_earliest")) == {"a": date(1975, 8, 1), "b": None, "c": None}


def test_what_differs_is_written_and_no_more():
    document, body, other, third = (
        make_document("One."),
        make_organization("A"),
        make_organization("B"),
        make_organization("C"),
    )
    for each in (body, other):
        Mention.objects.create(document=document, named=each, organization=each, offsets=[[0, 3]], names=["One"])
    existing = {row.organization_id: row for row in Mention.objects.all()}
    row = {"document_id": document.pk, "offsets": [[0, 3]], "names": ["One"]}
    wanted = {
        body.pk: {**row, "named_id": body.pk, "organization_id": body.pk, "names": ["Two"]},
        third.pk: {**row, "named_id": third.pk, "organization_id": third.pk},
    }
    assert sync(Mention, existing, wanted, remove=True) == Tally(created=1, updated=1, removed=1)
    stored = {mention.organization_id: mention.names for mention in Mention.objects.all()}
    assert stored == {body.pk: ["Two"], third.pk: ["One"]}
    existing = {row.organization_id: row for row in Mention.objects.all()}
    assert sync(Mention, existing, wanted, remove=True) == Tally(unchanged=2)


def test_only_the_columns_named_are_written():
    body = make_organization("A")
    Organization.objects.filter(pk=body.pk).update(founded="1975")
    body.name, body.founded = "B", "1066"
    update_rows([body], ["name"])
    assert Organization.objects.values_list("name", "founded").get() == ("B", "1975")
