"""What reading yields: source files with their description, refusals, and folders that were read whole."""

from dataclasses import dataclass
from pathlib import Path


class Unreadable(Exception):
    """Something cannot be read; its words are one clear sentence for the person who asked for it."""


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """Where texts come from, as `source.toml` tells it; what it does not tell is empty.

    `key` is the source's name in document keys, `title` the title of the collection, `retrieved` a date in EDTF,
    `language` a two-letter code.
    """

    key: str
    title: str = ""
    publisher: str = ""
    address: str = ""
    retrieved: str = ""
    language: str = ""
    rights: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that holds text. `key` names its Document; `path` is how it was opened."""

    key: str
    path: Path
    data: bytes
    sha256: str
    size: int
    mtime_ns: int
    source: SourceDescription


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that whoever asked knows already, by its size and its time; it was not opened."""

    key: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was not read, and why. `path` is printable."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FolderRead:
    """All files whose keys begin with `key` have been told of, except below the keys in `unread`.

    A Document whose key begins so and that was neither read nor refused in the same run is no longer there.
    """

    key: str
    unread: tuple[str, ...] = ()
