"""Ties between records as sources tell them: the natural key of each and the columns it fills. Pure.

A tie's key names what it ties under its owner, so that an editor's ruling on it outlives any re-reading.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Columns = dict[str, Any]
# A ruling names a tie by its field and key, in one column of 255.
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Tie:
    """How one field of claims becomes rows: `model` and its columns; `parts` are what the key is made of.

    `bodies` are columns that hold an organization's key, `body` is the part that does; `disputable` is the column on
    which sources may differ; rows that are `kept` come from Mentions, not from Claims: each has the name given there.
    """

    field: str
    model: str
    parts: tuple[str, ...]
    columns: Callable[[Columns], Columns]
    bodies: tuple[str, ...] = ()
    body: str = ""
    disputable: str = ""
    kept: bool = False

    def key(self, value: Columns) -> str:
        """Return the key of the tie that these columns of a claim tell of."""
        return bounded("/".join(plain(value.get(part)) for part in self.parts), LONGEST_KEY)


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
            ("role", "member", "holder", "from"),
            _picked(member="member", role="role", holder="holder", since="from", until="to"),
            ("member",),
            "member",
        ),
        Tie(
            "count",
            "StatedCount",
            ("what", "number", "as_of"),
            _picked(what="what", number="number", as_of="as_of"),
        ),
        Tie(
            "participant",
            "Participation",
            ("role", "name", "holder"),
            _participation,
            ("organization",),
            "name",
        ),
        Tie("proposer", "Proposer", ("name",), _picked(organization="name"), ("organization",), "name"),
        Tie(
            "position",
            "Position",
            ("party",),
            _picked(party="party", stance="stance"),
            ("party",),
            "party",
            disputable="stance",
        ),
        Tie("alias", "Alias", ("name",), _picked(name="name"), kept=True),
        Tie(
            "source",
            "DocumentSource",
            ("name",),
            _picked(organization="name", name="name"),
            ("organization",),
            "name",
        ),
        Tie("topic", "DocumentTopic", ("name",), _picked(topic="name")),
    )
}
# Fields whose value is an organization's key.
REFERENCES = frozenset({"body", "parent"})


def body_in(field: str, value: Any) -> str:
    """Return the key of the organization that a value of a field, or of a tie, names; an empty text where none is."""
    tie = TIES.get(field.partition("/")[0])
    if tie is None:
        return str(value or "") if field in REFERENCES else ""
    return str(tied(value or "").get(tie.body) or "") if tie.body else ""


def names_a_body(field: str) -> bool:
    """Whether values of a field, or of a tie, name an organization."""
    tie = TIES.get(field.partition("/")[0])
    return bool(tie.body) if tie else field in REFERENCES


def renamed(field: str, value: Any, names: Mapping[str, str]) -> Any:
    """Return a value of a field, or of a tie, with the organization named by the key that `names` has for its own."""
    named = names.get(body_in(field, value))
    if named is None:
        return value
    return {**value, TIES[field.partition("/")[0]].body: named} if isinstance(value, dict) else named


def renamed_field(field: str, names: Mapping[str, str]) -> str:
    """Return the name of a tie (`position/armenia`) with its organization named so too; a field's as it is."""
    name, _, key = field.partition("/")
    tie = TIES.get(name)
    if tie is None or not tie.body or not key:
        return field
    parts, at = key.split("/"), tie.parts.index(tie.body)
    own = {plain(key): plain(other) for key, other in names.items()}
    return "/".join([name, *parts[:at], own.get(parts[at], parts[at]), *parts[at + 1 :]]) if at < len(parts) else field
