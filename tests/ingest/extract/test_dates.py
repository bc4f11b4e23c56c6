"""Dates in sentences: what is read, from which words, and what is not taken for a date."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.edtf import is_valid
from osce_docs.ingest.extract.dates import dateline_day, find_date_findings, find_dates
from osce_docs.readings import Block, Fold, FoundDate, ParsedDocument


def document(*parts: str, dateline: str = "") -> ParsedDocument:
    """Return a document of paragraphs; `# …` opens a section, `dateline` stands at the head of the first."""
    blocks: list[Block] = []
    text, section = "", ""
    for part in filter(None, (dateline, *parts)):
        role = "dateline" if part == dateline else "heading" if part.startswith("# ") else "paragraph"
        section = part if role == "heading" else section
        blocks.append(Block(len(text), len(text) + len(part), role, section=section))
        text += f"{part}\n"
    return ParsedDocument("test", text, tuple(blocks))


def readings(*parts: str, dateline: str = "") -> list[tuple[str, str]]:
    """Return quote and EDTF of every date."""
    parsed = document(*parts, dateline=dateline)
    return [(each.quote(parsed.text), each.edtf) for each in find_dates(parsed)]


def years(*parts: str, dateline: str = "") -> list[tuple[str, bool]]:
    """Return EDTF and `inferred` of every date of the last part."""
    parsed = document(*parts, dateline=dateline)
    return [(each.edtf, each.inferred) for each in find_dates(parsed) if each.start >= parsed.blocks[-1].start]


ONE_DATE = [
    ("The talks in Oslo opened on 4 June 2011.", "4 June 2011", "2011-06-04"),
    ("The talks opened on June 4, 2011.", "June 4, 2011", "2011-06-04"),
    ("The talks opened on June 4,2011.", "June 4,2011", "2011-06-04"),
    ("The talks opened on June 4 2011", "June 4 2011", "2011-06-04"),
    ("On August 21st, 1996 it closed.", "August 21st, 1996", "1996-08-21"),
    ("It was initialled on 9 Sept. 1994 in Riga.", "9 Sept. 1994", "1994-09-09"),
    ("It was initialled on Oct 9, 1994.", "Oct 9, 1994", "1994-10-09"),
    ("Signed on the 2nd of April 1993.", "the 2nd of April 1993", "1993-04-02"),
    ("Signed on 2 April, 1993.", "2 April, 1993", "1993-04-02"),
    ("OSLO, 12 NOVEMBER 1998 - The", "12 NOVEMBER 1998", "1998-11-12"),
    ("signed on 6 april 1994", "6 april 1994", "1994-04-06"),
    ("signed on 6-April-1994", "6-April-1994", "1994-04-06"),
    ("on Tuesday, 6 April 1999, the", "Tuesday, 6 April 1999", "1999-04-06"),
    ("on Tuesday 6 April 1999, the", "Tuesday 6 April 1999", "1999-04-06"),
    ("on Friday, the 7th of May 1999,", "Friday, the 7th of May 1999", "1999-05-07"),
    ("Published 2011-06-04.", "2011-06-04", "2011-06-04"),
    ("Published 2011/06/04.", "2011/06/04", "2011-06-04"),
    ("Published 04.06.2011.", "04.06.2011", "2011-06-04"),
    ("Published 4.6.2011", "4.6.2011", "2011-06-04"),
    ("Published 24/06/2011", "24/06/2011", "2011-06-24"),
    ("Published 06/24/2011", "06/24/2011", "2011-06-24"),
    ("Published 06/06/2011", "06/06/2011", "2011-06-06"),
    ("Published 04/06/2011", "04/06/2011", "[2011-04-06,2011-06-04]"),
    # days together
    ("met on 3–5 October 2001", "3–5 October 2001", "2001-10-03/2001-10-05"),
    ("met on October 3-5, 2001", "October 3-5, 2001", "2001-10-03/2001-10-05"),
    ("met on October 3 - 5 of 2001", "October 3 - 5 of 2001", "2001-10-03/2001-10-05"),
    ("met from 3 to 5 October 2001", "3 to 5 October 2001", "2001-10-03/2001-10-05"),
    ("met from the 3rd to the 5th of October 2001", "the 3rd to the 5th of October 2001", "2001-10-03/2001-10-05"),
    ("met between 3 and 5 October 2001", "3 and 5 October 2001", "2001-10-03/2001-10-05"),
    ("met on 3 and 4 October 2001", "3 and 4 October 2001", "2001-10-03/2001-10-04"),
    ("met on 3 and 9 October 2001", "3 and 9 October 2001", "{2001-10-03,2001-10-09}"),
    ("met on October 3, 4 and 5, 2001", "October 3, 4 and 5, 2001", "2001-10-03/2001-10-05"),
    ("met on 3-4 and 9 October 2001", "3-4 and 9 October 2001", "{2001-10-03,2001-10-04,2001-10-09}"),
    ("met on 31 March – 2 April 2004", "31 March – 2 April 2004", "2004-03-31/2004-04-02"),
    ("met from March 31 to April 2, 2004", "March 31 to April 2, 2004", "2004-03-31/2004-04-02"),
    ("from 29 December 2007 to 4 January 2008", "29 December 2007 to 4 January 2008", "2007-12-29/2008-01-04"),
    ("from 29 December to 4 January 2008", "29 December to 4 January 2008", "2007-12-29/2008-01-04"),
    ("from 29 December 2007 to 4 January", "29 December 2007 to 4 January", "2007-12-29/2008-01-04"),
    ("on 6 June and 11 July 1995", "6 June and 11 July 1995", "{1995-06-06,1995-07-11}"),
    ("on 30 June and 1 July 1995", "30 June and 1 July 1995", "1995-06-30/1995-07-01"),
    ("on 30 June, 1 July and 9 July 1995", "30 June, 1 July and 9 July 1995", "{1995-06-30,1995-07-01,1995-07-09}"),
    # months
    ("adopted in April 1993", "April 1993", "1993-04"),
    ("adopted in April of 1993", "April of 1993", "1993-04"),
    ("adopted in April, 1993", "April, 1993", "1993-04"),
    ("adopted in April of the year 1993", "April of the year 1993", "1993-04"),
    ("in November–December 1992", "November–December 1992", "1992-11/1992-12"),
    ("in May and June 1992", "May and June 1992", "1992-05/1992-06"),
    ("in March and June 1992", "March and June 1992", "{1992-03,1992-06}"),
    ("from May to July 1992", "May to July 1992", "1992-05/1992-07"),
    ("from November 1991 through March 1992", "November 1991 through March 1992", "1991-11/1992-03"),
    ("from April 1993 until 1996", "April 1993 until 1996", "1993-04/1996"),
    ("in May/June 1992", "May/June 1992", "1992-05/1992-06"),
    ("met on May 2-3 and 9-10, 2001", "May 2-3 and 9-10, 2001", "{2001-05-02,2001-05-03,2001-05-09,2001-05-10}"),
    ("in mid-April 1993", "mid-April 1993", "1993-04-15~"),
    ("in mid April 1993", "mid April 1993", "1993-04-15~"),
    ("in the middle of April 1993", "the middle of April 1993", "1993-04-15~"),
    ("in early April 1993", "early April 1993", "1993-04-05~"),
    ("at the beginning of April 1993", "the beginning of April 1993", "1993-04-05~"),
    ("late in April 1993", "late in April 1993", "1993-04-25~"),
    ("by the end of April 1993", "the end of April 1993", "1993-04-25~"),
    ("from late May to mid-June 1992", "late May to mid-June 1992", "1992-05-25~/1992-06-15~"),
    ("in the second half of April 1993", "the second half of April 1993", "1993-04-16/1993-04-30"),
    # parts of years, years, decades
    ("in the first half of 1998", "the first half of 1998", "1998-40"),
    ("in the latter half of 1998", "the latter half of 1998", "1998-41"),
    ("in the third quarter of 1998", "the third quarter of 1998", "1998-35"),
    ("first half 1998", "first half 1998", "1998-40"),
    ("in Q3 1998", "Q3 1998", "1998-35"),
    ("from June 1997 to end 1998", "June 1997 to end 1998", "1997-06/1998-39~"),
    ("in the spring of 1998", "the spring of 1998", "1998-21"),
    ("in autumn 1998", "autumn 1998", "1998-23"),
    ("in fall 1998", "fall 1998", "1998-23"),
    ("in the winter of 1994-95", "the winter of 1994-95", "1994-12/1995-02"),
    ("in winter 1994/1995", "winter 1994/1995", "1994-12/1995-02"),
    ("in early summer 1998", "early summer 1998", "1998-22~"),
    ("in early 1998", "early 1998", "1998-37~"),
    ("in mid-1998", "mid-1998", "1998-38~"),
    ("at the end of 1998", "the end of 1998", "1998-39~"),
    ("at the end of the year 1998", "the end of the year 1998", "1998-39~"),
    ("from early 1998 to mid-1999", "early 1998 to mid-1999", "1998-37~/1999-38~"),
    ("in the 1980s", "the 1980s", "198X"),
    ("in the early 1980s", "the early 1980s", "1980/1983~"),
    ("in the mid-1980s", "the mid-1980s", "1984~/1986~"),
    ("in the first half of the 1980s", "the first half of the 1980s", "1980/1984"),
    ("It joined in 2004.", "2004", "2004"),
    ("Around 2004 it joined.", "Around 2004", "2004~"),
    ("during 2004–2006", "2004–2006", "2004/2006"),
    ("the period 2004-2006", "2004-2006", "2004/2006"),
    ("the budget for 2004/05", "2004/05", "2004/2005"),
    ("the session of 2004/2005", "2004/2005", "2004/2005"),
    ("in 1999/00", "1999/00", "1999/2000"),
    ("in 2004-05", "2004-05", "2004/2005"),
    ("Latvia (2004)", "2004", "2004"),
    ("the Treaty (Lisbon, 2007)", "2007", "2007"),
    ("The 2004 enlargement was", "2004", "2004"),
    ("Spain's 2007 Chairmanship", "2007", "2007"),
    ("the Vienna Document 2011 says", "2011", "2011"),
    ("2004: enlargement", "2004", "2004"),
    ("from 2004 to 2006", "2004 to 2006", "2004/2006"),
    ("between 2004 and 2006", "2004 and 2006", "2004/2006"),
    # words that relate stand outside; periods that go on
    ("has chaired it since 4 June 2011", "4 June 2011", "2011-06-04"),
    ("has chaired it since mid-2011", "mid-2011", "2011-38~"),
    ("valid until 31 May 2012", "31 May 2012", "2012-05-31"),
    ("no later than 2012", "2012", "2012"),
    ("before 2012", "2012", "2012"),
    ("from 4 June 2011 onwards", "4 June 2011 onwards", "2011-06-04/.."),
    ("from 2011 to the present day", "2011 to the present day", "2011/.."),
    ("Head of Mission (2011–present)", "2011–present", "2011/.."),
]


@pytest.mark.parametrize(("sentence", "quote", "edtf"), ONE_DATE)
def test_one_date_is_read(sentence: str, quote: str, edtf: str) -> None:
    assert readings(sentence) == [(quote, edtf)]
    assert not any(each.inferred for each in find_dates(document(sentence)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("in 1994, 1996 and 1999", ["1994", "1996", "1999"]),
        ("on 5 May 1994 and 6 June 1995", ["1994-05-05", "1995-06-06"]),
        ("opened in July 2000 and closed on 31 December 2009.", ["2000-07", "2009-12-31"]),
        ("The 1999 Charter and the Vienna Document 2011 of 30 November 2011", ["1999", "2011", "2011-11-30"]),
    ],
)
def test_several_dates_are_read_in_order(sentence: str, expected: list[str]) -> None:
    assert [edtf for _, edtf in readings(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Decision No. 193 and document PC.DEC/12/99 or MC.DOC/1/05/Corr.1",
        "Resolution 1970 and Resolutions 1970 and 1973 were adopted.",
        "Security Council resolution 1989 on sanctions",
        "Pages 1995–1997 and p. 1992 of the file, No. 2001",
        "Some 1,200 refugees and 2000 soldiers crossed Route 1992.",
        "A force of 2000 soldiers, up to 2000 heavily armed men, about 2000 refugees",
        "by 2000 local volunteers",
        "Call +43 1 514 36 1999 or 514-36-2000 or Tel. 1992.",
        "It cost 1995.50 euros, $1995 or 1995%.",
        "He is 45 and she is 19 years old; 12 members may march on.",
        "We may march. President May spoke. The march of August men.",
        "45 May 2003, 31 February 1999 and 30/02/1999",
        "June 31, 2001",
        "under Article 12 March and Decision No. 5 May be",
        "5–7.6.1999",
        "version 2.10.2011.4 of 192.168.2007.1",
        "at 10:15 or 8-10 participants",
        "the year 1700 and 2150 and in 1066",
        "On Monday they met today, and two days later again.",
    ],
)
def test_other_numbers_and_words_are_no_dates(sentence: str) -> None:
    assert readings(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In May 12 observers left.", [("May", "XXXX-05")]),
        ("on May 12 and", [("May 12", "XXXX-05-12")]),
        ("in July", [("July", "XXXX-07")]),
        ("on 29 February", [("29 February", "XXXX-02-29")]),
        ("on 30–31 August", [("30–31 August", "XXXX-08-30/XXXX-08-31")]),
        ("from May to July", [("May to July", "XXXX-05/XXXX-07")]),
        ("until mid-July", [("mid-July", "XXXX-07-15~")]),
        ("from 30 December to 2 January", [("30 December to 2 January", "XXXX-12-30/XXXX-01-02")]),
        ("later this year", []),
    ],
)
def test_a_year_that_nothing_tells_stays_unknown(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert readings(sentence) == expected


def test_a_date_of_the_same_sentence_gives_the_year() -> None:
    assert years("It met on 3 March 1993 in Rome and on 8 April in Oslo.")[1] == ("1993-04-08", True)
    assert years("It met on 3 March in Rome and on 8 April 1993 in Oslo.")[0] == ("1993-03-03", True)
    assert years("It met on 3 November 1992 and on 8 April, then on 9 May 1993.")[1] == ("1993-04-08", True)


def test_a_date_of_the_same_sentence_gives_no_year_when_two_are_possible() -> None:
    assert years("It met on 3 March 1992, on 8 April, and on 9 May 1993.")[1] == ("XXXX-04-08", False)


def test_the_paragraph_gives_the_year_in_the_order_of_the_story() -> None:
    assert years("In 1996 talks began. On 8 April they failed.")[1] == ("1996-04-08", True)
    assert years("On 9 June 1996 talks began. On 8 April they failed.")[1] == ("XXXX-04-08", False)


def test_what_only_describes_a_thing_gives_no_year() -> None:
    assert years("They recalled the 1975 Final Act. On 8 April they met.")[1] == ("XXXX-04-08", False)
    assert years("They recalled a decision of May 1994. On 8 June they met.")[1] == ("XXXX-06-08", False)
    assert years("It sat in 1994–1996. On 8 June it closed.")[1] == ("XXXX-06-08", False)


def test_the_section_gives_the_year_unless_the_next_date_contradicts() -> None:
    opening = "In February 1997 the mission was sent."
    assert years(opening, "It met on 8 April.") == [("1997-04-08", True)]
    assert years(opening, "# Later", "It met on 8 April.") == [("XXXX-04-08", False)]
    assert years("In 1997 it was sent.", "It met on 8 April. It had met in March 1997.")[0] == ("XXXX-04-08", False)


def test_the_dates_on_both_sides_give_the_year() -> None:
    first, heading, last = (
        "In May 1998 it was sent.",
        "# Work",
        "It met in Bonn on 2 June. The plan came on 1 July 1998.",
    )
    assert years(first, heading, last)[0] == ("1998-06-02", True)
    assert years("In May 1990 it was sent.", heading, last)[0] == ("XXXX-06-02", False)


DATELINE = "OSLO, 20 May 1999 - "


@pytest.mark.parametrize(
    ("sentence", "edtf", "inferred"),
    [
        ("The group met on 14 May.", "1999-05-14", True),
        ("The group met on 14 February.", "1999-02-14", True),
        ("The group met on 14 November.", "XXXX-11-14", False),
        ("The group will meet on 14 November.", "1999-11-14", True),
        ("The next meeting is scheduled for 24-25 May.", "1999-05-24/1999-05-25", True),
        ("The group will meet on 14 February.", "XXXX-02-14", False),
        ("The group met in March.", "1999-03", True),
        ("In December of this year it closes.", "1999-12", True),
        ("It opened in July last year.", "1998-07", True),
        ("At the end of last year it opened.", "1998-39~", True),
        ("It will open next year.", "2000", True),
        ("The head, appointed on 1 August 1998, will leave in December.", "1999-12", True),
        ("It opened last month.", "1999-04", True),
    ],
)
def test_the_dateline_gives_the_year(sentence: str, edtf: str, inferred: bool) -> None:
    assert years(sentence, dateline=DATELINE)[-1] == (edtf, inferred)


def test_the_dateline_gives_no_year_against_the_paragraph() -> None:
    assert years("On 9 March 1997 talks began. On 8 April they failed.", dateline=DATELINE)[1] == ("XXXX-04-08", False)


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("It opened on 9 March 1997. In August of the same year it closed.", "1997-08"),
        ("It opened on 9 March 1997. That year it closed.", "1997"),
        ("It opened on 9 March 1997. The following year it closed.", "1998"),
        ("It opened on 9 March 1997. Two years later it closed.", "1999"),
        ("It opened on 9 March 1997. Eleven months later it closed.", "1998-02"),
        ("It opened on 9 March 1997 and, 24 days later, closed.", "1997-04-02"),
        ("It opened on 9 March 1997. A day earlier it had closed.", "1997-03-08"),
        ("Malta chaired it from 1995 until 1997 and Cyprus since then.", "1997"),
    ],
)
def test_a_time_counted_from_the_date_before_it(sentence: str, edtf: str) -> None:
    assert years(sentence)[1] == (edtf, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "It opened in 1995–1997. The following year it closed.",
        "It opened in March 1997. Two days later it closed.",
        "It opened in 1997. It worked. It failed. The following year it closed.",
        "It opened in 1997, two years later than planned.",
        "They met in the nineties. The same year it closed.",
    ],
)
def test_a_time_counted_from_no_certain_date_is_left_out(sentence: str) -> None:
    assert not any(inferred for _, inferred in years(sentence))


def test_the_rule_tells_pattern_and_context() -> None:
    dates = find_dates(document("It met on 14 May.", dateline=DATELINE))
    assert [(each.rule, each.inferred) for each in dates] == [
        ("day-month", False),
        ("day-month/year-of-dateline", True),
    ]


def test_the_day_of_the_document_is_that_of_its_dateline_or_field() -> None:
    parsed = document("It met on 14 May 1998.", dateline=DATELINE)
    day = dateline_day(parsed, find_dates(parsed))
    assert day is not None
    assert day.isoformat() == "1999-05-20"
    text = "3 June 2001\nIt met."
    field = ParsedDocument("test", text, (Block(0, 11, "field", name="Date"), Block(12, 19, "paragraph")))
    assert str(dateline_day(field, find_dates(field))) == "2001-06-03"
    plain = document("It met on 14 May 1998.")
    assert dateline_day(plain, find_dates(plain)) is None


def test_navigation_and_text_outside_blocks_is_not_read() -> None:
    text = "Chairmanship 2019\nIt met in 2004."
    assert [each.edtf for each in find_dates(ParsedDocument("test", text, (Block(18, 33, "paragraph"),)))] == ["2004"]


def test_a_date_does_not_pass_from_one_block_into_the_next() -> None:
    text = "It met on 14 May\n1998 was a good year"
    blocks = (Block(0, 16, "paragraph"), Block(17, len(text), "paragraph"))
    assert [each.edtf for each in find_dates(ParsedDocument("test", text, blocks))] == ["XXXX-05-14"]


def findings(*parts: str, dateline: str = "") -> list[tuple[str, list[str]]]:
    parsed = document(*parts, dateline=dateline)
    found = find_date_findings(parsed, find_dates(parsed))
    return [(each.kind, [span.quote(parsed.text) for span in each.spans]) for each in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It met on 14 May.", [("missing-year", ["14 May"])]),
        ("In 1996 talks began. On 8 April they failed.", [("missing-year", ["8 April"])]),
        ("It is currently in Graz; Malta is currently away.", [("vague-time", ["currently", "currently"])]),
        ("It works to this day.", [("vague-time", ["to this day"])]),
        ("The vote on Friday was close.", [("vague-time", ["on Friday"])]),
        ("The vote is today.", [("vague-time", ["today"])]),
        ("It met on 31 June 2001.", [("impossible-date", ["31 June 2001"])]),
        ("It met on Friday, 4 June 2004, and in 1998.", []),
    ],
)
def test_doubts_are_found(sentence: str, expected: list[tuple[str, list[str]]]) -> None:
    assert findings(sentence) == expected


def test_what_the_dateline_settles_is_no_doubt() -> None:
    assert findings("The Council today took a decision.", dateline=DATELINE) == []


def test_a_repeated_paragraph_raises_no_second_doubt() -> None:
    text = "It met on 14 May.\nIt met on 14 May."
    blocks = (Block(0, 17, "paragraph"), Block(18, 35, "paragraph"))
    parsed = ParsedDocument("test", text, blocks, folds=(Fold(18, 35, "repetition"),))
    dates = find_dates(parsed)
    assert len(dates) == 2
    assert [finding.kind for finding in find_date_findings(parsed, dates)] == ["missing-year"]


def test_the_doubt_says_where_the_year_comes_from() -> None:
    parsed = document("It met on 14 May.", dateline=DATELINE)
    (finding,) = find_date_findings(parsed, find_dates(parsed))
    assert finding.message == "“14 May” states no year; it is read as 14 May 1999, from the dateline."


HOSTILE = [
    *("1992-", "July ", "1 ", "5, ", "in 1992, ", "5 May ", "5 May and ", "the end of ", "second half of the year "),
    *("2 days later ", "the same year ", "May, ", "\u00a0", "1", "5 May\n", "mid-", "between 5 and "),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        parsed = document(piece * (length // len(piece)))
        start = time.process_time()
        dates = find_dates(parsed)
        find_date_findings(parsed, dates)
        return time.process_time() - start

    once = seconds(10_000)
    # What else runs on the machine may hold up one of them.
    assert any(seconds(40_000) < 12 * once + 0.25 for _ in range(3))


PIECES = [
    *(
        "in ",
        "since ",
        "between ",
        "from ",
        "the ",
        "and ",
        " to ",
        "–",
        "-",
        "/",
        ".",
        ", ",
        " ",
        "\n",
        "of ",
        "of the ",
    ),
    *(
        "31",
        "5",
        "0",
        "12th ",
        "1992",
        "2000",
        "1999",
        "98",
        "1990s",
        "May",
        "MARCH ",
        "Feb.",
        "june ",
        "Monday, ",
        "mid-",
    ),
    *("early ", "the end of ", "winter ", "second half of ", "last quarter of ", "Q1 ", "this year", "the same month"),
    *("two days later", "since then", "about ", "to the present day", "present", "(", ")", "troops"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(["", "OSLO, 20 May 1999 - "]))
def test_whatever_stands_together_gives_valid_dates_or_none(text: str, dateline: str) -> None:
    parsed = document(text, dateline=dateline)
    dates = find_dates(parsed)
    assert all(is_valid(each.edtf) for each in dates)
    assert all(one.end <= other.start for one, other in pairwise(dates))
    find_date_findings(parsed, dates)


def test_every_date_is_valid_and_exact() -> None:
    parsed = document(*(sentence for sentence, _, _ in ONE_DATE), dateline=DATELINE)
    dates = find_dates(parsed)
    assert all(isinstance(each, FoundDate) and is_valid(each.edtf) for each in dates)
    assert [each.start for each in dates] == sorted(each.start for each in dates)
    assert all(one.end <= other.start for one, other in pairwise(dates))
