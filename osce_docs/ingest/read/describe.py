"""What `source.toml` says of the files in its folder and below.

key = "helsinki"                  # the source's name in document keys; without it, the folder's name
title = "Papers of a conference"  # and publisher, address, retrieved, language, rights, attribution

[files."day-1/opening.txt"]       # where one file differs: its path below this folder
language = "fi"
"""

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from osce_docs.edtf import is_valid
from osce_docs.ingest.read.load import load
from osce_docs.ingest.read.printable import printable
from osce_docs.ingest.read.values import SourceDescription, Unreadable

NAME = "source.toml"
LARGEST = 4_000_000
KEY = re.compile(r"[\w.-]{1,100}")
# The form of a language tag (RFC 5646, 2.1); whether its parts are registered is not looked up.
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
FIELDS = frozenset(field.name for field in fields(SourceDescription)) - {"key"}
LONGEST = {"title": 300, "publisher": 300, "address": 500, "retrieved": 60, "language": 35}


@dataclass(frozen=True, slots=True)
class Source:
    """A folder (resolved) with the description of its files, and of those that differ by their path below it."""

    folder: Path
    description: SourceDescription
    files: Mapping[str, SourceDescription]

    def below(self, path: Path) -> str:
        """Return the way from the folder to the file or folder at `path` (resolved), with strokes; empty for itself."""
        # Path.relative_to takes half as long as all else that an unchanged file takes.
        return path.as_posix().removeprefix(self.folder.as_posix()).removeprefix("/")

    def of(self, path: Path) -> SourceDescription:
        """Return the description of the file at `path` (resolved)."""
        return self.files.get(self.below(path), self.description) if self.files else self.description

    def key_of(self, path: Path) -> str:
        """Return the key of the file or folder at `path` (resolved)."""
        below = self.below(path)
        return f"{self.description.key}/{below}" if below else self.description.key


def describe(folder: Path) -> Source:
    """Return the description of a resolved folder: that of the nearest `source.toml`, upward to the root of the file
    system. Without any, the folder describes itself and nothing is known but its name.

    Raises Unreadable where that `source.toml` cannot be understood.
    """
    for each in (folder, *folder.parents):
        if (each / NAME).is_file():
            return _described(each)
    return Source(folder, SourceDescription(key=_name(folder)), {})


def _name(folder: Path) -> str:
    return re.sub(r"[^\w.-]", "_", folder.name)[:100] or "files"


def _described(folder: Path) -> Source:
    path = folder / NAME
    try:
        table = tomllib.loads(load(path, LARGEST)[0].decode())
        return _source(folder, table)
    except (ValueError, RecursionError, Unreadable) as error:  # ValueError: no UTF-8, no TOML, or a number too long
        raise Unreadable(f"is described by {printable(path)}, which cannot be understood: {error}") from None


def _source(folder: Path, table: dict[str, Any]) -> Source:
    key = table.pop("key", _name(folder))
    files = table.pop("files", {})
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise Unreadable("key is not a word of letters, digits, dots, hyphens and underscores")
    if not isinstance(files, dict) or not all(isinstance(each, dict) for each in files.values()):
        raise Unreadable("files is not a group of tables")
    description = replace(SourceDescription(key), **_checked(table))
    own = {name: replace(description, **_checked(each)) for name, each in files.items()}
    return Source(folder, description, own)


def _checked(table: dict[str, Any]) -> dict[str, str]:
    return {name: _value(name, value) for name, value in table.items()}


def _value(name: str, value: object) -> str:
    if name not in FIELDS:
        raise Unreadable(f"{printable(name)} is none of {', '.join(sorted(FIELDS))}")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str) or "\0" in value:
        raise Unreadable(f"{name} is not a text")
    if len(value) > LONGEST.get(name, LARGEST):
        raise Unreadable(f"{name} is longer than {LONGEST[name]} characters")
    if name == "language" and value and not LANGUAGE.fullmatch(value):
        raise Unreadable(f"language is no tag such as en or sr-Latn: {printable(value)}")
    if name == "retrieved" and value and not is_valid(value):
        raise Unreadable(f"retrieved is no date such as 2026-11-06: {printable(value)}")
    return value
