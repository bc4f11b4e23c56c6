"""What holds of the parsing of any text whatever."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osce_docs.ingest.parse import parse
from osce_docs.ingest.parse.links import unlink
from osce_docs.ingest.parse.navigation import mine_navigation
from osce_docs.readings import ParsedDocument, Span

PIECES = [
    *("-", "- ", "*", "1. ", "(a) ", "#", "=", "\n", "\n\n", " ", "\t", "\u2028", "\u00a0", "\x0c", "é", "1666"),
    *("Press release", "Newsroom", "- Date:", "Place: ", "- Sources:", "OSLO, 4 May 1999 - ", "The Council met."),
    *("Participating States", "Field operations", "- Norway", "Contacts", "See also", "== Aims =="),
    *("[Malta](7)", "[x](", "](", "the following:", "said:", "The members of the Commission are:"),
    "It was decided on that day that nothing would be done about it for a year.",
]

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("\n".join),
)


def _spans(document: ParsedDocument) -> list[Span]:
    found = [span for finding in document.findings for span in finding.spans]
    menu = [document.navigation] if document.navigation else []
    return [*document.blocks, *document.folds, *document.links, *found, *menu]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_parsed(source: str) -> None:
    document = parse(source)
    text = document.text
    assert text == unlink(source)[0]
    assert all(0 <= span.start < span.end <= len(text) for span in _spans(document))
    for ordered in (document.blocks, document.links, document.folds):
        assert list(ordered) == sorted(ordered, key=lambda span: span.start)
    assert all(one.end <= other.start for one, other in zip(document.blocks, document.blocks[1:], strict=False))
    assert all(block.quote(text).strip() == block.quote(text) for block in document.blocks)
    announcers = [int(block.name) for block in document.blocks if block.role == "item" and block.name]
    assert all(document.blocks[number].role in {"paragraph", "item", "dateline"} for number in announcers)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_blocks_and_navigation_cover_the_text(source: str) -> None:
    """All but blanks, the bullets of fields and the marks of items."""
    document = parse(source)
    left = list(document.text)
    for span in (*document.blocks, *(fold for fold in document.folds if fold.reason == "navigation")):
        left[span.start : span.end] = " " * (span.end - span.start)
    marks = re.compile(r"\s*(?:[-–—*•·▪◦‣∙●○■□➢]|\(?[\w.]{1,15}[.)])\s*")
    assert [rest for rest in "".join(left).split("\n") if rest.strip() and not marks.fullmatch(rest)] == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_navigation_is_mined(text: str) -> None:
    entries = mine_navigation(text, Span(0, len(text)))
    assert all(0 <= each.start < each.end <= len(text) and each.name for each in entries)
    assert all(each.parent is None or each.parent < number for number, each in enumerate(entries))


def test_the_format_is_told_from_the_text_alone() -> None:
    folder = Path(__file__).parents[2] / "unseen"
    forms = {"press": "osce-page", "encyclopedia": "encyclopedia", "narrative": "narrative"}
    for name, form in forms.items():
        assert {parse(path.read_text()).format for path in folder.glob(f"{name}_*.txt")} == {form}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 400_000,
        "- \n" * 100_000,
        "- a\n" * 60_000,
        "Press release\n" * 20_000,
        "- Date:\n" * 20_000,
        "The members are:\n" * 20_000,
        "= " * 100_000 + "=",
        "A " * 200_000,
        "\n" * 400_000,
        "1. " * 100_000,
        ":" * 300_000,
        "[a](1)" * 40_000,
        "the following " * 30_000 + ":",
        ("a" * 50 + "\n") * 8_000,
        " " * 300_000 + "x",
        "See also\n\n" * 20_000,
        "Short line\n\n" * 20_000,
    ],
    ids=lambda text: f"{text[:14]!r} × {len(text)}",
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    assert parse(text).text
