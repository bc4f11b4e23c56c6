"""Who belongs to what, in which role, since when and until when."""

import pytest

from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.memberships import find_memberships
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.ingest.extract.subjects import with_subjects
from osce_docs.ingest.parse import parse
from osce_docs.readings import Block, ParsedDocument

Told = tuple[str, str, str, str, str, str]


def read(document: ParsedDocument) -> list[Told]:
    """Return (body, member, role, holder, from, to) of each membership."""
    names = find_names(document)
    sentences = with_subjects(document, names, split_sentences(document, names, find_dates(document)))
    return [
        (each.body, *(each.claim.value[part] for part in ("member", "role", "holder", "from", "to")))
        for each in find_memberships(sentences)
        if each.claim.field == "member"
    ]


def memberships(text: str) -> list[Told]:
    return read(ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),)))


TOLD = [
    ("Estonia joined the CSCE on 10 September 1991.", [("osce", "estonia", "member", "", "1991-09-10", "")]),
    (
        "Latvia and Lithuania joined the Council of Europe in 1995.",
        [
            ("council-of-europe", "latvia", "member", "", "1995", ""),
            ("council-of-europe", "lithuania", "member", "", "1995", ""),
        ],
    ),
    ("Malta is a participating State of the OSCE.", [("osce", "malta", "member", "", "", "")]),
    (
        "Slovakia became a participating State on 1 January 1993.",
        [("osce", "slovakia", "member", "", "1993-01-01", "")],
    ),
    ("Andorra was admitted to the OSCE on 25 April 1996.", [("osce", "andorra", "member", "", "1996-04-25", "")]),
    ("On 12 November 2012 Mongolia was admitted to the OSCE.", [("osce", "mongolia", "member", "", "2012-11-12", "")]),
    (
        "Croatia became a member of the European Union on 1 July 2013.",
        [("european-union", "croatia", "member", "", "2013-07-01", "")],
    ),
    (
        "The Contact Group includes five states: France, Italy, Germany, Russia and the United Kingdom.",
        [
            ("contact-group", key, "member", "", "", "")
            for key in ("france", "italy", "germany", "russian-federation", "united-kingdom")
        ],
    ),
    (
        "The Joint Control Commission consists of Moldova, Russia and Ukraine.",
        [
            ("joint-control-commission", key, "member", "", "", "")
            for key in ("moldova", "russian-federation", "ukraine")
        ],
    ),
    (
        "Sweden and Finland co-chaired the Minsk Group from 1993.",
        [("minsk-group", "sweden", "co-chair", "", "1993", ""), ("minsk-group", "finland", "co-chair", "", "1993", "")],
    ),
    (
        "The Geneva International Discussions are co-chaired by the United Nations and the European Union.",
        [
            ("geneva-international-discussions", "united-nations", "co-chair", "", "", ""),
            ("geneva-international-discussions", "european-union", "co-chair", "", "", ""),
        ],
    ),
    (
        "Italy and Spain, as Co-Chairs of the Minsk Group, met in Rome.",
        [("minsk-group", "italy", "co-chair", "", "", ""), ("minsk-group", "spain", "co-chair", "", "", "")],
    ),
    ("The Danish Chairmanship of the OSCE welcomed the news.", [("osce", "denmark", "chair", "", "", "")]),
    ("Greece held the Chairmanship of the OSCE in 2009.", [("osce", "greece", "chair", "", "2009", "2009")]),
    (
        "The OSCE Chairman-in-Office, Bulgarian Foreign Minister Solomon Passy, arrived in Tbilisi.",
        [("osce", "bulgaria", "chair", "Solomon Passy", "", "")],
    ),
    (
        "Ambassador William Hill, Head of the OSCE Mission to Moldova, opened the meeting.",
        [("osce-mission-to-moldova", "", "head", "William Hill", "", "")],
    ),
    (
        "The Head of the OSCE Mission to Skopje, Ambassador Ralf Breth, attended.",
        [("osce-mission-to-skopje", "", "head", "Ralf Breth", "", "")],
    ),
    (
        "The Deputy Head of the OSCE Mission to Serbia, Paula Thiede, spoke.",
        [("osce-mission-to-serbia", "", "deputy", "Paula Thiede", "", "")],
    ),
    ("Japan became a Partner for Co-operation in 1992.", [("osce", "japan", "partner", "", "1992", "")]),
    ("Serbia left the Contact Group in 1999.", [("contact-group", "serbia", "member", "", "", "1999")]),
    (
        "The Minsk Group has been chaired by Italy, Sweden and Russia since 1992.",
        [("minsk-group", key, "co-chair", "", "1992", "") for key in ("italy", "sweden", "russian-federation")],
    ),
    (
        "Italy was asked. Albania was admitted to the CSCE on 19 June 1991. Monaco was admitted on the same day.",
        [("osce", "albania", "member", "", "1991-06-19", ""), ("osce", "monaco", "member", "", "1991-06-19", "")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_membership_is_read(text: str, expected: list[Told]) -> None:
    assert set(expected) == set(memberships(text))


NOTHING = [
    "Estonia did not join the Council of Europe in 1992.",
    "Malta joined the consensus.",
    "Sweden would like to join the Contact Group.",
    "The Chairmanship visited Denmark.",
    "If Serbia joins the European Union, much will change.",
    "The meeting was attended by France, Italy and Spain.",
    "The Mission co-operates with the Council of Europe and the European Union.",
    "A member of the parliament of Norway visited the OSCE.",
    "Georgia hosts the OSCE Mission to Georgia.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_membership_is_not_read(text: str) -> None:
    assert memberships(text) == []


def test_the_items_of_an_announced_list_are_members() -> None:
    text = "Norway took part in the talks for many years.\n\nThe Contact Group comprises the following members:\n\n"
    text += "1. Spain\n2. Portugal\n3. Malta\n\nThe talks went on."
    assert read(parse(text)) == [("contact-group", key, "member", "", "", "") for key in ("spain", "portugal", "malta")]


def test_a_list_of_co_chairs_names_persons_and_states() -> None:
    text = "The talks went on for many years in many places.\n\nThe Co-Chairs of the Minsk Group are:\n\n"
    text += "James Miller (Canada)\nPaolo Verdi (Italy)\n\nThey meet often."
    assert read(parse(text)) == [
        ("minsk-group", "canada", "co-chair", "James Miller", "", ""),
        ("minsk-group", "italy", "co-chair", "Paolo Verdi", "", ""),
    ]


def lives(text: str) -> list[tuple[str, str, str]]:
    document = ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),))
    sentences = split_sentences(document, find_names(document), find_dates(document))
    return [(each.body, each.claim.field, each.claim.value) for each in find_memberships(sentences)]


LIVES = [
    (
        "The OSCE Mission to Georgia was established in December 1992.",
        [("osce-mission-to-georgia", "founded", "1992-12")],
    ),
    (
        "The OSCE Mission to Georgia was closed on 30 June 2009.",
        [("osce-mission-to-georgia", "dissolved", "2009-06-30")],
    ),
    (
        "The Forum for Security Co-operation is an organ of the OSCE.",
        [("forum-for-security-co-operation", "parent", "osce")],
    ),
    ("The OSCE Mission to Georgia was not closed in 2008.", []),
]


@pytest.mark.parametrize(("text", "expected"), LIVES)
def test_the_life_of_a_body_is_read(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lives(text) == expected


def test_long_hostile_text_is_read_in_time() -> None:
    assert memberships("Malta, Spain, " * 1500) == []
