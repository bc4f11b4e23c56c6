"""Marks split a text so that every passage is an element, and no letter is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.public.marking import Mark, mark_stretches

TEXT = "The Council met in Oslo on 4 May."


def written(tokens):
    """The tokens as compact markup: `<c4-11>Council<>`, cited ones `<!c4-11>`, broken ones with their number.

    A link is told by what it leads to: `<c4-11→council>Council<>`.
    """
    shown = {
        "text": lambda token: token.text,
        "open": lambda token: (
            f"<{'!' * token.cited}{token.address}{'*' + str(token.number) if token.number else ''}"
            f"{'→' + token.target if token.target else ''}>"
        ),
        "close": lambda token: "<>",
    }
    return "".join(shown[token.kind](token) for token in tokens)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], TEXT),
        ([(4, 11, True)], "The <!c4-11>Council<> met in Oslo on 4 May."),
        ([(4, 11, False), (4, 11, True)], "The <!c4-11>Council<> met in Oslo on 4 May."),
        ([(0, 33, True), (19, 23, False)], "<!c0-33>The Council met in <c19-23>Oslo<> on 4 May.<>"),
        ([(4, 11, True), (4, 23, True)], "The <!c4-23><!c4-11>Council<> met in Oslo<> on 4 May."),
        ([(4, 11, True), (12, 15, True)], "The <!c4-11>Council<> <!c12-15>met<> in Oslo on 4 May."),
        ([(0, 11, True), (4, 15, True)], "<!c0-11>The <!c4-15*1>Council<><><!*1> met<> in Oslo on 4 May."),
    ],
)
def test_each_passage_is_an_element(marks, expected):
    assert written(mark_stretches(TEXT, [(0, len(TEXT))], [Mark(*each) for each in marks])[0]) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([(4, 11, False, "council")], "The <c4-11→council>Council<> met in Oslo on 4 May."),
        # Of two of the same words the last tells where they lead; that a value rests on them stays.
        ([(4, 11, True, "talks"), (4, 11, False, "council")], "The <!c4-11→council>Council<> met in Oslo on 4 May."),
        ([(4, 11, True, "talks"), (4, 11, False)], "The <!c4-11→talks>Council<> met in Oslo on 4 May."),
        # No link within a link: the innermost leads on, and what is beside it does too.
        (
            [(0, 33, True, "talks"), (4, 11, False, "council"), (27, 32, True, "talks")],
            "<!c0-33>The <c4-11→council>Council<> met in Oslo on <!c27-32→talks>4 May<>.<>",
        ),
        ([(0, 33, True, "talks"), (4, 11, False)], "<!c0-33→talks>The <c4-11>Council<> met in Oslo on 4 May.<>"),
        # What is only named leads on the first time; what a value rests on, each time.
        (
            [(4, 11, False, "council"), (12, 15, False, "council"), (19, 23, True, "council")],
            "The <c4-11→council>Council<> <c12-15>met<> in <!c19-23→council>Oslo<> on 4 May.",
        ),
    ],
)
def test_a_passage_leads_to_what_it_tells_of(marks, expected):
    assert written(mark_stretches(TEXT, [(0, len(TEXT))], [Mark(*each) for each in marks])[0]) == expected


def test_a_passage_over_two_stretches_has_its_address_where_it_begins():
    tokens = mark_stretches(TEXT, [(0, 11), (12, 33)], [Mark(4, 23, True)])
    assert [written(each) for each in tokens] == ["The <!c4-23*1>Council<>", "<!*1>met in Oslo<> on 4 May."]


def test_a_passage_that_begins_between_stretches_has_its_address_in_the_next():
    tokens = mark_stretches(TEXT, [(0, 10), (12, 33)], [Mark(11, 15, True)])
    assert [written(each) for each in tokens] == ["The Counci", "<!c11-15>met<> in Oslo on 4 May."]


@given(
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12)), max_size=12), st.sets(st.integers(1, 39), max_size=4)
)
def test_nothing_is_lost_nothing_crosses_and_each_passage_lights_up_whole(spans, cuts):
    text = "".join(chr(0x1F600 + number) for number in range(40))
    marks = [(start, min(start + length, 40), bool(start % 2)) for start, length in spans]
    stretches = list(pairwise(sorted({0, 40, *cuts})))
    shown = mark_stretches(text, stretches, [Mark(*mark, target=f"{mark[0] % 3}") for mark in marks])
    assert "".join(token.text for own in shown for token in own) == text
    assert max([0, *(_links_around(own) for own in shown)]) <= 1
    addresses = [token.address for own in shown for token in own if token.address]
    assert sorted(addresses) == sorted({f"c{start}-{end}" for start, end, _ in marks})
    assert all(_covered(shown, start, end) == text[start:end] for start, end, _ in marks)


def _links_around(tokens):
    """How many links lie in one another at most; each is closed where it was opened."""
    around, most = [], 0
    for token in tokens:
        if token.kind == "open":
            around.append(token.target)
        elif token.kind == "close":
            assert around.pop() == token.target
        most = max(most, len([target for target in around if target]))
    return most


def _covered(shown, start, end):
    """The text under the pieces of one passage: those of its number, or its one element."""
    opening = next(t for own in shown for t in own if t.address == f"c{start}-{end}")
    is_piece = (lambda t: t.number == opening.number) if opening.number else (lambda t: t is opening)
    covered = ""
    for own in shown:
        around = []
        for token in own:
            if token.kind == "open":
                around.append(is_piece(token))
            elif token.kind == "close":
                around.pop()
            elif any(around):
                covered += token.text
    return covered
