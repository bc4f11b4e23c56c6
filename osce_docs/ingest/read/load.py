"""A file's bytes, without ever waiting on a pipe or filling the memory."""

import os
import stat
from pathlib import Path

from osce_docs.ingest.read.values import Unreadable

NO_FILES = {
    stat.S_IFIFO: "is a named pipe, not a file",
    stat.S_IFSOCK: "is a socket, not a file",
    stat.S_IFCHR: "is a device, not a file",
    stat.S_IFBLK: "is a device, not a file",
    stat.S_IFDIR: "is a folder, not a file",
}
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def load(path: Path, limit: int) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file and its state. Raises Unreadable where it is none, is empty, is larger than
    `limit` bytes, or cannot be opened or read."""
    try:
        _check(path.stat(), limit)
        # Looked at twice: what is opened may be another thing than what was looked at, and must not block either.
        with os.fdopen(os.open(path, FLAGS), "rb") as file:
            state = os.fstat(file.fileno())
            _check(state, limit)
            data = file.read(limit + 1)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from None
    _check_size(len(data), limit)
    return data, state


def _check(state: os.stat_result, limit: int) -> None:
    kind = stat.S_IFMT(state.st_mode)
    if kind != stat.S_IFREG:
        raise Unreadable(NO_FILES.get(kind, "is not a file"))
    _check_size(state.st_size, limit)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise Unreadable(f"is larger than {_megabytes(limit)}" + (f" ({_megabytes(size)})" if size > limit + 1 else ""))
    if size == 0:
        raise Unreadable("is empty")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.3g} MB" if size >= 1_000_000 else f"{size} bytes"
