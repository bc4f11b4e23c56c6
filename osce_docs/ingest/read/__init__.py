"""Reading: paths become source files, each with its key and description, or refusals, each with its reason.

Every regular file at or below a path is a source, whatever its ending, except READMEs (README, README.*), `source.toml`
and what is hidden by a dot. A file's key is its source's key and its path below the folder that holds the nearest
`source.toml`, looked for upward to the root of the file system, so that it is the same whatever path was typed. Where
there is none, the folder that was typed, or the parent of the file that was typed, describes itself: then a file has
another key when typed alone than when its grandparent is typed.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from osce_docs.ingest.read.decode import decode
from osce_docs.ingest.read.load import load
from osce_docs.ingest.read.printable import printable
from osce_docs.ingest.read.values import FolderRead, Refusal, SourceDescription, SourceFile, Unchanged, Unreadable
from osce_docs.ingest.read.walk import Candidate, Step, walk

__all__ = [
    "SIZE_LIMIT",
    "Candidate",
    "FolderRead",
    "Refusal",
    "SourceDescription",
    "SourceFile",
    "Step",
    "Unchanged",
    "Unreadable",
    "decode",
    "printable",
    "read",
]

# Far above any document; what is parsed takes a hundred times the memory of a text of many short lines.
SIZE_LIMIT = 8_000_000


def read(
    paths: Iterable[Path],
    limit: int = SIZE_LIMIT,
    known: Callable[[Iterable[Step]], Iterable[Step | Unchanged]] = iter,
) -> Iterator[SourceFile | Unchanged | Refusal | FolderRead]:
    """Yield the source files at and below `paths` in a fixed order, what was refused and why, and which folders were
    read whole. Holds one file's bytes at a time, never more than `limit`; the bytes of every SourceFile can be decoded.

    `known` tells which of the files found are unchanged: they are not opened. Never raises for what it finds on disk.
    """
    for found in known(walk(paths)):
        yield _file(found, limit) if isinstance(found, Candidate) else found


def _file(found: Candidate, limit: int) -> SourceFile | Refusal:
    try:
        data, state = load(found.path, limit)
        decode(data)
    except Unreadable as error:
        return Refusal(printable(found.path), str(error))
    digest = hashlib.sha256(data).hexdigest()
    return SourceFile(found.key, found.path, data, digest, len(data), state.st_mtime_ns, found.description)
