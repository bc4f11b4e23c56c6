"""The gold is true to its sources: every quote stands in its text, every date is valid EDTF."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
# The texts name the same dates over and over, and `edtf` takes long for one.
parsed = cache(parse_edtf)
LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(\d{1,9}\)")
DATE_KEYS = ("edtf", "date", "from", "to", "as_of")


def readable(document: str) -> str:
    return LINK.sub(r"\1", (ROOT / "seeds" / document).read_text(encoding="utf-8"))


def values(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key and value below a node, lists taken apart."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield str(key), value
        yield from values(value)


def quotes(gold: dict[str, Any], document: str) -> Iterator[tuple[str, str]]:
    """Every quote with the document it is said to stand in."""
    yield from ((document, quote) for quote in gold.get("quotes", {}).values())
    for _, node in values(gold):
        if isinstance(node, dict) and "quote" in node:
            yield from ((node.get("document", document), quote) for quote in [node["quote"], *node.get("or_quote", [])])


def dates(gold: dict[str, Any]) -> Iterator[str]:
    """Every date but the quoted words of the document's own."""
    for name, node in [("", gold), *values(gold)]:
        if name == "quotes":
            continue
        for key in DATE_KEYS if isinstance(node, dict) else ():
            yield from (date for date in [node.get(key), *node.get(f"or_{key}", [])] if date)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_quote_stands_in_its_text(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    said = list(quotes(gold, gold.get("path", "")))
    assert said
    assert [(where, quote) for where, quote in said if quote not in readable(where)] == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_date_is_valid_edtf(path: Path) -> None:
    """Each end of an interval by itself: `edtf` knows no half year beside an open end."""
    for date in dates(json.loads(path.read_text(encoding="utf-8"))):
        for end in date.split("/"):
            assert end == ".." or parsed(end)


def test_a_misquote_is_noticed() -> None:
    gold = {"events": [{"quote": "no such sentence", "or_quote": ["nor this"]}]}
    assert list(quotes(gold, "any.txt")) == [("any.txt", "no such sentence"), ("any.txt", "nor this")]


def test_the_gold_holds_what_a_careful_reader_finds() -> None:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD if path.stem != "across"]
    counted = {
        kind: [item for gold in documents for item in gold[kind] if not item.get("optional")]
        for kind in ("events", "proposals", "organizations", "findings")
    }
    assert len(documents) == 5
    assert len(counted["events"]) > 40
    assert len(counted["proposals"]) >= 7
    assert len(counted["organizations"]) >= 25
    assert len(counted["findings"]) > 50
