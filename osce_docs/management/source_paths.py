"""The paths that somebody typed behind a command."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError


def source_paths(typed: Iterable[str | Path]) -> list[Path]:
    """Return the paths of the files and folders that were typed, all of which exist.

    Raises CommandError for the first that does not. An empty text is none: as a path it would be the current folder.
    """
    paths = []
    for each in typed:
        if not os.path.lexists(each):
            raise CommandError(f"There is no file or folder {str(each)!r}.")
        paths.append(Path(each))
    return paths
