"""A date is drawn as what it is: a day, a span, something vague, something that goes on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.public.timeline.line import SHORTEST, Shape, Window, shapes, ticks

# 1000 days, so that a percent is ten of them.
WINDOW = Window(date(2000, 1, 1), date(2002, 9, 26))


def drawn(told, window=WINDOW):
    return [(each.kind, round(each.start, 1), round(each.length, 1)) for each in shapes(told, window)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2000-01-11", [("day", 1.0, SHORTEST)]),
        ("2000-01", [("vague", 0.0, 3.1)]),
        ("2000", [("vague", 0.0, 36.6)]),
        ("2000-01-15~", [("vague", 1.0, SHORTEST)]),
        ("2000-01-11?", [("vague", 1.0, SHORTEST)]),
        ("2000-01-01/2000-01-20", [("span", 0.0, 2.0)]),
        ("2000-01/2000-03", [("vague", 0.0, 3.1), ("span", 3.0, 3.1), ("vague", 6.0, 3.1)]),
        ("2000-01/2000-01-11", [("vague", 0.0, SHORTEST)]),
        ("2000-01-01/2001", [("span", 0.0, 36.7), ("vague", 36.6, 36.5)]),
        ("2001-01-01/..", [("since", 36.6, 63.4)]),
        ("../2000-12-31", [("until", 0.0, 36.6)]),
        ("[2000-01-11,2001-01-01]", [("vague", 1.0, SHORTEST), ("vague", 36.6, SHORTEST)]),
        ("{2000-01-11,2001-01-01}", [("day", 1.0, SHORTEST), ("day", 36.6, SHORTEST)]),
        ("XXXX-02-27", []),
        ("1999-12-31", []),
        ("2002-09-27", []),
        ("1999-12-31/2000-01-20", [("span", 0.0, 2.0)]),
        ("2002-09-26", [("day", 98.2, SHORTEST)]),
    ],
)
def test_a_date_is_drawn_as_what_it_is(told, expected):
    assert drawn(told) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1992, 1992, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        (1990, 1999, [str(year) for year in range(1990, 2000)]),
        (1990, 2019, ["1990", "1995", "2000", "2005", "2010", "2015"]),
        (1815, 2025, [str(year) for year in range(1820, 2021, 20)]),
        (1000, 2029, [str(year) for year in range(1000, 2001, 100)]),
    ],
)
def test_marks_leave_room_for_their_words(first, last, expected):
    assert [each.words for each in ticks(Window(date(first, 1, 1), date(last, 12, 31)))] == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_nothing_is_drawn_beside_the_line(one, other):
    first, last = sorted((one, other))
    for told in (f"{first}/{last}", f"{first}/..", f"../{last}", f"{first:%Y-%m}", str(first)):
        for each in shapes(told, WINDOW):
            assert isinstance(each, Shape)
            assert 0 <= each.start <= each.start + each.length <= 100.0001
