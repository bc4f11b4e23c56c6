"""Feeds as a feed reader reads them, and the sitemap as the protocol wants it."""

from xml.etree import ElementTree

import feedparser
import pytest

from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest import source_criticism
from osce_docs.models import Finding
from osce_docs.public import sitemap
from tests.factories import claim, make_document, make_event, make_organization, make_user

pytestmark = pytest.mark.django_db


def feed(client, name):
    found = feedparser.parse(client.get(f"/feeds/{name}/").content)
    assert (found.bozo, found.version) == (False, "atom10")
    assert found.feed.title
    assert found.feed.updated
    assert all(entry.id and entry.title and entry.updated and entry.link for entry in found.entries)
    return found.entries


def test_new_documents(client):
    for number in range(60):
        make_document(title=f"Text {number} <&>", date="1971-05")
    make_document(title="Hidden", status="withheld")
    entries = feed(client, "documents")
    assert [entry.title for entry in entries[:2]] == ["Text 59 <&>", "Text 58 <&>"]
    assert len(entries) == 50
    assert "May 1971" in entries[0].summary


def test_corrections(client):
    event, editor, document = make_event("Talks"), make_user("someone"), make_document("Talks in 1971.")
    claim(event, document, "title", "Talks", "Talks")
    rule(event, {"date": "1972"}, editor, reason="The journal says so.", note="Ask Ada.")
    hidden = make_event("Hidden")
    rule(hidden, {"place": "Linz"}, editor)
    type(event).objects.filter(pk=hidden.pk).update(status="withheld")
    rule(event, {"body": make_organization("Hidden Board", status="withheld").key}, editor)
    (entry,) = feed(client, "corrections")
    assert (entry.title, entry.summary) == ("Talks: date", "1972 — The journal says so.")
    raw = client.get("/feeds/corrections/").content.decode()
    for secret in ("someone", "Ada", "Hidden", "hidden-board"):
        assert secret not in raw
    revoke(event.rulings.get(field="date"), editor)
    assert feed(client, "corrections") == []


def test_records_joined_and_passages_misread_are_corrections(client):
    one, other, third, editor = make_event("Talks"), make_event("The Talks"), make_event("Visit"), make_user()
    document = make_document("The Talks opened.", title="Report")
    claim(one, document, "title", "Talks", "Talks")
    read = claim(one, document, "kind", "opening", "opened")
    source_criticism.rule_misread(read, editor, "It is another one.")
    source_criticism.merge(one, other, editor, "One thing.")
    source_criticism.merge(third, other, editor, "That too.")
    told = [(entry.title, entry.summary) for entry in feed(client, "corrections")]
    assert told == [
        ("Visit: joined with another record that tells of the same", "That too."),
        ("Talks: joined with another record that tells of the same", "One thing."),
        ("Report: a passage was misread", "It is another one."),
    ]
    type(one).objects.filter(pk=third.pk).update(status="withheld")
    type(document).objects.update(status="withheld")
    assert [entry.summary for entry in feed(client, "corrections")] == ["One thing."]
    type(one).objects.filter(pk=other.pk).update(status="withheld")
    assert feed(client, "corrections") == []


def test_disagreements(client):
    event = make_event("Talks")
    Finding.objects.create(identity="1", kind="disagreement", message="Two days.", event=event)
    Finding.objects.create(identity="2", kind="missing-date", message="No day.", event=event)
    Finding.objects.create(
        identity="3", kind="disagreement", message="Of what is gone.", event=make_event("X", standing=False)
    )
    (entry,) = feed(client, "disagreements")
    assert entry.summary == "Two days."
    assert entry.link == "http://testserver/events/talks/"


@pytest.mark.parametrize("name", ["documents", "corrections", "disagreements"])
def test_a_feed_of_nothing_is_a_feed(client, name):
    assert feed(client, name) == []


def test_every_page_leads_to_the_feeds(client):
    page = client.get("/").content.decode()
    assert page.count('type="application/atom+xml"') == 3


def locations(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/xml"
    return [
        each.text
        for each in ElementTree.fromstring(response.content).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]


def test_the_sitemap_names_every_record_once(client, monkeypatch):
    monkeypatch.setattr(sitemap, "STEP", 3)
    shown = [make_event(f"Day {number}") for number in range(8)]
    make_event("Hidden", status="withheld")
    shown.append(make_document())
    pages = locations(client, "/sitemap.xml")
    found = [each for page in pages for each in locations(client, page.removeprefix("http://testserver"))]
    assert sorted(found) == sorted(f"http://testserver{record.get_absolute_url()}" for record in shown)


@pytest.mark.parametrize(
    "address", ["/sitemap/events-999.xml", "/sitemap/users-0.xml", f"/sitemap/events-{'9' * 40}.xml"]
)
def test_a_page_that_the_sitemap_has_not_is_none(client, address):
    make_event()
    assert client.get(address).status_code == 404


def test_robots_are_told_where_it_is(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
