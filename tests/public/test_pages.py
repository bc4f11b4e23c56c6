"""What each page shows, and what none may show."""

import html
import re

import pytest
from django.test import Client

from osce_docs.editorial.rule import rule
from osce_docs.models import (
    Alias,
    Document,
    Event,
    Finding,
    FindingPassage,
    FormerAddress,
    Membership,
    Mention,
    Organization,
    Proposal,
    Retelling,
    StatedCount,
)
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

OLDER = "Home\nThe Oslo Conference met on 4 May 1971 in Oslo.\nNorway rejected the Fjord Plan.\nNorway chaired it."
NEWER = "The Oslo Conference, held on 5 May 1971, was opened by Norway."


@pytest.fixture
def archive():
    """Two documents that differ on the day of one conference; a body, a proposal and its position."""
    first = make_document("\n" + OLDER[5:], navigation="Home", title="Older report", date="1972", key="tests/older")
    second = make_document(NEWER, title="Newer report", date="1980-02", key="tests/newer")
    norway = make_organization("Norway", kind="state")
    event = make_event("Oslo Conference", kind="meeting")
    proposal = make_proposal("Fjord Plan", "1971")
    for document, day, value in ((first, "4 May 1971", "1971-05-04"), (second, "5 May 1971", "1971-05-05")):
        claim(event, document, "title", "Oslo Conference", "The Oslo Conference")
        claim(event, document, "date", value, day)
    claim(event, first, "kind", "meeting", "met")
    claim(event, first, "place", "Oslo", "in Oslo")
    claim(event, second, "participant", {"name": "norway", "role": "chair", "holder": ""}, "opened by Norway")
    claim(proposal, first, "position", {"party": "norway", "stance": "rejected"}, "Norway rejected the Fjord Plan")
    claim(proposal, first, "name", "Fjord Plan", "Fjord Plan")
    mention(first, norway, "Norway")
    settle(event, proposal)
    return {"first": first, "second": second, "norway": norway, "event": event, "proposal": proposal}


def read(client, address, status=200):
    """The page's words, tags taken out, and its markup."""
    response = client.get(address)
    assert response.status_code == status
    markup = response.content.decode()
    quoted = re.sub(r"<q[^>]*>", "“", markup).replace("</q>", "”").replace("</th>", " ")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", quoted)).split()), markup


def words(client, address):
    return read(client, address)[0]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "OSCE Docs"),
        ("/documents/", "Documents"),
        ("/organizations/", "Organizations"),
        ("/events/", "Events"),
        ("/proposals/", "Proposals"),
        ("/timeline/", "Timeline"),
        ("/disagreements/", "Disagreements"),
        ("/about/", "How this archive works"),
        ("/search/", "Search"),
    ],
)
def test_every_page_stands_in_an_empty_archive(client, address, title):
    markup = read(client, address)[1]
    assert re.search(r"<title>(.*?)( · OSCE Docs)?</title>", markup)[1] == title
    assert len(re.findall("<h1", markup)) == 1


def test_lists_show_their_records(client, archive):
    assert re.findall(r'<a href="(/documents/[^"#]+/)">', read(client, "/documents/")[1]) == [
        archive["first"].get_absolute_url(),
        archive["second"].get_absolute_url(),
    ]
    assert "Norway: rejected" in words(client, "/proposals/")
    assert "Oslo Conference sources differ" in words(client, "/events/")
    assert "Norway State" in words(client, "/organizations/")


def test_an_event_shows_all_readings_side_by_side(client, archive):
    shown = words(client, archive["event"].get_absolute_url())
    assert "4 May 1971 1 independent document says so “4 May 1971” Older report" in shown
    assert "5 May 1971 1 independent document says so “5 May 1971” Newer report" in shown
    assert "not yet reviewed by a person" in shown
    assert "Norway Chair “opened by Norway”" in shown


def test_each_passage_leads_to_an_element_with_exactly_its_words(client, archive):
    found = 0
    for record in (archive["event"], archive["proposal"], archive["norway"]):
        for address, fragment in re.findall(
            r'href="(/documents/[^"#]+/)#(c\d+-\d+)"', read(client, record.get_absolute_url())[1]
        ):
            document = next(d for d in (archive["first"], archive["second"]) if d.get_absolute_url() == address)
            start, end = map(int, fragment[1:].split("-"))
            markup = read(client, address)[1]
            assert markup.count(f'id="{fragment}"') == 1
            rest = markup.partition(f'id="{fragment}"')[2].partition(">")[2]
            plain = html.unescape(re.sub(r"<[^>]+>", "", rest))
            assert plain.startswith(document.text.readable[start:end])
            found += 1
    assert found >= 8


def test_a_document_shows_its_text_and_what_it_tells(client, archive):
    shown, markup = read(client, archive["first"].get_absolute_url())
    assert "Norway rejected the Fjord Plan." in shown
    assert "Folded: the site’s navigation (4 characters)" in shown
    assert re.search(r'<div id="readable" lang="en">', markup)
    assert archive["first"].text.original.sha256 in shown
    assert [archive[kind].get_absolute_url() in markup for kind in ("event", "proposal", "norway")] == [True] * 3


def test_a_document_names_who_tells_the_same(client, archive):
    Retelling.objects.create(first=archive["first"], second=archive["second"], shared=3)
    assert "Newer report 3 events told with the same dates" in words(client, archive["first"].get_absolute_url())
    assert "Older report 3 events" in words(client, archive["second"].get_absolute_url())


def test_a_ruling_is_shown_with_its_reason_and_the_readings_stay(client, archive):
    rule(archive["event"], {"date": "1971-05-05"}, make_user("someone"), reason="The journal says so.", note="Ask Ada.")
    shown = words(client, archive["event"].get_absolute_url())
    assert "Decided by an editor: 5 May 1971 — The journal says so." in shown
    assert "4 May 1971 1 independent document" in shown
    assert "Ada" not in shown
    assert "someone" not in shown


def test_an_organization_shows_its_ties(client, archive):
    council = make_organization("Fjord Council", kind="institution")
    council.parent = archive["norway"]
    council.save()
    Alias.objects.create(owner=council, key="fc", name="FC")
    Membership.objects.create(
        owner=council, key="member/norway", member=archive["norway"], role="member", since="1971-05"
    )
    StatedCount.objects.create(owner=council, key="seats/12", what="seats", number=12, as_of="1975")
    shown = words(client, council.get_absolute_url())
    assert "Also called FC" in shown
    assert "Belongs to Norway" in shown
    assert "Member Who When Evidence Norway since May 1971" in shown
    assert "12 seats 1975" in shown
    assert "Fjord Council Member" in words(client, archive["norway"].get_absolute_url())


def test_a_body_leads_to_where_it_is_named(client, archive):
    start = archive["first"].text.readable.index("Norway")
    assert f'{archive["first"].get_absolute_url()}#c{start}-{start + 6}"' in read(client, "/organizations/norway/")[1]


def test_disagreements_show_their_passages(client, archive):
    finding = Finding.objects.create(
        identity="1", kind="disagreement", message="Sources differ on the day.", event=archive["event"], weight=3
    )
    for document, quote in ((archive["first"], "4 May 1971"), (archive["second"], "5 May 1971")):
        start = document.text.readable.index(quote)
        FindingPassage.objects.create(finding=finding, document=document, start=start, end=start + 10, quote=quote)
    Finding.objects.create(identity="2", kind="missing-date", message="Has no date.", document=archive["first"])
    shown = words(client, "/disagreements/")
    assert "“4 May 1971” Older report “5 May 1971” Newer report" in shown
    assert "Has no date." not in shown
    assert "Has no date." in words(client, archive["first"].get_absolute_url())
    finding.resolution = "dismissed"
    finding.save()
    assert "Sources differ on the day" not in words(client, "/disagreements/")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("oslo", "Oslo Conference"),
        ("plan FJORD", "Fjord Plan"),
        ("norw*", "Norway"),
        ("older", "Older report"),
        ("chaired", "Older report"),
    ],
)
def test_search_finds_texts_titles_and_names(client, archive, query, expected):
    assert expected in words(client, f"/search/?q={query.replace(' ', '+')}").partition("Search")[2]


@pytest.mark.parametrize("query", ["%00", "%FF", '"(((', "x" * 5000, "%25_"])
def test_search_takes_anything(client, archive, query):
    response = client.get(f"/search/?q={query}")
    assert (response.status_code, b"\0" in response.content) == (200, False)


def test_search_in_a_kind_that_is_none_is_search_in_all(client, archive):
    page = client.get("/search/?q=oslo&kind=none").content.decode()
    assert 'aria-current="true">All' in page


def test_search_past_its_end_leads_back_to_the_last_answers(client, archive):
    response = client.get("/search/?q=oslo&page=9")
    assert "There are no answers this far on." in response.content.decode()
    assert 'rel="prev" href="?q=oslo&amp;page=1"' in response.content.decode()


def test_a_merged_record_and_a_former_address_lead_to_the_present_one(client, archive):
    other = make_event("Oslo Meeting")
    other.merged_into = archive["event"]
    other.save()
    FormerAddress.objects.create(kind="event", slug="oslo-71", target=archive["event"].key)
    for address in ("/events/oslo-meeting/", "/events/oslo-71/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, archive["event"].get_absolute_url())
    assert "Oslo Meeting" not in words(client, "/events/")


@pytest.mark.parametrize("address", ["/events/nothing/", "/documents/nothing/", "/nothing/"])
def test_an_unknown_address_says_so(client, address):
    assert "There is no such page" in read(client, address, 404)[0]


def everywhere(client, archive):
    addresses = ["/", "/documents/", "/organizations/", "/events/", "/proposals/", "/timeline/", "/disagreements/"]
    addresses += ["/search/?q=o", *(record.get_absolute_url() for record in archive.values())]
    return {
        address: response.content.decode()
        for address in addresses
        if (response := client.get(address)).status_code == 200
    }


@pytest.mark.parametrize("kind", ["event", "proposal", "norway"])
def test_a_withheld_record_is_nowhere(client, archive, kind):
    record = archive[kind]
    Finding.objects.create(identity="1", kind="disagreement", message="On it.", **{record._meta.model_name: record})
    record.status = "withheld"
    record.save()
    assert client.get(record.get_absolute_url()).status_code == 404
    for address, markup in everywhere(client, archive).items():
        assert record.get_absolute_url() not in markup, address
        assert "On it." not in markup, address


def test_a_withheld_document_and_its_passages_are_nowhere(client, archive):
    document = archive["second"]
    finding = Finding.objects.create(identity="1", kind="disagreement", message="On it.", event=archive["event"])
    FindingPassage.objects.create(finding=finding, document=document, start=0, end=3, quote="The")
    Retelling.objects.create(first=archive["first"], second=document, shared=3)
    named = dict.fromkeys(("named", "organization"), archive["norway"])
    Mention.objects.create(document=document, offsets=[[55, 61]], names=["Norway"], **named)
    document.status = "withheld"
    document.save()
    settle(archive["event"], archive["proposal"])
    assert client.get(document.get_absolute_url()).status_code == 404
    for address, markup in everywhere(client, archive).items():
        for secret in (document.get_absolute_url(), "Newer report", "5 May 1971", "opened by Norway", "On it."):
            assert secret not in markup, (address, secret)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize(
    "address", ["/", "/events/", "/search/", "/api/", "/api/events/", "/feeds/documents/", "/nothing/"]
)
def test_pages_only_answer_questions(address, method):
    response = Client(enforce_csrf_checks=True).generic(method, address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.content == b"This page can only be read."


HERE = re.compile(r'<li><a href="([^"]*)" aria-current="(page|true)">')


@pytest.mark.parametrize("time", ["first", "again"])
def test_every_page_says_in_its_navigation_where_the_reader_is(client, archive, time):
    """What stands on every page is made once for many: it must not say so of another one."""
    for path in ("/documents/", "/events/", "/", "/timeline/", "/search/?q=oslo", "/disagreements/"):
        page = client.get(path).content.decode()
        expected = [(path, "page")] if path not in ("/", "/search/?q=oslo") else []
        assert HERE.findall(page.partition("</nav>")[0]) == expected
        assert ('value="oslo"' in page) is ("oslo" in path)
    records = [model.objects.public().first() for model in (Document, Organization, Event, Proposal)]
    beside = "/".join(Document.objects.values_list("slug", flat=True))
    below = [f"{records[0].get_absolute_url()}cite/", "/proposals/matrix/", f"/compare/{beside}/"]
    for path in (*(each.get_absolute_url() for each in records), *below):
        page = client.get(path).content.decode()
        section = f"/{path.split('/')[1]}/".replace("compare", "documents")
        assert HERE.findall(page.partition("</nav>")[0]) == [(section, "true")], path


def test_an_organization_says_what_it_belongs_to_and_what_belongs_to_it(client):
    council, bureau = make_organization("Council <A>", slug="council"), make_organization("Bureau")
    desk = make_organization("Desk", kind="institution", parent=bureau)
    times = {"since": "1992", "until": "1994"}
    Membership.objects.create(owner=council, member=bureau, key="m", role="seat <x>", holder="Ms N", **times)
    page = client.get(bureau.get_absolute_url()).content.decode()
    for body, name, told in (
        (council, "Council &lt;A&gt;", "Seat &lt;x&gt;: Ms N · 1992 – 1994"),
        (desk, "Desk", "Institution"),
    ):
        assert f'<li><a href="{body.get_absolute_url()}">{name}</a> <span class="meta">{told}</span></li>' in page
