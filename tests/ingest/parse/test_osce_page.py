"""OSCE pages of all editions: with this navigation, another, or none; with all labels, some, or none."""

import pytest

from osce_docs.ingest.parse import parse
from osce_docs.readings import ParsedDocument

MENU = """-
Our work
-
Topics
- Elections
- Policing
-
Participating States
- Andorra
- Norway – OSCE Chairmanship 1999
"""
HEAD = """Press release
New radio mast for the valley
- Date:
- 4 May 1999
- Place:
- OSLO
- TROMSØ
- Source:
- Field operations:
- Themes:
- Media, Elections
"""
BODY = """OSLO, 4 May 1999 - The Mission handed over a radio mast today.
It is forty metres high.
"""


def _roles(document: ParsedDocument) -> list[tuple[str, str, str]]:
    return [(block.role, block.name, block.quote(document.text)) for block in document.blocks]


def test_a_page_is_divided() -> None:
    document = parse(MENU + HEAD + BODY)
    assert document.format == "osce-page"
    assert document.navigation is not None
    assert document.navigation.quote(document.text) == MENU.strip()
    assert [(fold.reason, fold.quote(document.text)) for fold in document.folds] == [("navigation", MENU.strip())]
    assert document.text == MENU + HEAD + BODY
    assert _roles(document) == [
        ("kind", "", "Press release"),
        ("title", "", "New radio mast for the valley"),
        ("label", "Date", "- Date:"),
        ("field", "Date", "4 May 1999"),
        ("label", "Place", "- Place:"),
        ("field", "Place", "OSLO"),
        ("field", "Place", "TROMSØ"),
        ("label", "Source", "- Source:"),
        ("label", "Field operations", "- Field operations:"),
        ("label", "Fields of work", "- Themes:"),
        ("field", "Fields of work", "Media, Elections"),
        ("dateline", "", "OSLO, 4 May 1999 -"),
        ("paragraph", "", "The Mission handed over a radio mast today."),
        ("paragraph", "", "It is forty metres high."),
    ]


def test_an_empty_label_is_found() -> None:
    findings = parse(MENU + HEAD + BODY).findings
    assert [(each.kind, each.subject) for each in findings] == [
        ("empty-field", "Source"),
        ("empty-field", "Field operations"),
    ]


MENUS = {
    "none": "",
    "crumbs": "Skip to main content\nHome\nNewsroom\n",
    "other bullets": "• Who we are\n• What we do\n• Missions\n• Mission to Georgia\n",
    "no bullets": "OSCE\nMenu\nWhere we work\nMission to Georgia\nWhat we do\nArms control\nElections\nContacts\n",
    "a kind among its sections": "-\nNewsroom\n- Press releases\n-\nStatements\n- Speeches\n-\nPress release\n- All\n",
    "a cookie notice": "This site uses cookies so that you may enjoy it all the more.\n" + MENU,
    "Russian": "-\nНаша работа\n-\nНаправления деятельности\n- Выборы\n- Миграция\n",
    "blank lines": MENU.replace("\n", "\n\n"),
    "long": MENU + "".join(f"- Entry number {number} of a menu\n" for number in range(400)),
}


@pytest.mark.parametrize("menu", MENUS.values(), ids=MENUS)
def test_any_navigation_is_folded(menu: str) -> None:
    document = parse(menu + HEAD + BODY)
    assert document.format == "osce-page"
    assert (document.navigation.quote(document.text) if document.navigation else "") == menu.strip()
    assert _roles(document) == _roles(parse(HEAD + BODY))


HEADS = {
    "Statement\nThe Chair regrets the deaths\n- Place:\n- OSLO\n": [
        ("kind", "", "Statement"),
        ("title", "", "The Chair regrets the deaths"),
        ("label", "Place", "- Place:"),
        ("field", "Place", "OSLO"),
    ],
    "News item\nTalks begin\nDate: 4 May 1999\nWhere: OSLO\n": [
        ("kind", "", "News item"),
        ("title", "", "Talks begin"),
        ("label", "Date", "Date:"),
        ("field", "Date", "4 May 1999"),
        ("label", "Place", "Where:"),
        ("field", "Place", "OSLO"),
    ],
    "Speech\nAddress to the Council\nDate:\n4 May 1999\nPlace:\nOSLO\n": [
        ("kind", "", "Speech"),
        ("title", "", "Address to the Council"),
        ("label", "Date", "Date:"),
        ("field", "Date", "4 May 1999"),
        ("label", "Place", "Place:"),
        ("field", "Place", "OSLO"),
    ],
    "Newsroom\nStatement\nTalks begin\n- Date:\n- 4 May 1999\n": [
        ("kind", "", "Statement"),
        ("title", "", "Talks begin"),
        ("label", "Date", "- Date:"),
        ("field", "Date", "4 May 1999"),
    ],
    "Communicado\nTalks begin\n- Fecha:\n- 4 de mayo\n- Lugar:\n- OSLO\n": [
        ("kind", "", "Communicado"),
        ("title", "", "Talks begin"),
        ("label", "Date", "- Fecha:"),
        ("field", "Date", "4 de mayo"),
        ("label", "Place", "- Lugar:"),
        ("field", "Place", "OSLO"),
    ],
    "Seminar on border management for the chiefs of police\n- When:\n- 4 May 1999\n- Where:\n- OSLO\n": [
        ("title", "", "Seminar on border management for the chiefs of police"),
        ("label", "Date", "- When:"),
        ("field", "Date", "4 May 1999"),
        ("label", "Place", "- Where:"),
        ("field", "Place", "OSLO"),
    ],
    "Press release\nTalks begin\n": [("kind", "", "Press release"), ("title", "", "Talks begin")],
}


@pytest.mark.parametrize(("head", "blocks"), HEADS.items())
def test_a_head_may_lack_parts_and_name_them_otherwise(head: str, blocks: list[tuple[str, str, str]]) -> None:
    document = parse(head + BODY)
    assert document.format == "osce-page"
    body = [
        ("dateline", "", "OSLO, 4 May 1999 -"),
        ("paragraph", "", "The Mission handed over a radio mast today."),
        ("paragraph", "", "It is forty metres high."),
    ]
    assert [each for each in _roles(document) if each not in body or each in blocks] == blocks
    assert _roles(document)[-3:] == body


FOOTERS = {
    "sections by form": "-\nFollow OSCE\n- Facebook\n- Twitter\n-\nContacts\n- Terms of use\n",
    "sections without bullets": (
        "About the OSCE\n- Chairmanship\n- Secretariat\nField operations\n- Mission to Georgia\nNewsroom\nContacts\n"
    ),
    "with a notice": "-\nNewsroom\n- Press releases\n- Calendar\n-\nJobs\n© OSCE 1999. All rights reserved.\n",
}


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS)
@pytest.mark.parametrize("menu", ["", MENU])
def test_navigation_below_the_body_is_folded(menu: str, footer: str) -> None:
    document = parse(menu + HEAD + BODY + footer)
    folded = [fold.quote(document.text) for fold in document.folds]
    assert folded == [each.strip() for each in (menu, footer) if each]
    assert _roles(document) == _roles(parse(HEAD + BODY))


def test_a_bullet_without_a_value_is_no_value() -> None:
    document = parse("Press release\nTalks begin\n- Date:\n-\n- Place:\n- OSLO\n" + BODY)
    assert [block.quote(document.text) for block in document.blocks if block.role == "field"] == ["OSLO"]
    assert [each.subject for each in document.findings] == ["Date"]


def test_a_list_of_the_body_is_no_footer() -> None:
    guests = (
        "The guests were:\n- Ola Nordmann, Oslo\n- Kari Nordmann, Oslo\n- Per Hansen, Bergen\n- Liv Dahl\n- Jon Dahl\n"
    )
    document = parse(HEAD + BODY + guests)
    assert document.folds == ()
    assert [block.role for block in document.blocks][-6:] == ["paragraph", *["item"] * 5]


def test_a_page_without_a_title_is_found() -> None:
    findings = parse("Press release\n- Date:\n- 4 May 1999\n- Place:\n- OSLO\n" + BODY).findings
    assert ("missing-title", "title") in [(each.kind, each.subject) for each in findings]


@pytest.mark.parametrize(
    "text",
    [
        "The agenda was long.\n- Opening\n- Statements\n- Closing\nThe session then ended.",
        "Report\n\nThe year was quiet. Nothing happened in it that would have to be told here at any length.",
        "Decision of the Committee to send a mission. It was taken after a debate of three days and three nights.",
    ],
)
def test_other_texts_are_no_pages(text: str) -> None:
    assert parse(text).format == "narrative"
