"""Where a dateline ends."""

import pytest

from osce_docs.ingest.parse.dateline import dateline


@pytest.mark.parametrize(
    "line",
    [
        "PRAGUE, 9 June 2003 -| The seminar",
        "PRAGUE, 9 June 2003 –| “We",
        "PRAGUE, 9 June 2003 —| The",
        "PRAGUE, 9 June 2003-|The seminar",
        "PRAGUE, 9 June 2003 -|The seminar",
        "Prague, 9 June 2003 -| The seminar",
        "PRAGUE/OSLO, 9 June 2003 -| The",
        "OSH and BATKEN, 9 June 2003 -| The",
        "ROME, Italy, 3 May 1999 –| The",
        "ST. PETERSBURG, 4 July 2010 -| The",
        "SAN MARINO (San Marino), 4 July 2010 -| The",
        "THE HAGUE, 12 feb. 2004 -| The",
        "SKOPJE, December 20, 2007 -| The",
        "SKOPJE, 17-18 March 2005 -| The",
        "KYIV, 31 May – 2 June 2016 –| The",
        "OSLO, Friday, 17 March 2006 -| The",
        "UNITED NATIONS, New York, 5 March 2010 -| The",
        "DUSHANBE, 5 June -| A",
        "BERN, 17.03.2009 -| The",
        "TIRANA, 10 May 2019. –| The",
        "(TIRANA, 10 May 2019) –| The",
        "Tallinn, 24 June 1992:| The",
        "10 May 2019 -| The",
        "ДУШАНБЕ, 5 мая 2010 г. –| Бюро",
        "Oslo, 17 March 2007|",
        "17 March 2007|",
    ],
)
def test_a_dateline_ends_behind_its_dash(line: str) -> None:
    head, _, body = line.partition("|")
    assert dateline(head + body) == len(head)


@pytest.mark.parametrize(
    "line",
    [
        "Norway joined the CSCE (from January 1, 1995- OSCE) on 3 July 1973.",
        "On 5 March 2004 - a Friday - the Council met.",
        "5 March 1999 was a Friday - and a cold one.",
        "The Minister, speaking on 17 March 2010, said nothing.",
        "12 countries - The list",
        "OSCE - The Organization for Security and Co-operation in Europe",
        "5 March 2004-7 April 2005 were long weeks.",
        "In May 1999 – The month of the summit",
        "",
    ],
)
def test_a_sentence_is_no_dateline(line: str) -> None:
    assert dateline(line) == 0


@pytest.mark.parametrize("piece", ["A ", "A-", "A, ", "A1 ", "1-1-", "1 aaa - ", "Aa/", "("])
def test_hostile_lines_take_no_long_time(piece: str) -> None:
    assert dateline(piece * 50_000) == 0
