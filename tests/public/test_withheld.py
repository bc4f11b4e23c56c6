"""What is withheld is at no address: the addresses are those of the project itself, all of them."""

import pytest
from django.db import connections
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.rule import rule
from osce_docs.ingest import source_criticism
from osce_docs.models import Claim, Finding, FindingPassage, Telling
from osce_docs.search.indexing import index
from tests.factories import (
    claim,
    make_document,
    make_event,
    make_organization,
    make_proposal,
    make_user,
    mention,
    settle,
)

pytestmark = pytest.mark.django_db
SECRET = "Xylograph"


def patterns(resolver=None, prefix=""):
    """All addresses outside the admin, as they stand in the address configuration."""
    for each in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{each.pattern}"
        if route.startswith("admin/"):
            continue
        if hasattr(each, "url_patterns"):
            yield from patterns(each, route)
        else:
            yield route


@pytest.fixture
def archive():
    """An event, a proposal, a body and a document that are shown, and one of each that is tied to them and withheld."""
    shown = make_document("The Board met in Oslo in 1971.", slug="open-document", title="Open")
    make_document("Another text.", slug="other-document")
    hidden = make_document(f"{SECRET} Board met in Oslo in 1972.", slug="xylograph-document", title=SECRET)
    board = make_organization("Board", slug="board", key="board")
    body = make_organization(f"{SECRET} Board", slug="xylograph-board", key="xylograph-board", parent=board)
    events = [
        make_event("Meeting", "1971", slug="meeting"),
        make_event(SECRET, "1971", slug="xylograph-event", body=board),
    ]
    proposals = [make_proposal("Plan", slug="plan"), make_proposal(SECRET, "1971", slug="xylograph-plan", text=SECRET)]
    for document, day in ((shown, "1971"), (hidden, "1972")):
        claim(events[0], document, "date", day, day)
        claim(events[0], document, "title", "Meeting" if document is shown else SECRET, "Board met")
    told = {"name": body.key, "role": "voter", "holder": ""}
    claim(events[0], shown, "participant", told, "Board")
    claim(proposals[0], shown, "name", "Plan", "Board")
    claim(proposals[0], shown, "position", {"party": body.key, "stance": "rejected"}, "met in Oslo")
    mention(shown, body, "Board")
    for number, (record, document) in enumerate([(events[1], shown), (events[0], hidden)]):
        found = Finding.objects.create(identity=str(number), kind="disagreement", message=SECRET, event=record)
        FindingPassage.objects.create(finding=found, document=document, start=0, end=3, quote=SECRET)
    claim(events[1], shown, "title", SECRET, "Board met")
    claim(proposals[1], shown, "name", SECRET, "Board met")
    withheld = [hidden, body, events[1], proposals[1]]
    decide(withheld, shown, events[0])
    for record in withheld:
        type(record).objects.filter(pk=record.pk).update(status="withheld")
        index(type(record), [record.pk])
    settle(events[0], proposals[0], shown, board)
    return withheld


def decide(withheld, shown, meeting):
    """Rule on what tells of the withheld records, in a document that is shown too, for reasons that name them."""
    editor = make_user()
    for record in withheld:
        values = {"title" if hasattr(record, "title") else "name": SECRET}
        rule(record, values, editor, reason=f"{SECRET}, says the letter.")
    document, body, event, proposal = withheld
    of = Q(telling__event=event) | Q(telling__proposal=proposal) | Q(telling__document=document)
    for read in Claim.objects.filter(of):
        source_criticism.rule_misread(read, editor, f"Not of {SECRET}.")
    one, other = Telling.objects.get(event=meeting, document=shown), Telling.objects.get(event=event)
    source_criticism.rule_different(one, other, editor, SECRET)
    source_criticism.rule_belongs(other.key, event, editor, SECRET)
    for about in (body, event, proposal):
        annotate(shown, 0, 9, editor, f"On {SECRET}.", about, is_public=True)


SHOWN = {"documents": "open-document", "organizations": "board", "events": "meeting", "proposals": "plan"}
OTHERS = {"<str:name>": "events", "<int:number>": "0", "<slug:right>": "other-document"}


def filled(route, slugs):
    list_of = next((name for name in SHOWN if f"{name}/" in route), "documents")
    route = route.replace("<slug:slug>", slugs[list_of]).replace("<slug>", slugs[list_of])
    for name, value in {**OTHERS, "<slug:left>": slugs["documents"]}.items():
        route = route.replace(name, value)
    return "/" + route


def content(client, address, **query):
    response = client.get(address, query)
    return response.status_code, (response.getvalue() if response.streaming else response.content).decode()


def test_no_address_tells_of_what_is_withheld(client, archive):
    routes = list(patterns())
    assert len(routes) > 35
    hidden = {"documents": "document", "organizations": "board", "events": "event", "proposals": "plan"}
    for route in routes:
        for query in ({}, {"q": "oslo"}, {"organization": "board"}):
            assert SECRET.lower() not in content(client, filled(route, SHOWN), **query)[1].lower(), (route, query)
        if "slug" in route:
            address = filled(route, {name: f"xylograph-{word}" for name, word in hidden.items()})
            assert content(client, address)[0] == 404, address


def test_every_address_answers(client, archive):
    unanswered = {route: status for route in patterns() if (status := content(client, filled(route, SHOWN))[0]) != 200}
    assert set(unanswered) <= {"api/"}, unanswered


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_every_address_reads_through_the_public_connection_alone(client, archive):
    for route in patterns():
        with CaptureQueriesContext(connections["default"]) as asked:
            content(client, filled(route, SHOWN))
        assert not asked.captured_queries, route
