"""The stretch of a text that shows why it was found."""

import pytest

from osce_docs.search.excerpts import WIDTH, excerpt, highlight
from osce_docs.search.query import parse
from osce_docs.search.words import LONGEST

LONG = "x" * LONGEST
FILLING = "Nothing of it is said here. " * 20


def shown(text, query):
    found = excerpt(text, parse(query))
    return found and "".join(f"[{words}]" if is_found else words for words, is_found in found.pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The Board met.", "board", "The [Board] met."),
        ("In Tu\u0308rkiye and Turkey", "turkiye", "In [Tu\u0308rkiye] and [Turkey]"),
        ("The river board of the River Board", '"river board"', "The [river board] of the [River Board]"),
        ("Co-operation and cooperation", "cooperation", "[Co-operation] and [cooperation]"),
        ("They negotiated in negotiations", "negot*", "They [negotiated] in [negotiations]"),
        ("One paragraph.\nThe Board met.", "board", "… The [Board] met."),
        ("<b>Board</b> & board", "board", "<b>[Board]</b> & [board]"),
        ("boards, aboard, a board", "board", "boards, aboard, a [board]"),
        ("MC10/04, MC1004 and 10", "10", "MC[10]/04, MC1004 and [10]"),
        ("MC10/04, MC 100", '"mc 10"', "[MC10]/04, MC 100"),
        ("In 1999, 19 of 2019", "19*", "In 1999, [19] of 2019"),
        ("In 1999, 19 of 2019", "199*", "In [1999], 19 of 2019"),
        ("the river board, the board", 'board "river board"', "the [river board], the [board]"),
        ("Straße … strasse", "strasse", "[Straße] … [strasse]"),
        ("The 2½ ﬁnes", "fines", "The 2½ [ﬁnes]"),
        ("½ mile, 2½ miles", "1 2 21", "[½] mile, [2½] miles"),
        ("the river board, the river", 'river "river board"', "the [river board], the [river]"),
        ("፩፪ and ፩", "፩", "፩፪ and [፩]"),
        (f"{LONG[1:]} rest", f'"{LONG} rest"', None),
        (f"{LONG}rest", f'"{LONG} rest"', f"[{LONG}rest]"),
        (f"{LONG}rest", LONG, f"[{LONG}rest]"),
        ("Nothing.", "board", None),
        ("Nothing.", "", None),
    ],
)
def test_excerpts(text, query, expected):
    assert shown(text, query) == expected


def test_the_stretch_with_most_of_the_words_is_shown():
    text = f"The river. {FILLING}The board of the river. {FILLING}"
    assert "[board] of the [river]" in shown(text, "river board")


def test_a_stretch_is_short_and_its_place_is_that_of_the_first_words_found():
    text = f"{FILLING}The Böard met. {FILLING}"
    found = excerpt(text, parse("board"))
    assert text[found.start : found.end] == "Böard"
    assert sum(len(words) for words, _ in found.pieces) < WIDTH + 10
    assert "".join(words for words, _ in found.pieces).strip("… ") in text


def test_one_endless_word_is_shown_whole():
    assert shown("x" * 5000, LONG) == f"[{'x' * 5000}]"


def test_titles_are_shown_whole():
    assert highlight("The Böard, the board", parse("board")) == [
        ("The ", False), ("Böard", True), (", the ", False), ("board", True),
    ]  # fmt: skip
