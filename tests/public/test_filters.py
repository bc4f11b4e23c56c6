"""What lists can be narrowed by."""

import re

import pytest

from osce_docs.models import Alias, DocumentTopic, Participation, Position, Topic
from tests.factories import make_document, make_event, make_organization, make_proposal, mention

pytestmark = pytest.mark.django_db


def slugs(client, address):
    response = client.get(address)
    assert response.status_code == 200
    kind = address.split("/")[1]
    return re.findall(rf'<li>\s*<a href="/{kind}/([^"/]+)/"', response.content.decode())


@pytest.fixture
def events():
    body = make_organization("River Commission")
    Alias.objects.create(owner=body, key="rc", name="Danube Board")
    talks = make_event("Spring Talks", "1971-05", kind="meeting", place="Linz", body=body)
    vote = make_event("Autumn Vote", "1971-10-01/1971-10-03", kind="vote", place="Graz", disputed=True)
    Participation.objects.create(owner=vote, key="voter", organization=body, role="voter")
    make_event("Long Mission", "1970-01-01/..", kind="mission")
    make_event("Undated Visit", kind="visit")
    return talks


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["long-mission", "spring-talks", "autumn-vote", "undated-visit"]),
        ("q=talks+SPRING", ["spring-talks"]),
        ("kind=vote", ["autumn-vote"]),
        ("place=graz", ["autumn-vote"]),
        ("disputed=on", ["autumn-vote"]),
        ("organization=river-commission", ["spring-talks", "autumn-vote"]),
        ("organization=danube", ["spring-talks", "autumn-vote"]),
        ("organization=nobody", []),
        ("since=1971-05-31&until=1971-10-01", ["long-mission", "spring-talks", "autumn-vote"]),
        ("since=1971-06-01&until=1971-09-30", ["long-mission"]),
        ("until=1969-12-31", []),
    ],
)
def test_events(client, events, query, expected):
    assert slugs(client, f"/events/?{query}") == expected


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "since=yesterday", "q=%00", "after=x", "before=9~", "until=0001-01-01"]
)
def test_a_filter_that_is_none_never_fails(client, events, query):
    assert client.get(f"/events/?{query}").status_code == 200


@pytest.mark.parametrize(
    "name", ["q", "kind", "topic", "organization", "place", "since", "disputed", "before", "after"]
)
def test_no_parameter_breaks_on_a_nul(client, name):
    assert client.get(f"/documents/?{name}=%00x~y").status_code == 200


def test_documents(client):
    topic = Topic.objects.create(key="water", name="Water")
    first = make_document(
        "The Board of Rivers met.", title="Minutes", kind="report", date="1971", place="Linz", slug="one"
    )
    make_document("Nothing.", title="Notes", kind="letter", date="1972", slug="two")
    DocumentTopic.objects.create(owner=first, key="water", topic=topic)
    mention(first, make_organization("Board of Rivers"), "Board of Rivers")
    for query in (
        "q=minutes",
        "kind=report",
        "topic=water",
        "organization=board-of-rivers",
        "place=linz",
        "until=1971-12-31",
    ):
        assert slugs(client, f"/documents/?{query}") == ["one"], query


def test_organizations(client):
    Alias.objects.create(owner=make_organization("River Commission"), key="x", name="Danube Board")
    make_organization("Utopia", kind="state")
    assert slugs(client, "/organizations/?q=danube") == ["river-commission"]
    assert slugs(client, "/organizations/?kind=state") == ["utopia"]


def test_proposals(client):
    party = make_organization("Utopia", kind="state")
    Position.objects.create(owner=make_proposal("Dam Plan"), key="utopia", party=party, stance="rejected")
    make_proposal("Lock Plan")
    for query in ("party=utopia", "stance=rejected", "q=dam"):
        assert slugs(client, f"/proposals/?{query}") == ["dam-plan"], query


def test_a_long_list_goes_on(client):
    for number in range(60):
        make_event(f"Day {number}", f"1971-03-{number % 28 + 1:02}")
    first = client.get("/events/").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    pages = slugs(client, "/events/"), slugs(client, f"/events/{following}")
    assert (len(pages[0]), len(pages[1]), len({*pages[0], *pages[1]})) == (50, 10, 60)
