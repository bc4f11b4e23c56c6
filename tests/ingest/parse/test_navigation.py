"""What a navigation tells of States, bodies and topics, whatever its edition."""

import pytest

from osce_docs.ingest.parse.navigation import NavigationEntry, mine_navigation
from osce_docs.readings import Span

BY_FORM = """-
Our work
-
Fields of work
- Elections
- Policing
- Field operations
- Projects
-
Meetings and conferences
- Summit meetings
- Partnerships
-
Countries
- All
-
Participating States
- Andorra
- Malta – OSCE Chairpersonship 2024
- Yugoslavia (suspended)
- Asian Partners for Co-operation
-
Structures and institutions
- Chairpersonship
-
Secretariat
- Gender Section
- Institutions
-
Field operations
- Mission to Georgia
- Office in Zagreb (closed)
- Closed field activities
- Parliamentary Assembly
- About us"""

BY_NAME = """* Where we work
* Mission to Skopje
* Presence in Albania
* A page nobody knows
* Member States
* Italy, OSCE Chair 2018
* Poland
* What we do
* Arms control"""

PLAIN = """Participating States
Norway
Spain
Field missions
Centre in Bishkek
Contacts"""


def _mined(text: str) -> list[NavigationEntry]:
    return list(mine_navigation(text, Span(0, len(text))))


def _kept(text: str) -> list[tuple[str, str, str]]:
    return [(each.group, each.name, each.section) for each in _mined(text) if each.group not in {"section", "page"}]


def test_sections_told_by_their_form() -> None:
    assert _kept(BY_FORM) == [
        ("topic", "Elections", "Fields of work"),
        ("topic", "Policing", "Fields of work"),
        ("meeting-series", "Summit meetings", "Meetings and conferences"),
        ("state", "Andorra", "Participating States"),
        ("state", "Malta", "Participating States"),
        ("state", "Yugoslavia", "Participating States"),
        ("partner-group", "Asian Partners for Co-operation", "Countries"),
        ("structure", "Chairpersonship", "Structures and institutions"),
        ("secretariat-unit", "Gender Section", "Secretariat"),
        ("field-operation", "Mission to Georgia", "Field operations"),
        ("field-operation", "Office in Zagreb", "Field operations"),
        ("institution", "Parliamentary Assembly", "Structures and institutions"),
    ]


def test_sections_told_by_their_name() -> None:
    assert _kept(BY_NAME) == [
        ("field-operation", "Mission to Skopje", "Where we work"),
        ("field-operation", "Presence in Albania", "Where we work"),
        ("state", "Italy", "Member States"),
        ("state", "Poland", "Member States"),
        ("topic", "Arms control", "What we do"),
    ]


def test_a_navigation_without_bullets() -> None:
    assert _kept(PLAIN) == [
        ("state", "Norway", "Participating States"),
        ("state", "Spain", "Participating States"),
        ("field-operation", "Centre in Bishkek", "Field missions"),
    ]


def test_sections_stand_under_sections() -> None:
    sections = {each.name: each.section for each in _mined(BY_FORM) if each.group == "section"}
    assert sections == {
        "Our work": "",
        "Fields of work": "Our work",
        "Meetings and conferences": "Our work",
        "Countries": "",
        "Participating States": "Countries",
        "Structures and institutions": "",
        "Secretariat": "Structures and institutions",
        "Field operations": "Structures and institutions",
    }


def test_words_of_the_menu_name_nothing() -> None:
    pages = [each.name for each in _mined(BY_FORM) if each.group == "page"]
    assert pages == [
        "Field operations",
        "Projects",
        "Partnerships",
        "All",
        "Institutions",
        "Closed field activities",
        "About us",
    ]


@pytest.mark.parametrize(
    ("line", "name", "note", "year"),
    [
        ("Malta – OSCE Chairpersonship 2024", "Malta", "OSCE Chairpersonship", 2024),
        ("Slovakia - OSCE Chair 2019", "Slovakia", "OSCE Chair", 2019),
        ("Spain (OSCE Chairmanship 2007)", "Spain", "OSCE Chairmanship", 2007),
        ("2026 OSCE Chairpersonship – Switzerland", "Switzerland", "OSCE Chairpersonship", 2026),
        ("Greece, Chairmanship", "Greece", "Chairmanship", None),
        ("Yugoslavia (suspended)", "Yugoslavia", "suspended", None),
        ("Holy See", "Holy See", "", None),
    ],
)
def test_what_is_said_of_a_state_is_told_apart(line: str, name: str, note: str, year: int | None) -> None:
    text = f"-\nParticipating States\n- Andorra\n- {line}"
    entry = _mined(text)[-1]
    assert (entry.group, entry.name, entry.note, entry.chair_year) == ("state", name, note, year)
    assert entry.quote(text) == line


def test_parents_are_numbers_of_entries() -> None:
    entries = _mined("head of the text\n\n" + BY_FORM)
    assert all(each.parent is None or entries[each.parent].name == each.section for each in entries)


def test_offsets_count_in_the_whole_text() -> None:
    text = "Words before.\n" + BY_FORM + "\nPress release"
    start = text.index("-\nOur work")
    entries = mine_navigation(text, Span(start, start + len(BY_FORM)))
    assert [each.quote(text) for each in entries][:3] == ["Our work", "Fields of work", "Elections"]
    assert entries[-1].quote(text) == "About us"
