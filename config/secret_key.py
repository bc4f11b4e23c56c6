"""The key that signs sessions, for an installation that was given none."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def read_or_make_secret_key(path: Path) -> str:
    """Return the key in the file `path`; make the file, readable by its owner only, if it is not there.

    The key is written whole before it gets its name, so that processes that start together agree on one.
    Raises OSError where the file can be neither read nor made.
    """
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f"{path.name}-", encoding="ascii") as draft:
        draft.write(get_random_secret_key())
        draft.flush()
        with suppress(FileExistsError):
            os.link(draft.name, path)
