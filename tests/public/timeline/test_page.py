"""The timeline's page: a table, each row of it drawn on the line of time."""

import html
import re

import pytest

from tests.factories import claim, make_document, make_event, settle

pytestmark = pytest.mark.django_db


def table(client, address):
    """The rows of the table, each as its words."""
    markup = client.get(address).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", markup, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


@pytest.fixture
def _events():
    make_event("Bergen Talks", "1973-06")
    make_event("Oslo Conference", "1971-05-04")
    make_event("Long Mission", "1969/1972")
    make_event("Endless Mission", "1968/..")
    make_event("Later Summit", "1985")
    make_event("Withheld Talks", "1971", status="withheld")
    make_event("Undated Talks")


@pytest.mark.usefixtures("_events")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/timeline/",
            [
                "since 1968 Endless Mission",
                "1969–1972 Long Mission",
                "4 May 1971 Oslo Conference",
                "June 1973 Bergen Talks",
                "1985 Later Summit",
            ],
        ),
        (
            "/timeline/?decade=1970",
            [
                "since 1968 Endless Mission",
                "1969–1972 Long Mission",
                "4 May 1971 Oslo Conference",
                "June 1973 Bergen Talks",
            ],
        ),
        ("/timeline/?year=1973", ["since 1968 Endless Mission", "June 1973 Bergen Talks"]),
        ("/timeline/?year=1960", []),
    ],
)
def test_the_table_has_what_lies_in_the_time_asked_for(client, address, expected):
    assert table(client, address) == expected


@pytest.mark.usefixtures("_events")
def test_each_row_is_drawn_on_the_line_of_time(client):
    markup = client.get("/timeline/?decade=1970").content.decode().partition("<tbody>")[2]
    drawn = re.findall(r'<a href="/events/([^"]+)/".*?<svg [^>]*>(.*?)</svg>', markup, re.DOTALL)
    assert [(slug, re.findall(r'<rect class="(\w+)"', shapes)) for slug, shapes in drawn] == [
        ("endless-mission", ["since"]),
        ("long-mission", ["span", "vague"]),
        ("oslo-conference", ["day"]),
        ("bergen-talks", ["vague"]),
    ]


@pytest.mark.usefixtures("_events")
def test_decades_and_years_are_counted_by_what_begins_in_them(client):
    markup = client.get("/timeline/?decade=1970").content.decode()
    counted = re.findall(r'href="\?(decade|year)=(\d+)"[^>]*>[^<]*</a> <span class="meta">(\d+)</span>', markup)
    assert counted == [
        ("decade", "1960", "2"),
        ("decade", "1970", "2"),
        ("decade", "1980", "1"),
        ("year", "1971", "1"),
        ("year", "1973", "1"),
    ]


def test_both_readings_of_a_disputed_date_are_drawn(client):
    event = make_event("Oslo Conference")
    for number, (said, value) in enumerate((("4 May 1971", "1971-05-04"), ("5 June 1971", "1971-06-05"))):
        document = make_document(f"The Oslo Conference met on {said}.", key=f"tests/{number}")
        claim(event, document, "title", "Oslo Conference", "Oslo Conference")
        claim(event, document, "date", value, said)
    settle(event)
    markup = client.get("/timeline/?year=1971").content.decode()
    assert table(client, "/timeline/?year=1971") == ["4 May 1971 Oslo Conference sources differ or 5 June 1971"]
    shapes = re.findall(r'<rect class="(day[^"]*)" x="([\d.]+)%.*? (-?\d+)\)', markup.partition("<tbody>")[2])
    assert shapes == [("day", "33.70", "-13"), ("day further", "42.47", "3")]


def test_a_page_of_the_timeline_leads_to_the_next(client):
    for number in range(60):
        make_event(f"Talks {number:02}", f"1971-01-{number % 28 + 1:02}")
    first = client.get("/timeline/?year=1971").content.decode()
    after = html.unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])
    assert "year=1971" in after
    assert len(table(client, "/timeline/?year=1971")) == 50
    assert len(table(client, f"/timeline/{after}")) == 10
