"""Persons are found by an office or not at all; their span is the name alone."""

import pytest

from osce_docs.ingest.extract.names import find_names
from osce_docs.readings import Block, FoundName, ParsedDocument


def read(*blocks: tuple[str, str]) -> list[FoundName]:
    text, found, at = "\n".join(words for _, words in blocks), [], 0
    for role, words in blocks:
        found.append(Block(at, at + len(words), role))
        at += len(words) + 1
    return [name for name in find_names(ParsedDocument("plain", text, tuple(found))) if name.kind == "person"]


def persons(text: str) -> list[tuple[str, str]]:
    return [(name.quote(text), name.office) for name in read(("paragraph", text))]


BEFORE = [
    ("Foreign Minister of Norway Jan Petersen spoke.", [("Jan Petersen", "Foreign Minister of Norway")]),
    ("the Norwegian Foreign Minister Jan Petersen", [("Jan Petersen", "Norwegian Foreign Minister")]),
    ("Norway's Foreign Minister, Jan Petersen, spoke.", [("Jan Petersen", "Norway's Foreign Minister")]),
    ("Secretary of State of the Holy See Pietro Parolin", [("Pietro Parolin", "Secretary of State of the Holy See")]),
    ("State Secretary for European Affairs Anna Lind", [("Anna Lind", "State Secretary for European Affairs")]),
    (
        "OSCE Chairman-in-Office, Bulgarian Foreign Minister Solomon Passy",
        [("Solomon Passy", "OSCE Chairman-in-Office, Bulgarian Foreign Minister")],
    ),
    ("OSCE Secretary General Ján Kubiš said", [("Ján Kubiš", "OSCE Secretary General")]),
    (
        "the Head of the OSCE Mission to Moldova, Ambassador William H. Hill",
        [("William H. Hill", "Head of the OSCE Mission to Moldova, Ambassador")],
    ),
    ("former President Emil Constantinescu", [("Emil Constantinescu", "former President")]),
    (
        "the OSCE High Commissioner on National Minorities, Max van der Stoel,",
        [("Max van der Stoel", "OSCE High Commissioner on National Minorities")],
    ),
    ("the ambassador of Malta Joseph Borg", [("Joseph Borg", "ambassador of Malta")]),
    (
        "Deputy Prime Minister and Foreign Minister Ivan Horák",
        [("Ivan Horák", "Deputy Prime Minister and Foreign Minister")],
    ),
    (
        "Ambassadors Anna Lind, Jean-Paul Martin and Igor Petrov",
        [("Anna Lind", "Ambassadors"), ("Jean-Paul Martin", "Ambassadors"), ("Igor Petrov", "Ambassadors")],
    ),
    (
        "Co-Chairs of the OSCE Minsk Group (Anna Lind of Sweden, Jean Martin of France, and Luigi Rossi of Italy) met",
        [
            ("Anna Lind", "Co-Chairs of the OSCE Minsk Group"),
            ("Jean Martin", "Co-Chairs of the OSCE Minsk Group"),
            ("Luigi Rossi", "Co-Chairs of the OSCE Minsk Group"),
        ],
    ),
    ("Mr. Petrov and Ms. Lind", [("Petrov", "Mr."), ("Lind", "Ms.")]),
    ("President Petrov's visit", [("Petrov", "President")]),
    ("Secretary General Lamberto Zannier on Tuesday", [("Lamberto Zannier", "Secretary General")]),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_an_office_before_the_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert persons(text) == expected


AFTER = [
    (
        "Anna Lind, the Head of the OSCE Mission to Georgia, said so.",
        [("Anna Lind", "Head of the OSCE Mission to Georgia")],
    ),
    ("On Friday Anna Lind, Sweden's Foreign Minister, left.", [("Anna Lind", "Sweden's Foreign Minister")]),
    ("Anna Lind (Minister of Justice of Sweden)", [("Anna Lind", "Minister of Justice of Sweden")]),
    ("Anna Lind was appointed Head of the Mission.", [("Anna Lind", "Head of the Mission")]),
    ("Anna Lind of Sweden became Secretary General.", [("Anna Lind", "Secretary General")]),
    ("The Council appointed Anna Lind of Sweden as Director.", [("Anna Lind", "Director")]),
    ("the delegation headed by Anna Lind", [("Anna Lind", "")]),
    ("signed by Anna Lind on behalf of Sweden", [("Anna Lind", "")]),
    (
        "Ambassador Anna Lind, Head of the OSCE Centre in Ashgabat, left.",
        [("Anna Lind", "Ambassador, Head of the OSCE Centre in Ashgabat")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), AFTER)
def test_an_office_after_the_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert persons(text) == expected


TERMS = [
    ("The Secretary General is Anna Lind.", [("Anna Lind", "Secretary General")]),
    ("Malta held the chair, with Anna Lind as Chairperson.", [("Anna Lind", "Chairperson")]),
    ("Two Directors are remembered. Anna Lind of Malta took over in 1999.", [("Anna Lind", "")]),
    (
        "The presidents: Anna Lind (1993-1994) and Jean Martin (1996–1998).",
        [("Anna Lind", "presidents"), ("Jean Martin", "")],
    ),
    (
        "Anna Lind and Jean Martin, the presidents of Malta, met.",
        [("Anna Lind", "presidents of Malta"), ("Jean Martin", "presidents of Malta")],
    ),
    ("Anna Lind took over in 1999.", []),
    ("She succeeds Anna Lind in Osh.", [("Anna Lind", "")]),
    ("Anna Lind, one-time head of the Malta desk, spoke.", [("Anna Lind", "one-time head of the Malta")]),
    ("Anna Lind, who took office as Minister, spoke.", [("Anna Lind", "Minister")]),
    ("Anna Lind heads the OSCE Mission to Moldova.", [("Anna Lind", "")]),
    ("Sweden chaired the OSCE Mission to Moldova; the Prague Summit led the UN to it.", []),
    ("Anna Lind (Malta) was in charge at first.", [("Anna Lind", "")]),
    ("France held the chair, Anna Lind serving as Chairperson.", [("Anna Lind", "Chairperson")]),
    ("Prague Spring (1968)", []),
    ("Anna King, Jean Martin left", []),
    ("STATEMENT BY THE PRESIDENT ON THE SITUATION IN MALTA", []),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms_of_office(text: str, expected: list[tuple[str, str]]) -> None:
    assert persons(text) == expected


def test_a_heading_announces_holders() -> None:
    text = "Secretaries General\nAnna Lind (Malta) took over in 1999."
    blocks = (Block(0, 19, "heading"), Block(20, len(text), "paragraph", "", "Secretaries General"))
    found = find_names(ParsedDocument("plain", text, blocks))
    assert [name.key for name in found] == ["anna-lind", "malta"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lind went to Paris.",
        "The Permanent Council, Head of which is unknown, met.",
        "the President of the Permanent Council",
        "the Prime Minister. On Monday he left.",
        "Head of Mission to Georgia",
        "Human Rights Watch, Director of which",
        "the General Assembly and the General Framework Agreement",
        "Foreign Minister Carter Foundation",
        "the Chairman Human Dimension Seminar",
        "Ministers Council of Europe",
        "in New Jersey, President of the Senate Joe Smit",
        "the Ambassadors of Armenia and Azerbaijan",
        "the Secretary General Monday",
        "The Mission, Ambassador's residence",
    ],
)
def test_no_person_is_invented(text: str) -> None:
    assert [name for name, _ in persons(text) if name != "Joe Smit"] == []


def test_a_list_of_office_holders_names_persons() -> None:
    found = read(
        ("paragraph", "The Heads of Mission have been:"),
        ("item", "István Gyarmati (Hungary)"),
        ("item", "2. Hansjörg Eiff (Germany), 1994–1995"),
        ("paragraph", "The talks were held in:"),
        ("item", "Novi Grad (Serbia)"),
    )
    assert [(name.name, name.rule, name.office) for name in found] == [
        ("István Gyarmati", "person/item", "Heads of Mission"),
        ("Hansjörg Eiff", "person/item", "Heads of Mission"),
    ]


def test_a_surname_points_back_to_its_bearer() -> None:
    text = "Ambassador Max van der Berg met President Ivan Petrov. Van der Berg and Petrov agreed. Ivan Petrov left."
    found = read(("paragraph", text))
    assert [(name.quote(text), name.key) for name in found] == [
        ("Max van der Berg", "max-van-der-berg"),
        ("Ivan Petrov", "ivan-petrov"),
        ("Van der Berg", "max-van-der-berg"),
        ("Petrov", "ivan-petrov"),
        ("Ivan Petrov", "ivan-petrov"),
    ]
    assert found[2].rule == "person/surname"


def test_a_surname_that_two_persons_bear_points_to_neither() -> None:
    text = "President Ivan Petrov met Ambassador Olga Petrov. Petrov left."
    assert [name.key for name in read(("paragraph", text))] == ["ivan-petrov", "olga-petrov"]


def test_names_in_the_office_are_found_too() -> None:
    text = "Foreign Minister of the Russian Federation Igor Ivanov"
    names = find_names(ParsedDocument("plain", text, (Block(0, len(text), "paragraph"),)))
    assert [(name.quote(text), name.kind) for name in names] == [
        ("Russian Federation", "state"),
        ("Igor Ivanov", "person"),
    ]
