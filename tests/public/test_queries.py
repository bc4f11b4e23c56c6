"""A page asks as many questions of the database for a thousand rows as for ten, at most fifteen, and stays light."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from osce_docs.models import (
    Claim,
    Document,
    Event,
    Finding,
    FindingPassage,
    Membership,
    Mention,
    Organization,
    Original,
    Participation,
    Position,
    Proposal,
    Telling,
    Text,
)
from tests.factories import make_document, make_event, make_organization, make_proposal

MOST = 15
MOST_BYTES = 60_000


def crowd(size):
    """An archive of about `size` rows of everything, all tied to one document, one body, one event and one proposal."""
    names = [f"Body {number:04}" for number in range(size)]
    make_document("Something else.", key="other", title="Other")
    document = make_document("\n".join(f"{name} took part." for name in names), key="crowd", title="Crowd")
    body, event, proposal = make_organization("Body"), make_event("Gathering", "1971"), make_proposal("Plan", "1971")
    bodies = Organization.objects.bulk_create(
        Organization(key=name, slug=name.replace(" ", "-"), name=name, given_name=name, given_kind="body", parent=body)
        for name in names
    )
    starts = [document.text.readable.index(name) for name in names]
    Participation.objects.bulk_create(
        Participation(owner=event, key=f"voter/{each.key}", organization=each) for each in bodies
    )
    Membership.objects.bulk_create(Membership(owner=body, key=f"member/{each.key}", member=each) for each in bodies)
    Position.objects.bulk_create(
        Position(owner=proposal, key=each.key, party=each, stance="accepted") for each in bodies
    )
    Mention.objects.bulk_create(
        Mention(document=document, named=each, organization=each, offsets=[[start, start + 9]], names=[each.name])
        for each, start in zip(bodies, starts, strict=True)
    )
    events = Event.objects.bulk_create(
        Event(
            key=f"event-{number}", slug=f"event-{number}", title=f"Event {number}", kind="vote", body=body, date="1971"
        )
        for number in range(size)
    )
    tellings = Telling.objects.bulk_create(
        Telling(
            key=f"crowd#{each.key}", kind="event", block="b", document=document, event=each, start=start, end=start + 9
        )
        for each, start in zip(events, starts, strict=True)
    )
    told = [(telling, "title", "x", telling.start) for telling in tellings]
    for kind, record, field, value in (
        ("event", event, "participant", lambda key: {"name": key, "role": "voter", "holder": ""}),
        ("proposal", proposal, "position", lambda key: {"party": key, "stance": "accepted"}),
        ("organization", body, "member", lambda key: {"member": key, "role": "member", "holder": "", "from": ""}),
    ):
        telling = Telling.objects.create(
            key=f"crowd#{kind}", kind=kind, block=kind, document=document, start=0, end=9, **{kind: record}
        )
        told += [(telling, field, value(each.key), start) for each, start in zip(bodies, starts, strict=True)]
    told += [(telling, "date", "1971", at) for telling, at in zip(_others(event, size), [0] * size, strict=True)]
    Claim.objects.bulk_create(
        Claim(
            telling=telling, identity=str(number), field=field, value=value, start=at, end=at + 9, quote="x", rule="r"
        )
        for number, (telling, field, value, at) in enumerate(told)
    )
    findings = Finding.objects.bulk_create(
        Finding(identity=str(number), kind="contradiction", message="x", document=document) for number in range(size)
    )
    FindingPassage.objects.bulk_create(
        FindingPassage(finding=each, document=document, start=0, end=9, quote="x") for each in findings
    )
    return [document, body, event, proposal]


def _others(event, size):
    """As many documents more that tell of the same event."""
    first = Document.objects.get(key="crowd")
    originals = Original.objects.bulk_create(Original(sha256=f"{n:064}", size=1, packed=b"") for n in range(size))
    texts = Text.objects.bulk_create(Text(original=each, version="7e57", content="In 1971.") for each in originals)
    same = {"provenance": first.provenance, "size": 1, "modified_ns": 0, "rules": "r", "format": "narrative"}
    documents = Document.objects.bulk_create(
        Document(key=f"other-{n}", slug=f"other-{n}", path=f"{n}", title=f"Other {n}", text=text, **same)
        for n, text in enumerate(texts)
    )
    return Telling.objects.bulk_create(
        Telling(key=f"{each.key}#event", kind="event", block="b", document=each, event=event, start=0, end=9)
        for each in documents
    )


def questions(client, address):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return len(asked)


LISTS = [
    "/",
    "/documents/",
    "/organizations/",
    "/events/",
    "/proposals/",
    "/timeline/",
    "/timeline/?decade=1970",
    "/timeline/?year=1971",
    "/disagreements/",
    "/proposals/matrix/",
    "/map/",
    "/map/?of=body",
    "/compare/crowd/other/",
    "/search/?q=e",
    "/documents/?until=1999-12-31&q=body",
    "/events/?kind=vote&organization=body&sort=newest",
    "/events.csv",
    "/api/",
    "/api/documents/",
    "/api/organizations/",
    "/api/events/",
    "/api/proposals/",
    "/api/findings/",
    "/feeds/documents/",
    "/feeds/corrections/",
    "/feeds/disagreements/",
    "/sitemap.xml",
    "/sitemap/events-0.xml",
]


@pytest.mark.django_db
def test_as_many_questions_for_a_thousand_rows_as_for_ten(client, request):
    asked = []
    for size in (10, 1000):
        records = crowd(size)
        addresses = [*LISTS, *(record.get_absolute_url() for record in records)]
        addresses += [f"/api{record.get_absolute_url()}" for record in records]
        addresses += [f"{record.get_absolute_url()}linked.json" for record in records]
        client.get("/")
        asked.append({address: questions(client, address) for address in addresses})
        heaviest = max(weight(client, record.get_absolute_url()) for record in records)
        _clear()
    assert asked[0] == asked[1]
    assert max(asked[0].values()) <= MOST
    assert heaviest < MOST_BYTES


def weight(client, address):
    return len(client.get(address, headers={"accept-encoding": "gzip"}).content)


def _clear():
    for model in (
        FindingPassage, Finding, Claim, Telling, Mention, Participation, Membership, Position, Event, Proposal,
    ):  # fmt: skip
        model.objects.all().delete()
    Organization.objects.update(parent=None)
    for model in (Organization, Document, Text, Original):
        model.objects.all().delete()
