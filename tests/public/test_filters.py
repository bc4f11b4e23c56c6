"""What lists can be narrowed by."""

import re
from urllib.parse import quote

import pytest

from osce_docs.models import Alias, DocumentTopic, Participation, Position, Proposer, Topic
from osce_docs.public import facets, filters
from tests.factories import (
    claim,
    found_by_its_words,
    make_document,
    make_event,
    make_organization,
    make_proposal,
    mention,
)

pytestmark = pytest.mark.django_db

OR_MORE = '<span aria-hidden="true">+</span><span class="unseen"> or more</span>'


def slugs(client, address):
    response = client.get(address)
    assert response.status_code == 200
    kind = address.split("/")[1]
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(rf'<li>\s*<a href="/{kind}/([^"/]+)/"', main)


@pytest.fixture
def events():
    body = make_organization("River Commission")
    Alias.objects.create(owner=body, key="rc", name="Danube Board")
    found_by_its_words(body)
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


def test_what_a_document_tells_of_and_names(client):
    told, other = make_document("The Talks were on the Plan of the Board.", slug="told"), make_document("Else.")
    for record, field in ((make_event("Talks"), "title"), (make_proposal("Plan"), "name")):
        claim(record, told, field, str(record), str(record))
    mention(told, make_organization("Board"), "Board")
    for make in (make_event, make_proposal, make_organization):
        make("Elsewhere")
    for kind, found in (("events", ["talks"]), ("proposals", ["plan"]), ("organizations", ["board"])):
        assert slugs(client, f"/{kind}/?document=told") == found
        assert slugs(client, f"/{kind}/?document={other.slug}") == []
        assert [row["slug"] for row in client.get(f"/api/{kind}/?document=told").json()["results"]] == found
    told.status = "withheld"
    told.save()
    assert slugs(client, "/events/?document=told") == []


def test_proposals_that_a_party_made_or_answered(client):
    norway = make_organization("Norway")
    made, answered = make_proposal("Made"), make_proposal("Answered")
    make_proposal("Other")
    Proposer.objects.create(owner=made, key="norway", organization=norway)
    Position.objects.create(owner=answered, key="norway", party=norway, stance="accepted")
    assert sorted(slugs(client, "/proposals/?party=norway")) == ["answered", "made"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("oldest", ["long-mission", "spring-talks", "autumn-vote", "undated-visit"]),
        ("newest", ["autumn-vote", "spring-talks", "long-mission", "undated-visit"]),
        ("added", ["undated-visit", "long-mission", "autumn-vote", "spring-talks"]),
        ("nonsense", ["long-mission", "spring-talks", "autumn-vote", "undated-visit"]),
    ],
)
def test_sorts(client, events, sort, expected):
    assert slugs(client, f"/events/?sort={sort}") == expected


def test_what_it_is_narrowed_to_can_be_taken_away_piece_by_piece(client, events):
    page = client.get("/events/?kind=vote&place=graz&disputed=on&since=1971-01-01&sort=newest").content.decode()
    chips = re.findall(r'<li><a href="([^"]+)"><span class="unseen">Take away: </span>([^<]+)', page)
    assert [words.strip() for _, words in chips] == [
        "From: 1 January 1971",
        "Place: graz",
        "Only where sources differ",
        "Kind: Vote",
    ]
    without = chips[3][0].replace("&amp;", "&")
    assert sorted(without[1:].split("&")) == ["disputed=on", "place=graz", "since=1971-01-01", "sort=newest"]
    assert slugs(client, f"/events/{without}") == ["autumn-vote"]


def test_an_empty_list_says_what_to_take_away(client, events):
    page = client.get("/events/?kind=vote&q=talks").content.decode()
    assert "Nothing fits all of that" in page
    assert 'href="?kind=vote">without Words: talks' in page
    assert 'href="?q=talks">without Kind: Vote' in page


def test_what_takes_the_last_filter_away_leads_to_the_plain_list(client, events):
    page = client.get("/events/?kind=vote").content.decode()
    assert '<li><a href="/events/"><span class="unseen">Take away: </span>Kind: Vote' in page
    assert 'href="?"' not in page


def test_what_a_form_sends_along_empty_is_left_out_of_the_address(client):
    response = client.get("/events/?q=&kind=vote&since=")
    assert (response.status_code, response["Location"]) == (302, "/events/?kind=vote")


def counts(client, address):
    page = client.get(address).content.decode()
    found = re.findall(
        r'<li><a href="[^"]*"(?: aria-current="true")?>([^<]+) <span class="number">(.*?)</span></a>', page
    )
    return dict(found)


def test_values_are_offered_with_how_many_rows_they_leave(client, events):
    make_event("Hidden Vote", kind="vote", status="withheld")
    assert counts(client, "/events/") == {"Meeting": "1", "Mission": "1", "Visit": "1", "Vote": "1"}
    assert counts(client, "/events/?since=1971-06-01&until=1971-12-31") == {"Mission": "1", "Vote": "1"}
    assert counts(client, "/events/?kind=vote&until=1971-12-31") == {"Meeting": "1", "Mission": "1", "Vote": "1"}


def test_counting_stops_where_no_one_cares(client, monkeypatch):
    monkeypatch.setattr(facets, "COUNTED", 2)
    monkeypatch.setattr(facets, "SAMPLE", 3)
    for number in range(4):
        make_document(kind="letter" if number else "report", date=f"190{number}")
    assert counts(client, "/documents/") == {"Letter": f"2{OR_MORE}", "Report": "1"}
    assert counts(client, "/documents/?since=1901-01-01") == {}
    assert counts(client, "/documents/?until=1999-01-01&kind=report")["Letter"].endswith(OR_MORE)


@pytest.mark.parametrize(
    "asked",
    ["organization=utopia", "place=Kyiv", "q=vote", "organization=utopia&q=vote", "place=Kyiv&organization=utopia"],
)
def test_what_is_counted_in_a_sample_is_told_to_be_that_or_more(client, monkeypatch, asked):
    utopia = make_organization("Utopia", kind="state")
    for number in range(6):
        event = make_event(
            f"Vote {number}", "1900", kind="vote" if number % 2 else "meeting", place=("Kyiv", "Kiev")[number % 2]
        )
        found_by_its_words(event)
        Participation.objects.create(owner=event, key="utopia", organization=utopia)
    assert counts(client, f"/events/?{asked}") == {"Meeting": "3", "Vote": "3"}
    for module in (facets, filters):
        monkeypatch.setattr(module, "SAMPLE", 4)
    told = counts(client, f"/events/?{asked}")
    assert told
    assert all(number.endswith(OR_MORE) for number in told.values())


def test_of_rows_that_have_no_value_a_sample_may_be_full_too(client, monkeypatch):
    for number in range(4):
        document = make_document(kind="letter", date=f"190{number}")
    for key in ("air", "water"):
        DocumentTopic.objects.create(owner=document, key=key, topic=Topic.objects.create(key=key, name=key.title()))
    assert counts(client, "/documents/?kind=letter") == {"Air": "1", "Water": "1"}
    monkeypatch.setattr(facets, "SAMPLE", 3)
    assert counts(client, "/documents/?kind=letter") == {"Air": f"1{OR_MORE}", "Water": f"1{OR_MORE}"}


def test_of_what_is_chosen_a_sample_may_have_none_though_there_is_some(client, monkeypatch):
    for number in range(5):
        utopia = make_organization(f"Board {number}", kind="body" if number else "state")
        found_by_its_words(utopia)
    assert counts(client, "/organizations/?kind=state&q=board")["State"] == "1"
    monkeypatch.setattr(filters, "SAMPLE", 3)
    monkeypatch.setattr(facets, "SAMPLE", 3)
    assert "State" not in counts(client, "/organizations/?kind=state&q=board")
    assert ' aria-current="true">State</a>' in client.get("/organizations/?kind=state&q=board").content.decode()


def test_topics_and_stances_are_offered_too(client):
    for key in ("water", "air"):
        topic = Topic.objects.create(key=key, name=key.title())
        for number in range(len(key) - 2):
            DocumentTopic.objects.create(owner=make_document(date=f"190{number}"), key=key, topic=topic)
    party = make_organization("Utopia", kind="state")
    for number, stance in enumerate(("rejected", "accepted", "accepted")):
        Position.objects.create(owner=make_proposal(f"Plan {number}", "1900"), key="utopia", party=party, stance=stance)
    assert counts(client, "/documents/") == {"Water": "3", "Air": "1"}
    assert counts(client, "/documents/?until=1900-12-31") == {"Water": "1", "Air": "1"}
    assert counts(client, "/proposals/") == {"Accepted": "2", "Rejected": "1"}
    assert counts(client, "/proposals/?party=utopia") == {"Accepted": "2", "Rejected": "1"}


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "since=yesterday", "q=%00", "after=x", "before=9~", "until=0001-01-01"]
)
def test_a_filter_that_is_none_never_fails(client, events, query):
    assert client.get(f"/events/?{query}").status_code == 200


@pytest.mark.parametrize("signs", ['"', "-not", "*", "%"])
@pytest.mark.parametrize(
    "where", ["documents/?q", "documents/?organization", "events/?organization", "proposals/?party"]
)
def test_signs_alone_find_nothing_and_never_fail(client, events, where, signs):
    make_document(), make_proposal()
    asked = f"{where}={quote(signs)}"
    assert client.get(f"/{asked}").context["page"].rows == []
    assert client.get(f"/api/{asked}").json()["results"] == []
    (head,) = client.get(f"/{asked.replace('/', '.csv')}").streaming_content
    assert head.count(b"\n") == 1


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
    body = make_organization("River Commission")
    Alias.objects.create(owner=body, key="x", name="Danube Board")
    found_by_its_words(body)
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
