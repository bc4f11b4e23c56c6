"""Pages that say what the archive is, what differs, and where to turn when an address shows nothing."""

import html
import re

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.urls import get_resolver

from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.knowledge import load
from osce_docs.models import Finding
from osce_docs.public.differences import DIFFERENCES
from osce_docs.public.errors import failed
from tests.factories import make_document, make_event, make_user

pytestmark = pytest.mark.django_db


def words(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def shown(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return words(response.content.decode())


def test_about_counts_what_people_reviewed(client):
    events = [make_event(f"Talks {number}") for number in range(5)]
    make_document("A text.")
    editor = make_user()
    set_status(events[0], "reviewed", editor)
    set_status(events[1], "withheld", editor)
    rule(events[2], {"place": "Oslo", "date": "1971"}, editor)
    revoke(events[2].rulings.get(field="place"), editor)
    about = shown(client, "/about/")
    assert "Records All Reviewed by a person Documents 1 0 Organizations 0 0 Events 4 1 Proposals 0 0" in about
    assert "1 decision of an editor stands." in about


def test_about_says_how_to_report_an_error(client, settings):
    assert "has not named an address" in shown(client, "/about/")
    settings.EDITORS_ADDRESS = "editors@archive.example"
    assert 'href="mailto:editors@archive.example?' in client.get("/about/").content.decode()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/events/oslo-conference-1971/", "oslo conference"),
        ("/documents/seeds-000-8b745f5ca1db39fb-txt/", "seeds 8b745f5ca1db39fb"),
        ("/oslo/conference", "oslo conference"),
    ],
)
def test_a_page_that_is_not_there_offers_to_search_for_it(client, address, found):
    assert f"Search for “{found}”" in shown(client, address, 404)


def test_a_page_that_is_not_there_stands_without_words_too(client):
    assert "Search for" not in shown(client, "/1/", 404)


def test_the_page_that_says_that_something_broke_needs_nothing(settings):
    settings.EDITORS_ADDRESS = "editors@archive.example"
    markup = render_to_string("500.html")
    assert "The fault is ours" in words(markup)
    assert 'href="mailto:editors@archive.example?' in markup


OURS, DATABASES = ValueError("a mistake"), OperationalError("connection refused")


@pytest.mark.parametrize(
    ("address", "error", "status", "told"),
    [
        ("/events/", OURS, 500, "The fault is ours"),
        ("/events/", DATABASES, 503, "Its database cannot be reached"),
        ("/api/events/", OURS, 500, "Something went wrong."),
        ("/api/events/", DATABASES, 503, "does not answer just now"),
        ("/admin/osce_docs/event/7/change/", OURS, 500, "What you typed is kept in this browser"),
        ("/admin/osce_docs/event/7/change/", DATABASES, 503, "What you typed is kept in this browser"),
    ],
)
def test_what_fails_is_told_to_readers_programs_and_editors_as_it_is(rf, address, error, status, told):
    try:
        raise error
    except Exception:  # noqa: BLE001 - Django asks for the page while it handles whatever was raised
        answer = failed(rf.get(address))
    assert answer.status_code == status
    assert ("Retry-After" in answer) == (status == 503)
    assert told in words(answer.content.decode())
    assert answer["Content-Type"].startswith("application/json" if "/api/" in address else "text/html")


def test_django_asks_for_that_answer():
    assert get_resolver().resolve_error_handler(500) is failed


@pytest.fixture
def _findings():
    for number, (kind, weight) in enumerate(
        [("disagreement", 1), ("contradiction", 3), ("disagreement", 3), ("count-mismatch", 2), ("missing-date", 3)]
    ):
        Finding.objects.create(identity=str(number), kind=kind, message=f"Found {kind} {weight}.", weight=weight)


@pytest.mark.usefixtures("_findings")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["contradiction 3", "disagreement 3", "count-mismatch 2", "disagreement 1"]),
        ("?kind=disagreement", ["disagreement 3", "disagreement 1"]),
        ("?weight=3", ["contradiction 3", "disagreement 3"]),
        ("?kind=disagreement&weight=1", ["disagreement 1"]),
        ("?kind=missing-date", ["contradiction 3", "disagreement 3", "count-mismatch 2", "disagreement 1"]),
        ("?weight=9&page=x", ["contradiction 3", "disagreement 3", "count-mismatch 2", "disagreement 1"]),
        ("?kind=dateline-contradiction", []),
    ],
)
def test_disagreements_are_told_by_kind_and_weight(client, query, expected):
    assert re.findall(r"Found (\S+ \d)\.", shown(client, f"/disagreements/{query}")) == expected


@pytest.mark.usefixtures("_findings")
def test_the_front_page_tells_the_first_disagreements_in_their_order(client):
    first, page = (re.findall(r"Found (\S+ \d)\.", shown(client, address)) for address in ("/", "/disagreements/"))
    assert first == page[:5] != []


def test_what_sources_say_differently_weighs_more_than_what_one_text_does():
    weights = {kind: load("findings")[kind]["weight"] for kind in DIFFERENCES}
    assert weights.pop("disagreement") > max(weights.values())


def test_disagreements_are_told_a_page_at_a_time(client):
    Finding.objects.bulk_create(
        Finding(identity=str(number), kind="contradiction", message=f"Found {number}.", weight=3)
        for number in range(60)
    )
    first = client.get("/disagreements/?kind=contradiction").content.decode()
    assert re.findall(r"Found (\d+)\.", first) == [str(number) for number in range(50)]
    after = html.unescape(re.search(r'rel="next" href="(.*?)"', first)[1])
    second = client.get(f"/disagreements/{after}").content.decode()
    assert re.findall(r"Found (\d+)\.", second) == [str(number) for number in range(50, 60)]
    before = html.unescape(re.search(r'rel="prev" href="(.*?)"', second)[1])
    assert re.findall(r"Found (\d+)\.", client.get(f"/disagreements/{before}").content.decode())[0] == "0"


@pytest.mark.parametrize("odd", ["x", "3~gap", "3~gap~x", "9" * 30 + "~gap~1", "\0~\0~\0", "3~gap~1~1"])
def test_a_position_that_is_none_shows_the_first(client, odd):
    Finding.objects.create(identity="1", kind="contradiction", message="Found.", weight=3)
    assert "Found." in client.get("/disagreements/", {"after": odd}).content.decode()
