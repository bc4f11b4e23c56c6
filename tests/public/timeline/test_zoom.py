"""How near the timeline is looked at is said by the address, whatever stands in it."""

from datetime import date

import pytest

from osce_docs.public.timeline.line import Window
from osce_docs.public.timeline.zoom import Part, Zoom, asked, decades, whole, years

BY_YEAR = {1989: 1, 1992: 5, 1997: 6, 2000: 2}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, Zoom()),
        ({"decade": "1990"}, Zoom(decade=1990)),
        ({"decade": "1997"}, Zoom(decade=1990)),
        ({"year": "1997"}, Zoom(year=1997)),
        ({"year": "1997", "decade": "2000"}, Zoom(year=1997)),
        ({"year": "then"}, Zoom()),
        ({"year": "-1997"}, Zoom()),
        ({"year": "9999"}, Zoom()),
        ({"year": "1"}, Zoom()),
        ({"year": "1" * 5000}, Zoom()),
        ({"year": "١٩٩٧"}, Zoom()),
        ({"decade": "\0"}, Zoom()),
    ],
)
def test_the_address_says_how_near(parameters, expected):
    assert asked(parameters) == expected


@pytest.mark.parametrize(
    ("zoom", "first", "last"),
    [
        (Zoom(decade=1990), date(1990, 1, 1), date(1999, 12, 31)),
        (Zoom(year=1992), date(1992, 1, 1), date(1992, 12, 31)),
    ],
)
def test_a_zoom_has_a_window(zoom, first, last):
    assert zoom.window == Window(first, last)


def test_decades_and_the_years_of_one_can_be_gone_on_to():
    assert decades(BY_YEAR, Zoom(year=1997)) == [Part(1980, 1, False), Part(1990, 11, True), Part(2000, 2, False)]
    assert years(BY_YEAR, Zoom(year=1997)) == [Part(1992, 5, False), Part(1997, 6, True)]
    assert years(BY_YEAR, Zoom()) == []


def test_all_is_shown_in_whole_decades():
    assert whole(BY_YEAR) == Window(date(1980, 1, 1), date(2009, 12, 31))
    assert whole([]) is None
