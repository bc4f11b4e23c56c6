"""What editors decided of the evidence itself stands at the end of a record, in plain sentences."""

import html
import re

import pytest

from osce_docs.editorial.review import set_status
from osce_docs.ingest import source_criticism
from osce_docs.models import Telling
from tests.factories import claim, make_document, make_event, make_user, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Two events, each told by a document of its own."""
    events = [make_event(title, kind="meeting") for title in ("Fjord Talks", "Oslo Talks")]
    for number, event in enumerate(events):
        document = make_document(
            f"The {event.title} met in {1971 + number}.", key=f"t/{number}", title=f"Report {number}"
        )
        claim(event, document, "title", event.title, f"The {event.title}")
        claim(event, document, "date", str(1971 + number), f"in {1971 + number}")
    settle(*events)
    return events


def errata(client, event):
    """What the page says that editors corrected, tags taken out."""
    page = client.get(event.get_absolute_url()).content.decode()
    _, found, section = page.partition('<h2 id="errata">')
    section = section.partition("</section>")[0].replace("<q", "“<q").replace("</q>", "”")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found + section)).split())


def telling(event):
    return Telling.objects.get(event=event)


def test_records_joined(client, told):
    fjord, oslo = told
    merged = source_criticism.merge(fjord, oslo, make_user(), "One and the same.")
    assert "Records joined “Fjord Talks” is the same; the two records were joined. One and the same." in errata(
        client, oslo
    )
    source_criticism.take_back(merged, make_user())
    assert "taken back or replaced on" in errata(client, oslo)
    assert errata(client, fjord) == ""
    set_status(fjord, "withheld", make_user())
    assert errata(client, oslo) == ""


def test_a_passage_misread(client, told):
    fjord, oslo = told
    dated = fjord.tellings.get().claims.get(field="date")
    source_criticism.rule_misread(dated, make_user(), "It is a room number.")
    said = errata(client, fjord)
    assert "Misread The program misread this passage; what it took from it counts no longer (Date)." in said
    assert "“ in 1971” Report 0" in said
    assert "It is a room number." in said
    assert "Misread" in errata(client, dated.telling.document)
    assert errata(client, oslo) == ""


@pytest.mark.parametrize(
    ("decide", "words"),
    [
        (source_criticism.rule_same, "The same These passages tell of the same thing. “ The Fjord Talks” Report 0"),
        (source_criticism.rule_different, "Not the same These passages do not tell of the same thing."),
    ],
)
def test_passages_of_the_same_thing_and_of_different_ones(client, told, decide, words):
    ruling = decide(telling(told[0]), telling(told[1]), make_user(), "So it is.")
    event = Telling.objects.get(key=ruling.telling).event
    assert words in errata(client, event)
    set_status(telling(told[1]).document, "withheld", make_user())
    assert "These passages" not in errata(client, event)


def test_a_passage_that_belongs_to_a_record(client, told):
    fjord, oslo = told
    source_criticism.rule_belongs(telling(fjord).key, oslo, make_user(), "The page says so.")
    assert "Where it belongs This passage tells of this record. “ The Fjord Talks” Report 0" in errata(client, oslo)
