"""What a reader typed, as terms; nothing is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.search.query import MOST_TERMS, Query, parse


def told(query: Query):
    return [[(" ".join(term.phrases[0]), term.prefix) for term in terms] for terms in (query.wanted, query.unwanted)]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("river board", ["river", "board"], []),
        ('"River Board"', ["river board"], []),
        ("“River Board” -lake", ["river board"], ["lake"]),
        ('-"high lake" river', ["river"], ["high lake"]),
        ("river river", ["river"], []),
        ("S/RES/1244", ["s res 1244"], []),
        ('"never closed', ["never closed"], []),
        ('a"b c"d', ["a", "b c", "d"], []),
        ("a AND (b OR NOT c)", ["a", "and", "b", "or", "not", "c"], []),
        ('- -- * ((( "" \'', [], []),
        ("-only", [], ["only"]),
    ],
)
def test_terms(text, wanted, unwanted):
    assert told(parse(text)) == [[(each, False) for each in wanted], [(each, False) for each in unwanted]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("negot*", ("negot", True)), ("ne*", ("ne", False)), ("co-oper*", ("co oper", True)), ('"neg*"', ("neg", False))],
)
def test_a_star_stands_for_the_rest_of_a_word_of_three_letters(text, expected):
    assert told(parse(text))[0] == [expected]


@given(st.text())
def test_anything_is_a_query(text):
    query = parse(text)
    assert len(query.wanted) + len(query.unwanted) <= MOST_TERMS
    assert bool(query) == bool(query.wanted)
