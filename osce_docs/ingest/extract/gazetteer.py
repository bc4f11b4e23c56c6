"""The named things the archive knows, read from the data files of osce_docs/knowledge."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from osce_docs.knowledge import load

# One data file a kind; in bodies.toml every entry states its own.
KINDS = {
    "states": "state",
    "bodies": "",
    "places": "place",
    "territories": "territory",
    "instruments": "instrument",
    "topics": "topic",
}
# Letters that no decomposition makes plain.
PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name a thing bore for a time; `since` and `until` are EDTF, empty where the end is open."""

    name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A named thing. `aliases` are other full names and spellings; `people` its adjectives and demonyms.

    `head` is the noun that stands for it alone ("the Office"). `within_osce`, `alone`, `cautious` and `dateline` hold
    names that count only beside "OSCE", apart from other names, after a preposition, and in datelines. `article`: "the"
    belongs before its name.
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    parent: str = ""
    founded: str = ""
    dissolved: str = ""
    names_by_date: tuple[DatedName, ...] = ()
    head: str = ""
    within_osce: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    cautious: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    article: bool = False
    group: str = ""
    note: str = ""

    @property
    def in_phrase(self) -> str:
        """The name as it stands inside a longer one: `the Russian Federation`, `Malta`."""
        return "the " + self.name.removeprefix("The ") if self.article else self.name


@lru_cache(4096)
def slug(text: str) -> str:
    """Return the address form of a name: `OSCE Office in Chișinău` becomes `osce-office-in-chisinau`."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


@cache
def entries() -> Mapping[str, Entry]:
    """Return every entry by its key; raises ValueError where two entries share one."""
    found: dict[str, Entry] = {}
    for file, kind in KINDS.items():
        for key, values in _tables(file).items():
            if key in found:
                raise ValueError(f"{file}.toml: the key {key!r} is taken by a {found[key].kind}")
            found[key] = _entry(key, kind, values)
    return MappingProxyType(found)


def all_entries() -> tuple[Entry, ...]:
    """Return every entry of the gazetteer, in the order of the data files."""
    return tuple(entries().values())


def entry(key: str) -> Entry | None:
    """Return the entry of that key, or None where the gazetteer has none (a key made by a name rule)."""
    return entries().get(key)


def within(key: str, ancestor: str) -> bool:
    """Tell whether `ancestor` is among the parents, and theirs, of the entry `key`."""
    known = entries().get(key)
    while known is not None and known.parent:
        if known.parent == ancestor:
            return True
        known = entries().get(known.parent)
    return False


def _tables(file: str) -> dict[str, dict[str, Any]]:
    return {key: values for key, values in load(file).items() if isinstance(values, dict) and "name" in values}


def _entry(key: str, kind: str, values: Mapping[str, Any]) -> Entry:
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    known["names_by_date"] = tuple(DatedName(**each) for each in values.get("names_by_date", ()))
    known = {"key": key, "kind": kind, **known}
    return Entry(**known)
