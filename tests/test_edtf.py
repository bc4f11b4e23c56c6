"""The notation of dates: what it covers, how dates compare, how they read; the `edtf` package as a second opinion."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.edtf import agree, bounds, contains, display, in_year, is_valid, more_precise, overlaps

YEARS = st.integers(1861, 2099)
DAYS = st.dates(date(1861, 1, 1), date(2099, 12, 31)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
PARTS = st.builds("{}-{}".format, YEARS, st.sampled_from([21, 22, 23, 33, 34, 35, 36, 37, 38, 39, 40, 41]))
PLAIN = st.one_of(DAYS, MONTHS, YEARS.map(str), PARTS, YEARS.map(lambda year: f"{year // 10}X"))
MARKED = st.builds("{}{}".format, st.one_of(DAYS, MONTHS, YEARS.map(str), PARTS), st.sampled_from("~?%"))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda ends: "/".join(sorted(ends)))
OPEN = st.one_of(DAYS.map("{}/..".format), MONTHS.map("../{}".format))
SETS = st.lists(DAYS, min_size=2, max_size=4, unique=True).map(lambda days: f"{{{','.join(sorted(days))}}}")
YEARLESS = st.one_of(DAYS.map(lambda day: f"XXXX{day[4:]}"), MONTHS.map(lambda month: f"XXXX{month[4:]}"))
ANY = st.one_of(PLAIN, MARKED, INTERVALS, OPEN, SETS, YEARLESS)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1997", "1997-01-01", "1997-12-31"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1975-08-01", "1975-08-01", "1975-08-01"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2004-21", "2004-03-01", "2004-05-31"),
        ("2004-24", "2004-01-01", "2005-02-28"),
        ("2004-34", "2004-04-01", "2004-06-30"),
        ("2004-37", "2004-01-01", "2004-04-30"),
        ("2004-40", "2004-01-01", "2004-06-30"),
        ("2004-41", "2004-07-01", "2004-12-31"),
        ("2003-11-05~", "2003-11-01", "2003-11-10"),
        ("2003-11-15~", "2003-11-11", "2003-11-20"),
        ("2003-11-25~", "2003-11-21", "2003-11-30"),
        ("2003-02-25%", "2003-02-21", "2003-02-28"),
        ("2003-11-15?", "2003-11-15", "2003-11-15"),
        ("2003~", "2003-01-01", "2003-12-31"),
        ("1994-12/1997", "1994-12-01", "1997-12-31"),
        ("2001-06-05~/2001-06-25~", "2001-06-01", "2001-06-30"),
        ("2001-41/..", "2001-07-01", None),
        ("../2001-03", None, "2001-03-31"),
        ("{1999-05-18,1999-05-25}", "1999-05-18", "1999-05-25"),
        ("[2007-03-04,2007-04-03]", "2007-03-04", "2007-04-03"),
        ("XXXX-02-27", None, None),
        ("XXXX-02-27/XXXX-02-28", None, None),
        ("XXXX-07", None, None),
        ("9999-24", "9999-01-01", "9999-12-31"),
    ],
)
def test_bounds(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert tuple(str(day) if day else None for day in bounds(edtf)) == (earliest, latest)


@pytest.mark.parametrize(
    "edtf",
    [
        *("", "97", "1997-13", "1997-00", "1997-20", "1997-42", "1997-02-29", "1997-06-31", "1997-6-1", "1997-21-01"),
        *("0000", "19X7", "199X-05", "XXXX-13", "XXXX-02-30", "1997~~", "~1997", "spring 1997", " 1997", "1997\n"),
        *(
            "1998/1997",
            "1997-05-02/1997-05-01",
            "../..",
            "1997/",
            "1997/1998/1999",
            "XXXX-05/1999",
            "[]",
            "[1997",
            "{,}",
        ),
        *("[1997/1998]", "１９９７", "[1997}"),
    ],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    assert not is_valid(edtf)
    with pytest.raises(ValueError, match="."):
        bounds(edtf)


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("1992", "1992-07", True),
        ("1992-07", "1992-07-08/1992-07-10", True),
        ("1992-06", "1992-07-08/1992-07-10", False),
        ("1992-07-08/1992-07-10", "1992-07", False),
        ("199X", "1994-12/1997", True),
        ("1994/1996", "1994-12/1997", False),
        ("1997/..", "2024-01-01", True),
        ("1997/..", "1997-03/..", True),
        ("1997-03/..", "1997/..", False),
        ("1997", "1997-03/..", False),
        ("../1997", "1975", True),
        ("XXXX-02", "XXXX-02-27", True),
        ("XXXX-02-27", "1992-02-27", True),
        ("XXXX-02-27", "1992-02-28", False),
        ("XXXX-02-29", "1992-02-29", True),
        ("XXXX-02-27/XXXX-02-28", "1992-02-28", True),
        ("XXXX-12-30/XXXX-01-02", "1993-01-01", True),
        ("XXXX-12-30/XXXX-01-02", "XXXX-01-01", True),
        ("1992", "XXXX-02-27", False),
        ("1997/..", "XXXX-02-27", False),
        ("{1999-05-18,1999-05-25}", "1999-05-25", True),
        ("{1999-05-18,1999-05-25}", "1999-05-20", False),
        ("1999-05", "{1999-05-18,1999-05-25}", True),
        ("[2007-03-04,2007-04-03]", "2007-04-03", True),
    ],
)
def test_contains(wide: str, narrow: str, expected: bool) -> None:
    assert contains(wide, narrow) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("1992-07", "1992-07-31/1992-08-02", True),
        ("1992-07", "1992-08", False),
        ("1997/..", "../1997-03", True),
        ("1997/..", "../1996", False),
        ("XXXX-02-27", "1990/1999", True),
        ("XXXX-02-27", "1992-03", False),
        ("XXXX-02-29", "1993", False),
        ("XXXX-02-29", "1993/1996", True),
        ("XXXX-02", "XXXX-02-27", True),
        ("XXXX-12-30/XXXX-01-02", "XXXX-01-01", True),
        ("XXXX-02-27", "1997-06/..", True),
        ("{1999-05-18,1999-05-25}", "1999-05-20/1999-05-22", False),
    ],
)
def test_overlaps(a: str, b: str, expected: bool) -> None:
    assert overlaps(a, b) is overlaps(b, a) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2003-07", "2003-07-08/2003-07-10", True),
        ("2003-06-08/2003-06-10", "2003-07-08/2003-07-10", False),
        ("2003-11-15~", "2003-11-23", True),
        ("2003-11-15~", "2003-11-28", False),
        ("2003-11~", "2003-12-20", True),
        ("2003-11", "2003-12-20", False),
        ("2003~", "2004-12", True),
        ("2003?", "2005", False),
        ("XXXX-02-27", "1992-02-27", True),
        ("XXXX-02-27/XXXX-02-28", "1992-02-27/1992-02-28", True),
        ("XXXX-02-27", "1992-03-27", False),
        ("2007-04-03", "[2007-03-04,2007-04-03]", True),
        ("1997-01-01", "1997/..", True),
        ("1994/1997", "1996/1998", False),
    ],
)
def test_agree(a: str, b: str, expected: bool) -> None:
    assert agree(a, b) is agree(b, a) is expected


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("1992-07-08/1992-07-10", "1992-07"),
        ("1992-07", "1992"),
        ("1992", "199X"),
        ("1992-07", "1992-07~"),
        ("1992-02-27", "XXXX-02-27"),
        ("1997", "1997/.."),
        ("1997/..", "XXXX-05"),
        ("1997-03", "1997-05"),
    ],
)
def test_more_precise(better: str, worse: str) -> None:
    assert more_precise(better, worse) == more_precise(worse, better) == better


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1975-08-01", "1 August 1975"),
        ("1975-08", "August 1975"),
        ("1975", "1975"),
        ("197X", "the 1970s"),
        ("2003-07-08/2003-07-10", "8–10 July 2003"),
        ("2003-06-30/2003-07-02", "30 June – 2 July 2003"),
        ("2003-12-28/2004-01-03", "28 December 2003 – 3 January 2004"),
        ("2003-07/2003-09", "July–September 2003"),
        ("2003-12/2006", "December 2003 – 2006"),
        ("2003/2006", "2003–2006"),
        ("2003-11-05~", "early November 2003"),
        ("2003-11-15~", "mid-November 2003"),
        ("2003-11-25~", "late November 2003"),
        ("2003-11-04~", "about 4 November 2003"),
        ("2003-05-25~/2003-06-15~", "late May – mid-June 2003"),
        ("2003-37~", "early 2003"),
        ("2003-38~", "mid-2003"),
        ("2003~", "about 2003"),
        ("2003?", "2003 (uncertain)"),
        ("2003%", "about 2003 (uncertain)"),
        ("2003-21", "spring 2003"),
        ("2003-33", "first quarter of 2003"),
        ("2003-41", "second half of 2003"),
        ("2003-41/..", "since the second half of 2003"),
        ("2003-01-01/..", "since 1 January 2003"),
        ("../2003", "until 2003"),
        ("{2003-05-18,2003-05-25}", "18 and 25 May 2003"),
        ("{2003-05-18,2003-05-25,2003-06-02}", "18 May, 25 May and 2 June 2003"),
        ("[2003-03-04,2003-04-03]", "4 March or 3 April 2003"),
        ("XXXX-02-27/XXXX-02-28", "27–28 February, year not stated"),
        ("XXXX-02-15~", "mid-February, year not stated"),
        ("XXXX-41", "second half of a year, year not stated"),
        ("XXXX-22", "summer, year not stated"),
    ],
)
def test_display(edtf: str, words: str) -> None:
    assert display(edtf) == words


def test_an_unknown_year_is_replaced() -> None:
    assert in_year("XXXX-02-27/XXXX-02-28", 1992) == "1992-02-27/1992-02-28"
    assert in_year("XXXX-12-30/XXXX-01-02", 1992) == "1992-12-30/1993-01-02"
    assert in_year("XXXX-07/..", 1992) == "1992-07/.."
    assert in_year("1997", 1992) == "1997"
    assert not is_valid(in_year("XXXX-02-29", 1993))


@given(ANY)
def test_whatever_is_written_is_valid_and_reads(edtf: str) -> None:
    assert is_valid(edtf)
    assert display(edtf)
    assert "XXXX" not in display(edtf)


@given(ANY)
def test_a_date_contains_overlaps_and_agrees_with_itself(edtf: str) -> None:
    assert contains(edtf, edtf)
    assert overlaps(edtf, edtf)
    assert agree(edtf, edtf)


@given(ANY)
def test_bounds_are_in_order(edtf: str) -> None:
    earliest, latest = bounds(edtf)
    assert earliest is None or latest is None or earliest <= latest


@given(ANY, ANY)
def test_what_contains_also_agrees_and_overlaps(a: str, b: str) -> None:
    assert agree(a, b) == agree(b, a)
    assert overlaps(a, b) == overlaps(b, a)
    assert more_precise(a, b) == more_precise(b, a)
    if contains(a, b):
        assert agree(a, b)
        assert overlaps(a, b)


@given(PLAIN, PLAIN)
def test_containment_is_that_of_the_bounds(a: str, b: str) -> None:
    (first, last), (begins, ends) = bounds(a), bounds(b)
    assert first is not None
    assert last is not None
    assert begins is not None
    assert ends is not None
    assert contains(a, b) == (first <= begins and ends <= last)


@given(st.one_of(DAYS, MONTHS, YEARS.map(str), INTERVALS, SETS))
def test_bounds_are_those_of_the_edtf_package(edtf: str) -> None:
    other = parse_edtf(edtf)
    assert [tuple(other.lower_strict()[:3]), tuple(other.upper_strict()[:3])] == [
        (day.year, day.month, day.day) for day in bounds(edtf) if day
    ]


@pytest.mark.parametrize(
    "edtf",
    [
        *("199X", "19XX", "1999-21", "1999-22", "1999-23", "1997-33", "1997-36", "1994-37", "1994-39", "1997-40"),
        *("1997-41", "1994-12/1997", "1994~/1996~", "2003-05?", "1997%", "[2007-03-04,2007-04-03]"),
    ],
)
def test_the_edtf_package_reads_the_rest_of_the_notation_alike(edtf: str) -> None:
    other = parse_edtf(edtf)
    assert [date(*other.lower_strict()[:3]), date(*other.upper_strict()[:3])] == [*bounds(edtf)]


@given(st.text(alphabet="0123456789X-/.~?%[]{},", max_size=25))
def test_any_text_is_either_a_date_or_refused(text: str) -> None:
    if is_valid(text):
        assert display(text)
        assert contains(text, text)
    else:
        with pytest.raises(ValueError, match="."):
            bounds(text)
