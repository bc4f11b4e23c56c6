"""A list as a table is the list, whole, and harmless to a spreadsheet."""

import csv
import io

import pytest

from osce_docs.public import filters, paging
from tests.factories import make_document, make_event, make_organization

pytestmark = pytest.mark.django_db


def rows(client, address):
    response = client.get(address)
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_a_table_holds_what_the_page_shows(client):
    make_event("Spring Talks", "1971-05", place="Linz")
    make_event("Autumn Vote", "1971-10", kind="vote", body=make_organization("Board"))
    make_event("Hidden", status="withheld")
    assert rows(client, "/events.csv?kind=vote") == [
        {
            "slug": "autumn-vote",
            "url": "http://testserver/events/autumn-vote/",
            "title": "Autumn Vote",
            "kind": "vote",
            "date": "1971-10",
            "place": "",
            "body": "Board",
            "mode": "asserted",
            "status": "unreviewed",
            "disputed": "False",
        }
    ]
    assert [row["slug"] for row in rows(client, "/events.csv?sort=newest")] == ["autumn-vote", "spring-talks"]


def test_a_body_that_is_withheld_is_not_named(client):
    make_event("Vote", body=make_organization("Hidden Board", status="withheld"))
    make_organization("Bureau", parent=make_organization("Hidden Parent", status="withheld"))
    assert rows(client, "/events.csv")[0]["body"] == ""
    assert [row["parent"] for row in rows(client, "/organizations.csv")] == [""]
    assert "Hidden Parent" not in client.get("/organizations/").content.decode()


def test_a_table_has_all_bodies_of_a_name(client, monkeypatch):
    monkeypatch.setattr(filters, "MOST", 2)
    for number in range(4):
        make_organization(f"Board {number}", kind="institution" if number else "body")
    assert len(rows(client, "/organizations.csv?q=board")) == 4
    assert [row["slug"] for row in rows(client, "/organizations.csv?q=board&kind=institution&sort=name-down")] == [
        "board-3",
        "board-2",
        "board-1",
    ]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_formula_is_one(client, title):
    make_document(title=title)
    assert [row["title"] for row in rows(client, "/documents.csv")] == [f"'{title}"]


def test_a_long_table_is_read_a_page_at_a_time(client, monkeypatch):
    for number in range(7):
        make_event(f"Day {number}", f"1971-03-0{number % 3 + 1}")
    shown = paging.all_rows(type(make_event()).objects.all(), "-date_sort", size=3)
    titles = [event.title for event in shown]
    assert len(titles) == len(set(titles)) == 8


@pytest.mark.parametrize("name", ["documents", "organizations", "events", "proposals"])
def test_every_list_has_a_table(client, name):
    assert rows(client, f"/{name}.csv?q=x") == []


@pytest.mark.parametrize("asked", ["since=yesterday", "colour=red", "after=x"])
def test_what_a_table_cannot_be_asked_for_is_refused(client, asked):
    response = client.get(f"/events.csv?{asked}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert asked.partition("=")[0] in response.content.decode()
