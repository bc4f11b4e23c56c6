"""One table of queries: the same answers on every database that the tests run on."""

import pytest

from osce_docs.models import Alias, Document, Event, Organization, Proposal
from osce_docs.search import finding
from osce_docs.search.finding import Matching, find
from osce_docs.search.query import parse
from tests.factories import found_by_its_words, make_document, make_event, make_organization, make_proposal

pytestmark = pytest.mark.django_db

LONG = "filling " * 17_000


@pytest.fixture(autouse=True, scope="module")
def archive(rows_of_the_module):
    make_document("The River Board met in Türkiye on 3 May 1998.", navigation="Home Lakes", title="Minutes", slug="a")
    make_document("A board of the river, said no one.", title="Notes on Tromsø", slug="b")
    make_document("They negotiated; negotiations went on in Kyiv. S/RES/1244 (1999)", title="Letter", slug="c")
    make_document(f"{LONG}the far end of it", title="Long", slug="d")
    body = make_organization("River Commission", slug="e")
    Alias.objects.create(owner=body, key="x", name="Danube Board")
    Alias.objects.create(owner=body, key="y", name="Struck Out", exists=False)
    found_by_its_words(body)
    make_event("Opening of the Garabagh office", "1998-05-03", place="Łódź", slug="f")
    make_proposal("Dam Plan", text="Co-operation on the dam.", slug="g")
    make_document("A board nobody may see.", title="Secret board", status="withheld", slug="h")
    make_event("Board that stands no longer", standing=False, slug="i")


def slugs(text):
    found = find(text)
    assert found.total == len(found.hits) == sum(found.counts.values())
    return "".join(sorted(model.objects.get(pk=pk).slug for model, pk in found.hits))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("board", "abe"),
        ("BOARD, river!", "abe"),
        ('"river board"', "a"),
        ('"board of the river"', "b"),
        ('"danube board"', "e"),
        ('"commission danube"', ""),
        ("board -danube", "ab"),
        ('board -"river board"', "be"),
        ("board -river -danube", ""),
        ("-board", ""),
        ("turkiye", "a"),
        ("Turkey", "a"),
        ("TURKIYE", "a"),
        ('"turkey"', ""),
        ("tromso", "b"),
        ("kiev", "c"),
        ("karabakh", "f"),
        ("lodz", "f"),
        ("negot*", "c"),
        ("negotiate", ""),
        ("ne*", ""),
        ("res/1244", "c"),
        ("1244 1999", "c"),
        ("cooperation", "g"),
        ("co-oper*", "g"),
        ("dam", "g"),
        ('"the far end"', "d"),
        ('"far the end"', ""),
        ('-"the far end" filling', ""),
        ("lakes", ""),
        ("struck", ""),
        ("secret", ""),
        ("longer", ""),
        ("", ""),
        ('"', ""),
        ("'", ""),
        ("\\ : & | ! <-> NEAR( ) { } ^ + *", ""),
        ("board AND river", ""),
        ("tsquery:* 'x' \0", ""),
        ("%", ""),
        ("_oard", ""),
    ],
)
def test_answers(query, expected):
    assert slugs(query) == expected


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("The sea", "level rose.", False),
        ("The sea level", "It rose.", True),
        ("Tides", "Of the sea, level with the land.", True),
        ("Tides", "Of the level sea.", False),
        ("Tides", "The sea seas. Level!", False),
        ("Tides", f"{'sea ' * 300}level", True),
        ("Tides", f"{'sea land ' * 300}sea level", True),
        ("Tides", f"{'sea land ' * 300}level", False),
        ("Tides", f"{LONG}sea level", True),
        ("Tides", f"sea {LONG}level", False),
        ("Tides", f"{LONG}sea and level", False),
        ("Tides", f"{'filling ' * 16_380}sea and level", False),
        ("Tides", f"Sea level {LONG}", True),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_side_by_side_however_long_the_text(title, text, found):
    written = make_document(text, title=title)
    assert [pk for _, pk in find('"sea level"').hits] == [written.pk] * found
    assert [pk for _, pk in find('"sea lev"').hits] == []
    assert [pk for _, pk in find('tides -"sea level"').hits] == [written.pk] * ("Tides" in title and not found)


def test_a_word_in_the_title_comes_before_a_word_in_the_text():
    first = make_document(f"River {LONG[:400]}", title="Another matter")
    second = make_document(f"Another matter {LONG[:400]}", title="The Sluice")
    third = make_document(f"The sluice once {LONG[:400]}", title="Of other things")
    ranked = [pk for _, pk in find("sluice").hits]
    assert ranked == [second.pk, third.pk]
    assert first.pk not in ranked


def test_one_kind_alone():
    found = find("board", Organization)
    assert [model for model, _ in found.hits] == [Organization]
    assert (found.total, dict(found.counts)) == (1, {Document: 2, Organization: 1})


def test_above_the_most_the_newest_are_ranked_and_counted(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 3)
    dated = [make_event("Flood", f"19{year}", slug=f"flood-{year}", key=f"flood-{year}") for year in range(50, 56)]
    make_event("Flood", slug="undated", key="undated")
    found = find("flood")
    assert (found.total, found.capped, dict(found.counts)) == (3, True, {Event: 3})
    assert {pk for _, pk in found.hits} == {event.pk for event in dated[-3:]}
    make_document("The flood.", date="1930", slug="old")
    assert (find("flood", Document).total, find("flood", Document).capped) == (1, False)
    narrowed = Event.objects.filter(pk__in=Matching(Event, parse("flood")))
    assert {event.pk for event in narrowed} == {event.pk for event in dated[-3:]}


def test_pages_hold_each_answer_once():
    for number in range(45):
        make_event(f"Flood {number}")
    pages = [find("flood", page=page) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert len({hit for page in pages for hit in page.hits}) == 45


def test_a_list_is_narrowed_by_the_same_words():
    assert [each.slug for each in Proposal.objects.filter(pk__in=Matching(Proposal, parse("dam -board")))] == ["g"]
    assert not Event.objects.filter(pk__in=Matching(Event, parse("dam"))).exists()
