"""Lists: what announces them, what belongs to them, and what is announced and missing."""

import pytest

from osce_docs.ingest.parse import parse

BEFORE = "The commission was set up in the spring of 1994 and has met every month since then in Geneva.\n\n"
PROSE = "The commission has its seat in Geneva and is served by a small office with five members of staff."


def _items(text: str) -> list[str]:
    """Return the entries, each with the first word of what announces it."""
    document = parse(text)
    items = [block for block in document.blocks if block.role == "item"]
    announcers = [document.blocks[int(block.name)].quote(text).split()[0] if block.name else "" for block in items]
    return [f"{who} > {block.quote(text)}" for who, block in zip(announcers, items, strict=True)]


@pytest.mark.parametrize(
    ("entries", "items"),
    [
        ("1. Norway\n2. Malta\n", ["Norway", "Malta"]),
        ("1) Norway;\n2) Malta.\n", ["Norway;", "Malta."]),
        ("- Norway\n- Malta\n", ["Norway", "Malta"]),
        ("• Norway\n•Malta\n", ["Norway", "Malta"]),
        ("(a) Norway;\n(b) Malta.\n", ["Norway;", "Malta."]),
        ("Norway\nMalta\n", ["Norway", "Malta"]),
        ("\nNorway\nMalta\n", ["Norway", "Malta"]),
        ("\nNorway\n\nMalta\n", ["Norway", "Malta"]),
        ("Jon Dahl (Norway)\nEva Borg (Malta)\n", ["Jon Dahl (Norway)", "Eva Borg (Malta)"]),
        (
            "To respect the borders of all;\nto settle every dispute by talks; and\nto trade.\n",
            ["To respect the borders of all;", "to settle every dispute by talks; and", "to trade."],
        ),
        ("Norway, Malta and the Holy See.\n", ["Norway, Malta and the Holy See."]),
        ("\n1. Norway\n\n2. Malta\n", ["Norway", "Malta"]),
    ],
)
@pytest.mark.parametrize("after", ["", f"\n{PROSE}"])
def test_entries_belong_to_what_announces_them(entries: str, items: list[str], after: str) -> None:
    text = f"{BEFORE}Its members are the following:\n{entries}{after}"
    assert _items(text) == [f"Its > {item}" for item in items]
    assert "empty-list" not in [each.kind for each in parse(text).findings]


def test_a_list_within_a_list() -> None:
    text = f"{BEFORE}Tasks are:\n1. To visit these:\n- Norway\n- Malta\n2. To report.\n{PROSE}\n3. Late"
    assert _items(text) == ["Tasks > To visit these:", "To > Norway", "To > Malta", "Tasks > To report.", " > Late"]


def test_a_colon_within_a_list_announces_nothing() -> None:
    text = f"{BEFORE}The members are:\n1. Norway;\n2. Malta:\n3. Cyprus."
    assert _items(text) == ["The > Norway;", "The > Malta:", "The > Cyprus."]
    assert "empty-list" not in [each.kind for each in parse(text).findings]


ANNOUNCEMENTS = [
    "Its members are:",
    "The office is run by the following persons:",
    "At present its chairs were:",
    "The bureau consists of: (according to its web site)",
    "The documents are listed below:",
    "Members of the bureau:",
]


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS)
@pytest.mark.parametrize("after", ["", f"\n\n{PROSE}", "\n\nThe rules include:\n1. Silence", f"\n\n\nHistory\n{PROSE}"])
def test_a_list_announced_and_missing_is_found(announcement: str, after: str) -> None:
    text = f"{BEFORE}It is small. {announcement}{after}"
    found = [span.quote(text) for each in parse(text).findings if each.kind == "empty-list" for span in each.spans]
    assert found == [announcement]


@pytest.mark.parametrize(
    "text",
    [
        f"The chair said:\n\n{PROSE}",
        f"The chair issued the following statement on the matter:\n\n{PROSE}",
        f'The members are as follows:\n\n"{PROSE}"',
        f"The text of the declaration:\n\n{PROSE}",
        f"Two rounds were held, and the second was not won by Malta:\n\n{PROSE}",
        "The meeting opened at 10:\n\nNobody came.",
    ],
)
def test_what_announces_no_list_is_not_found(text: str) -> None:
    assert "empty-list" not in [each.kind for each in parse(BEFORE + text).findings]


def test_a_heading_after_a_colon_is_no_entry() -> None:
    text = f"{BEFORE}Three plans were made, and all were dropped:\n\nFirst plan\n{PROSE}\n\nSecond plan\n{PROSE}"
    assert _items(text) == []
    assert [block.name for block in parse(text).blocks if block.role == "heading"] == ["First plan", "Second plan"]


def test_the_same_announcement_twice_is_one_finding() -> None:
    text = f"{BEFORE}Its members are:\n\n{PROSE}\n\nIts members are:\n\n{PROSE}"
    findings = [each for each in parse(text).findings if each.kind == "empty-list"]
    assert [len(each.spans) for each in findings] == [2]
