"""The gold of the texts written for testing is true to them: every quote stands in its text, every date is EDTF."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

UNSEEN = Path(__file__).parent / "unseen"
GOLD = sorted((UNSEEN / "gold").glob("*.json"))
# The texts name the same dates over and over, and `edtf` takes long for one.
parsed = cache(parse_edtf)
LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(\d{1,9}\)")
DATE_KEYS = {key for name in ("edtf", "date", "from", "to", "as_of") for key in (name, f"or_{name}")}
QUOTE_KEYS = {"quote", "or_quote", "quotes"}


def strings(node: Any, keys: set[str], document: str = "") -> Iterator[tuple[str, str]]:
    """Every string under one of `keys`, with the document named beside it or above it."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    here = node.get("document", node.get("path", document)) if isinstance(node, dict) else document
    for key, value in pairs:
        found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if key == "quotes":
            found = list(value.values()) if "quotes" in keys else []
        if key in keys:
            yield from ((here, text) for text in found if isinstance(text, str))
        elif key != "quotes":
            yield from strings(value, keys, here)


def readable(document: str) -> str:
    return LINK.sub(r"\1", (UNSEEN / document).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_quote_stands_in_its_text(path: Path) -> None:
    said = list(strings(json.loads(path.read_text(encoding="utf-8")), QUOTE_KEYS))
    assert said
    assert [(where, quote) for where, quote in said if quote not in readable(where)] == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_date_is_valid_edtf(path: Path) -> None:
    for _, date in strings(json.loads(path.read_text(encoding="utf-8")), DATE_KEYS):
        for end in date.split("/"):
            assert end == ".." or parsed(end)


def test_every_text_has_its_gold() -> None:
    assert {path.stem for path in GOLD} == {path.stem for path in UNSEEN.glob("*.txt")} | {"across"}


def test_a_misquote_is_noticed() -> None:
    gold = {"path": "a.txt", "events": [{"quote": "one", "or_quote": ["two"]}], "quotes": {"title": "three"}}
    assert list(strings(gold, QUOTE_KEYS)) == [("a.txt", "one"), ("a.txt", "two"), ("a.txt", "three")]
