"""The JSON interface: what its description promises, it answers; checked by validators that nobody here wrote."""

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from osce_docs.editorial.rule import rule
from osce_docs.models import Finding, FindingPassage, FormerAddress, Membership
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

OLDER = "The Oslo Conference met on 4 May 1971 in Oslo.\nNorway rejected the Fjord Plan."
NEWER = "The Oslo Conference, held on 5 May 1971, was opened by Norway."


@pytest.fixture
def archive():
    first = make_document(OLDER, navigation="Home\n", title="Older report", date="1972", key="tests/older")
    second = make_document(NEWER, title="Newer report", date="1980-02", key="tests/newer")
    norway = make_organization("Norway", kind="state")
    council = make_organization("Fjord Council", parent=norway)
    event, proposal = make_event("Oslo Conference", body=council), make_proposal("Fjord Plan", "1971")
    Membership.objects.create(owner=council, key="member/norway", member=norway, role="member", since="1971")
    for document, day, value in ((first, "4 May 1971", "1971-05-04"), (second, "5 May 1971", "1971-05-05")):
        claim(event, document, "date", value, day)
        claim(event, document, "title", "Oslo Conference", "The Oslo Conference")
    claim(event, first, "kind", "meeting", "met")
    claim(event, second, "participant", {"name": "norway", "role": "chair", "holder": ""}, "opened by Norway")
    claim(proposal, first, "name", "Fjord Plan", "Fjord Plan")
    claim(proposal, first, "position", {"party": "norway", "stance": "rejected"}, "Norway rejected the Fjord Plan")
    mention(first, norway, "Norway")
    settle(event, proposal)
    found = Finding.objects.create(identity="1", kind="disagreement", message="On the day.", event=event, field="date")
    FindingPassage.objects.create(finding=found, document=first, start=4, end=8, quote=first.text.readable[4:8])
    return {"documents": first, "organizations": council, "events": event, "proposals": proposal, "norway": norway}


@pytest.fixture
def description(client):
    return client.get(reverse("api:openapi-json")).json()


def test_the_description_is_valid_openapi(description):
    validate(description)
    assert all(set(path) == {"get"} for path in description["paths"].values())
    names = [path["get"]["operationId"] for path in description["paths"].values()]
    assert len(names) == len(set(names)) == 9


def check(description, path, answer):
    shape = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**shape, "components": description["components"]}).validate(answer)


@pytest.mark.parametrize("name", ["documents", "organizations", "events", "proposals", "findings"])
def test_lists_are_as_described(client, archive, description, name):
    answer = client.get(f"/api/{name}/").json()
    check(description, f"/api/{name}/", answer)
    assert answer["results"]
    assert answer["next"] is None


@pytest.mark.parametrize("name", ["documents", "organizations", "events", "proposals"])
def test_records_are_as_described(client, archive, description, name):
    answer = client.get(f"/api/{name}/{archive[name].slug}/").json()
    check(description, f"/api/{name}/{{slug}}/", answer)
    assert answer["url"] == f"http://testserver{archive[name].get_absolute_url()}"


def test_an_event_comes_with_its_evidence_and_what_is_disputed(client, archive):
    rule(archive["events"], {"date": "1971-05-05"}, make_user(), reason="The journal says so.", note="Ask Ada.")
    answer = client.get("/api/events/oslo-conference/").json()
    assert (answer["date"], answer["sources_differ"]) == ("1971-05-05", True)
    assert answer["participants"] == [{"organization": "norway", "role": "chair", "holder": ""}]
    (dispute,) = answer["disputed"]
    assert [reading["value"] for reading in dispute["readings"]] == ["1971-05-04", "1971-05-05"]
    assert (dispute["ruling"]["value"], dispute["ruling"]["reason"]) == ("1971-05-05", "The journal says so.")
    assert "Ada" not in str(answer)


def test_every_passage_is_exact(client, archive):
    texts = {
        each["slug"]: client.get(f"/api/documents/{each['slug']}/").json()["text"]
        for each in client.get("/api/documents/").json()["results"]
    }
    passages = []
    for name in ("events", "proposals"):
        passages += client.get(f"/api/{name}/{archive[name].slug}/").json()["evidence"]
    assert len(passages) >= 8
    for each in passages:
        assert texts[each["document"]][each["start"] : each["end"]] == each["quote"]


def test_a_document_has_its_text_and_what_is_folded(client, archive):
    answer = client.get(f"/api/documents/{archive['documents'].slug}/").json()
    assert answer["text"] == "Home\n" + OLDER
    assert answer["folded"] == [{"start": 0, "end": 5, "reason": "navigation"}]


def test_proposals_and_organizations_tell_their_ties(client, archive):
    assert client.get("/api/proposals/fjord-plan/").json()["positions"] == [
        {"party": "norway", "stance": "rejected", "sources_differ": False}
    ]
    answer = client.get("/api/organizations/fjord-council/").json()
    assert (answer["parent"], answer["members"]) == (
        "norway",
        [{"member": "norway", "role": "member", "holder": "", "since": "1971", "until": ""}],
    )


def test_findings_tell_what_they_are_about(client, archive):
    (answer,) = client.get("/api/findings/?kind=disagreement").json()["results"]
    assert answer["record"] == {
        "kind": "event", "slug": "oslo-conference", "url": "http://testserver/events/oslo-conference/",
    }  # fmt: skip
    assert answer["passages"][0]["document"] == archive["documents"].slug
    assert client.get("/api/findings/?kind=none").json()["results"] == []


def test_the_filters_are_those_of_the_lists(client, archive):
    make_event("Bergen Talks", "1973", kind="vote")
    assert [each["slug"] for each in client.get("/api/events/?kind=vote").json()["results"]] == ["bergen-talks"]
    assert [each["slug"] for each in client.get("/api/events/?q=oslo").json()["results"]] == ["oslo-conference"]
    newest = client.get("/api/events/?sort=newest").json()["results"]
    assert [each["slug"] for each in newest] == ["bergen-talks", "oslo-conference"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/api/events/", "since=yesterday"),
        ("/api/events/", "sort=backwards"),
        ("/api/events/", "q=%00"),
        ("/api/events/", "knid=vote"),
        ("/api/findings/", "colour=red"),
        ("/api/events/oslo-conference/", "after=x"),
        ("/api/documents/none/", "t=x"),
    ],
)
def test_what_cannot_be_understood_is_refused(client, archive, address, asked):
    response = client.get(f"{address}?{asked}")
    assert response.status_code == 400
    assert asked.split("=")[0] in response.json()["detail"]


def test_a_refusal_tells_what_can_be_asked_for(client):
    refused = client.get("/api/findings/?<b>=1").json()["detail"]
    assert refused == "This address cannot be asked for “<b>”, but for: after, kind."


def test_ties_of_a_record_lead_on_to_their_end(client):
    club = make_organization("Club")
    for number in range(130):
        Membership.objects.create(owner=club, key=f"{number:03}", member=make_organization(f"Member {number}"))
    first = client.get("/api/organizations/club/").json()
    second = client.get(first["next"]["members"]).json()
    members = [each["member"] for each in first["members"] + second["members"]]
    assert (len(first["members"]), len(set(members)), second["next"]) == (100, 130, {})


def test_lists_lead_on_to_their_end(client):
    for number in range(60):
        make_event(f"Day {number}", f"1971-03-{number % 28 + 1:02}", kind="vote")
        Finding.objects.create(identity=str(number), kind="contradiction", message=str(number), document=None)
    for address in ("/api/events/?kind=vote", "/api/findings/"):
        first = client.get(address).json()
        second = client.get(first["next"]).json()
        rows = [str(each) for each in first["results"] + second["results"]]
        assert (len(first["results"]), len(rows), len(set(rows)), second["next"]) == (50, 60, 60, None)


def test_unknown_and_former_addresses(client, archive):
    assert client.get("/api/events/nothing/").status_code == 404
    FormerAddress.objects.create(kind="event", slug="oslo-71", target=archive["events"].key)
    response = client.get("/api/events/oslo-71/")
    assert (response.status_code, response["Location"]) == (301, "/api/events/oslo-conference/")


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "9" * 5000])
def test_a_position_that_is_none_never_fails(client, archive, after):
    assert client.get("/api/findings/", {"after": after}).status_code == 200
    asked = {"after-participants": f"{after}~x"}
    assert client.get("/api/events/oslo-conference/", asked).json()["participants"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, archive, method):
    assert getattr(client, method)("/api/events/").status_code == 405


def test_a_head_is_that_of_the_answer(client, archive):
    record = f"/api/events/{archive['events'].slug}/"
    for address in ("/api/events/", record, "/api/events/nothing/", "/api/events/?sort=none", "/api/findings/"):
        whole, head = client.get(address), client.head(address)
        assert (address, head.status_code, head.headers) == (address, whole.status_code, whole.headers)
        assert head.content == b""


def test_what_is_withheld_is_not_named(client, archive):
    archive["norway"].status = "withheld"
    archive["norway"].save()
    for name in ("events", "proposals", "organizations"):
        answer = client.get(f"/api/{name}/{archive[name].slug}/").json()
        assert '"norway"' not in str(answer).replace("'", '"').casefold(), name


def test_a_page_shows_how_to_use_it(client):
    page = client.get("/api/").content.decode()
    for name in ("documents", "organizations", "events", "proposals", "findings"):
        assert f"/api/{name}/" in page
    assert "/api/openapi.json" in page
