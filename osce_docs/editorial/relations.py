"""Ties between records as sources tell them: the natural key of each and the columns it fills. Pure.

A tie's key names what it ties under its owner, so that an editor's ruling on it outlives any re-reading.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Columns = dict[str, Any]
# A ruling names a tie by its field and key, in one column of 255.
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Tie:
    """How one field of claims becomes rows: `model` and its columns.

    `bodies` are columns that hold an organization's key; `disputable` is the column on which sources may differ;
    rows that are `kept` come from Mentions, not from Claims: each has the name it was given there.
    """

    field: str
    model: str
    key: Callable[[Columns], str]
    columns: Callable[[Columns], Columns]
    bodies: tuple[str, ...] = ()
    disputable: str = ""
    kept: bool = False


def plain(text: Any) -> str:
    """Return a text as a key's part: lower case letters and digits joined by hyphens."""
    return _plain(str(text or ""))


@lru_cache(20_000)
def _plain(text: str) -> str:
    letters = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[\W_]+", "-", letters.casefold()).strip("-")[:120]


def bounded(key: str, longest: int) -> str:
    """Return a key of at most `longest` characters: of a longer one the end is a hash of the whole."""
    if len(key) <= longest:
        return key
    return f"{key[: longest - 9]}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def tied(value: Any) -> Columns:
    """Return a claim's value as columns; a bare text is the one thing the tie names."""
    return value if isinstance(value, dict) else {"name": value}


def _joined(*names: str) -> Callable[[Columns], str]:
    return lambda value: bounded("/".join(plain(value.get(name)) for name in names), LONGEST_KEY)


def _picked(**names: str) -> Callable[[Columns], Columns]:
    return lambda value: {column: value.get(name) or "" for column, name in names.items()}


def _participation(value: Columns) -> Columns:
    """A person is kept as name and office; her office, which texts put differently, is no part of the key."""
    written = " ".join(filter(None, (value.get("office"), value.get("holder"))))
    return {"organization": value.get("name") or "", "role": value.get("role") or "", "holder": written}


TIES = {
    tie.field: tie
    for tie in (
        Tie(
            "member",
            "Membership",
            _joined("role", "member", "holder", "from"),
            _picked(member="member", role="role", holder="holder", since="from", until="to"),
            ("member",),
        ),
        Tie(
            "count",
            "StatedCount",
            _joined("what", "number", "as_of"),
            _picked(what="what", number="number", as_of="as_of"),
        ),
        Tie(
            "participant",
            "Participation",
            _joined("role", "name", "holder"),
            _participation,
            ("organization",),
        ),
        Tie("proposer", "Proposer", _joined("name"), _picked(organization="name"), ("organization",)),
        Tie("position", "Position", _joined("party"), _picked(party="party", stance="stance"), ("party",), "stance"),
        Tie("alias", "Alias", _joined("name"), _picked(name="name"), kept=True),
        Tie("source", "DocumentSource", _joined("name"), _picked(organization="name", name="name"), ("organization",)),
        Tie("topic", "DocumentTopic", _joined("name"), _picked(topic="name")),
    )
}
