"""How many: the number, what is counted, of which body and when."""

import pytest

from osce_docs.ingest.extract.counts import find_counts, number_of
from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.readings import Block, ParsedDocument


def counts(text: str, day: str = "") -> list[tuple[str, str, int, str]]:
    """Return (body, what, number, as_of) of each count in one paragraph."""
    document = ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),))
    sentences = split_sentences(document, find_names(document), find_dates(document))
    found = [(each.body, each.claim.value) for each in find_counts(sentences, day)]
    return [(body, value["what"], value["number"], value["as_of"]) for body, value in found]


TOLD = [
    ("The 53 participating States adopted it.", [("osce", "participating States", 53, "")]),
    ("All 57 OSCE participating States agreed.", [("osce", "participating States", 57, "")]),
    ("The fifty-two participating States met in 1994.", [("osce", "participating States", 52, "1994")]),
    ("In 1973 the CSCE had 35 participating States.", [("osce", "participating States", 35, "1973")]),
    ("The OSCE unites 56 States.", [("osce", "participating States", 56, "")]),
    ("The Contact Group comprises six members.", [("contact-group", "members", 6, "")]),
    ("The Council of Europe has 46 member states.", [("council-of-europe", "members", 46, "")]),
    ("The decision of the 55 OSCE ambassadors was welcomed.", [("osce", "ambassadors", 55, "")]),
    (
        "The OSCE Parliamentary Assembly has more than 320 members.",
        [("osce-parliamentary-assembly", "members", 320, "")],
    ),
    (
        "The OSCE Parliamentary Assembly, composed of 317 parliamentarians, met in July 1999.",
        [("osce-parliamentary-assembly", "deputies", 317, "1999-07")],
    ),
    ("The OSCE Mission to Serbia has a staff of 140.", [("osce-mission-to-serbia", "staff", 140, "")]),
    ("The OSCE Mission in Kosovo employs 1,200 local staff.", [("osce-mission-in-kosovo", "staff", 1200, "")]),
    (
        "The Helsinki Final Act was signed by 35 states on 1 August 1975.",
        [("osce", "signatories of the Helsinki Final Act", 35, "1975-08-01")],
    ),
    (
        "Cyprus is one of the 35 states that signed the Helsinki Final Act.",
        [("osce", "signatories of the Helsinki Final Act", 35, "")],
    ),
    (
        "The Trilateral Contact Group met in Minsk. In May 2015 three working groups were set up.",
        [("trilateral-contact-group", "working groups", 3, "2015-05")],
    ),
    (
        "The Council of Europe met in Strasbourg in 1993. Thirty-two states took part.",
        [],
    ),
    (
        "The Forum for Security Co-operation sat in 2001. Forty-eight delegations took part.",
        [("forum-for-security-co-operation", "delegations", 48, "")],
    ),
    ("The OSCE Mission to Estonia has had six heads.", [("osce-mission-to-estonia", "heads", 6, "")]),
    ("The six Asian Partners for Co-operation spoke.", [("osce", "partners for co-operation", 6, "")]),
    ("The treaty on trade was signed by 12 states.", []),
    ("Ten working groups were set up by the ministry.", []),
    ("The Joint Control Commission, a body of three parties, met.", [("joint-control-commission", "members", 3, "")]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_count_is_read(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    assert counts(text) == expected


NOTHING = [
    "The participating States adopted it.",
    "The talks of 3 May 2001 ended late.",
    "In 1994 participants met in Vienna.",
    "Decision No. 34 of the Permanent Council was adopted.",
    "The Mission was visited by two ministers.",
    "Ten years later the OSCE came back.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_counts_nothing_of_a_body_is_not_read(text: str) -> None:
    assert counts(text) == []


def test_a_count_without_a_date_is_of_the_day_of_the_text() -> None:
    assert counts("The 54 participating States agreed.", "1998-12-03")[0][3] == "1998-12-03"


def test_a_date_of_something_else_is_not_the_counts() -> None:
    text = "The OSCE Mission to Moldova, which was set up on 4 February 1993, has 13 members."
    assert counts(text) == [("osce-mission-to-moldova", "members", 13, "")]


def test_the_qualifier_is_kept() -> None:
    text = "The OSCE Parliamentary Assembly has more than 320 members."
    document = ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),))
    [count] = find_counts(split_sentences(document, find_names(document), ()))
    assert (count.claim.value["qualifier"], count.claim.quote(text)) == ("more than", "more than 320 members")


@pytest.mark.parametrize(
    ("words", "number"), [("12", 12), ("1,200", 1200), ("fifty-six", 56), ("seventeen", 17), ("two hundred", 200)]
)
def test_numbers_in_figures_and_words(words: str, number: int) -> None:
    assert number_of(words) == number


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        number_of("umpteen")


OTHER_WORDS = [
    (
        "The OSCE Mission to Serbia employs 120 people, 30 of them international staff.",
        [
            ("osce-mission-to-serbia", "people", 120, ""),
            ("osce-mission-to-serbia", "international staff among them", 30, ""),
        ],
    ),
    (
        "The OSCE Mission to Serbia is small; in 2003 it had a staff of 45.",
        [("osce-mission-to-serbia", "staff", 45, "2003")],
    ),
    (
        "In March 2003 the OSCE Mission to Serbia counted 45 employees.",
        [("osce-mission-to-serbia", "staff", 45, "2003-03")],
    ),
    (
        "The strength of the OSCE Mission to Serbia rose to 65 in May 2004.",
        [("osce-mission-to-serbia", "strength", 65, "2004-05")],
    ),
    (
        "The Permanent Council increased the OSCE Mission to Serbia by 15 monitors on 3 May 2004.",
        [("osce-mission-to-serbia", "additional observers", 15, "2004-05-03")],
    ),
    ("KFOR comprised 50,000 troops in 1999.", [("kfor", "troops", 50000, "1999")]),
    ("NATO, with its 30 member States, agreed.", [("nato", "members", 30, "")]),
    ("The European Union grew to 27 members on 1 January 2007.", [("european-union", "members", 27, "2007-01-01")]),
    (
        "Austria joined on 1 January 1995, which brought the number of members of the European Union to 15.",
        [("european-union", "members", 15, "1995-01-01")],
    ),
    (
        "The accession of Mongolia brought the number of participating States to 57 on 21 November 2012.",
        [("osce", "participating States", 57, "2012-11-21")],
    ),
    (
        "Some 300 deputies from 50 countries attended a session of the OSCE Parliamentary Assembly in May 2010.",
        [
            ("osce-parliamentary-assembly", "deputies", 300, "2010-05"),
            ("osce-parliamentary-assembly", "countries represented", 50, "2010-05"),
        ],
    ),
    (
        "A conference held by the OSCE Presence in Albania brought together 70 judges on 3 June 2008.",
        [("osce-presence-in-albania", "judges taking part", 70, "2008-06-03")],
    ),
    (
        "The Ministerial Council in Madrid, attended by 50 delegations, ended on 30 November 2007.",
        [("ministerial-council", "delegations taking part", 50, "2007-11-30")],
    ),
    (
        "NATO's operation, in which 13 member states took part, ended in May 2001.",
        [("nato", "members", 13, "2001-05")],
    ),
    (
        "Malta, for the European Union, spoke in the Council on behalf of 27 member States in 2008.",
        [("european-union", "members", 27, "2008")],
    ),
    ("The OSCE runs 16 field operations.", [("osce", "field operations", 16, "")]),
]


@pytest.mark.parametrize(("text", "expected"), OTHER_WORDS)
def test_a_count_is_read_in_other_words(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Three States have not paid their contributions to the OSCE.",
        "The meeting of the Permanent Council lasted 4 hours.",
        "Fifty people were killed in Osh.",
        "The OSCE Mission to Serbia visited 12 polling stations.",
        "The Permanent Council adopted the text by 94 votes to 12.",
        "The OSCE Mission to Serbia spent 400 euros on travel.",
    ],
)
def test_numbers_of_other_things_are_no_counts_of_a_body(text: str) -> None:
    assert counts(text) == []
