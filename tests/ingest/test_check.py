"""`check_records` sees each promise that is broken behind its back."""

import pytest
from django.db import connection

from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import (
    Alias,
    Annotation,
    Claim,
    Document,
    Event,
    Membership,
    Mention,
    NavigationEdition,
    Organization,
    Original,
    Telling,
    User,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "The OSCE Summit was held in Oslo on 3 May 1998.\n\nThe Contact Group consists of Italy, France and Germany.\n\n"
    "The Organization for Security and Co-operation in Europe opened an office in Baku on 4 June 1999.\n"
)


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def archive(tmp_path, editor):
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    import_sources([tmp_path])
    summit = Event.objects.get(kind="summit")
    set_status(summit, "reviewed", editor)
    rule(summit, {"place": "Bergen"}, editor)
    document = Document.objects.get()
    Annotation.objects.create(document=document, start=4, end=8, quote="OSCE", note="!", author=editor)
    assert list(check_records()) == []


def change(model, **columns):
    first = model.objects.order_by("pk").first()
    assert model.objects.filter(pk=first.pk).update(**columns) == 1


BREAKING = {
    "a column": (lambda: Event.objects.filter(kind="summit").update(place="Oslo"), "place is 'Oslo'"),
    "a status": (lambda: Event.objects.filter(kind="summit").update(status="withheld"), "its status is withheld"),
    "a status ruled by nobody": (lambda: change(Organization, status="reviewed"), "its status is reviewed"),
    "a merge": (lambda: Event.objects.filter(kind="summit").update(merged_into=Event.objects.last()), "merged into"),
    "a claim": (lambda: change(Claim, quote="nowhere said"), "are not “nowhere said”"),
    "an annotation": (lambda: change(Annotation, quote="CSCE"), "are not “CSCE”"),
    "a navigation": (
        lambda: change(Document, edition=NavigationEdition.objects.create(text="Home")),
        "its navigation is not that of its text",
    ),
    "the bytes": (lambda: change(Original, packed=b"no bytes"), "are not those that were read"),
    "another text's bytes": (
        lambda: change(Original, packed=Original.pack(TEXT.upper().encode(), "")),
        "are not those that were read",
    ),
    "a tie that is gone": (lambda: Membership.objects.first().delete(), "told, but not stored"),
    "a tie struck out": (lambda: change(Membership, exists=False), "exists is False"),
    "a tie's column": (lambda: change(Membership, role="observer"), "role is 'observer'"),
    "an alias": (lambda: Alias.objects.exclude(given_name="").update(given_name="Nobody says so"), "sources write it"),
    "a mention": (lambda: change(Mention, offsets=[[0, 9999]]), "lies outside the text"),
    "a body": (lambda: Organization.objects.filter(key="osce").update(standing=False), "Organization: 1 stand"),
    "an event": (lambda: Event.objects.exclude(kind="summit").update(standing=False), "Event: 1 stand"),
    "an assignment": (
        lambda: Telling.objects.filter(event__kind="summit").update(event=Event.objects.exclude(kind="summit").first()),
        "belong to another record",
    ),
}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("broken", BREAKING)
def test_a_broken_promise_is_told(broken):
    harm, sentence = BREAKING[broken]
    harm()
    assert any(sentence in told for told in check_records())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets nothing point nowhere")
@pytest.mark.django_db(transaction=True)
def test_what_points_nowhere_is_told(archive):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("UPDATE osce_docs_alias SET owner_id = 987654")
        told = [sentence for sentence in check_records() if "points to another" in sentence]
        cursor.execute("DELETE FROM osce_docs_alias")
        cursor.execute("PRAGMA foreign_keys=ON")
    assert len(told) == 1
