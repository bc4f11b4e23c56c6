"""How many records begin in each year is kept, and right after whatever changes who may be seen, or when it was."""

import pytest

from osce_docs.editorial.review import set_status, take_back
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import merge
from osce_docs.ingest.source_criticism import take_back as part
from osce_docs.models import Document, Event, Organization, Proposal, SearchEntry, YearCount
from osce_docs.search.counting import by_year, counted, recounted, totals
from osce_docs.search.indexing import broken, index_all
from tests.factories import make_document, make_event, make_organization, make_user

pytestmark = pytest.mark.django_db


HELD = "The OSCE Summit was held in {} on {}. The participants thanked their hosts for a warm welcome.\n"


@pytest.fixture
def summit(tmp_path):
    """The summit of Oslo, held in 1998 as the one in Bergen was."""
    (tmp_path / "one.txt").write_text(HELD.format("Oslo", "3 May 1998"), "utf-8")
    (tmp_path / "two.txt").write_text(HELD.format("Bergen", "4 June 1998"), "utf-8")
    import_sources([tmp_path])
    return Event.objects.get(place="Oslo")


def bergen():
    return Event.objects.get(place="Bergen")


def test_years_are_counted_by_kind():
    make_event("Talks", "1971-05")
    make_event("Summit", "1971-07-08")
    make_event("Undated talks")
    make_organization("Board")
    make_document(date="1980")
    assert by_year(Event) == {1971: 2}
    assert by_year(Document) == {1980: 1}
    assert totals() == {Document: 1, Organization: 1, Event: 3, Proposal: 0}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda summit: None, {1998: 2}),
        (lambda summit: rule(summit, {"title": "Gathering"}, make_user()), {1998: 2}),
        (lambda summit: rule(summit, {"date": "1972"}, make_user()), {1972: 1, 1998: 1}),
        (lambda summit: rule(summit, {"date": None}, make_user()), {1998: 1}),
        (lambda summit: revoke(rule(summit, {"date": "1972"}, make_user())[0], make_user()), {1998: 2}),
        (lambda summit: set_status(summit, "withheld", make_user()), {1998: 1}),
        (lambda summit: take_back(set_status(summit, "withheld", make_user()), make_user()), {1998: 2}),
        (lambda summit: merge(summit, bergen(), make_user()), {1998: 1}),
        (lambda summit: part(merge(summit, bergen(), make_user()), make_user()), {1998: 2}),
    ],
    ids=["imported", "renamed", "redated", "undated", "ruling gone", "withheld", "let back", "merged", "parted"],
)
def test_a_change_is_counted(summit, change, expected):
    change(summit)
    assert by_year(Event) == expected
    assert counted() == recounted()


@pytest.mark.parametrize(
    "spoil", [lambda: YearCount.objects.update(number=9), lambda: SearchEntry.objects.all().delete()]
)
def test_counts_that_are_wrong_are_told_and_mended(summit, spoil):
    spoil()
    assert "Search: the counts of years are not those of the entries." in set(broken())
    index_all()
    assert list(broken()) == []
