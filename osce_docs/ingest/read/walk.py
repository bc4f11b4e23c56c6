"""Which files are sources, in the order of their keys, each under the key it has whatever path was typed."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from osce_docs.ingest.read.describe import NAME, Source, describe
from osce_docs.ingest.read.printable import printable
from osce_docs.ingest.read.values import FolderRead, Refusal, SourceDescription, Unreadable

LONGEST_KEY = 255
# What Python makes of bytes in names that are not UTF-8.
UNDECODED = re.compile("[\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A path that may hold a source text."""

    path: Path
    key: str
    description: SourceDescription


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on the way, as typed and resolved. `top` is the folder that links must not lead out of; `unread` gathers
    the keys of folders that could not be read, for all folders below one `head`."""

    path: Path
    real: Path
    source: Source
    top: Path
    head: bool
    unread: list[str]


Step = Candidate | Refusal | FolderRead
Claimed = dict[str, list[Path]]


def walk(paths: Iterable[Path]) -> Iterator[Step]:
    """Yield the files at and below `paths`, each once, sorted by resolved path and below a folder by key.

    A file that was typed is a candidate unless its name says that it is no source; a folder gives all its files,
    whatever their ending, and a FolderRead after the last. Never raises for what it finds.
    """
    walked: set[Path] = set()
    claimed: Claimed = {}
    resolved, refusals = _resolve(paths)
    yield from refusals
    for real, path in sorted(resolved.items()):
        if not _covered(real, walked):
            walked.add(real)
            yield from _typed(path, real, claimed)


def _resolve(paths: Iterable[Path]) -> tuple[dict[Path, Path], list[Refusal]]:
    resolved: dict[Path, Path] = {}
    refusals = []
    for path in paths:
        try:
            resolved.setdefault(path.resolve(strict=True), path)
        except FileNotFoundError:
            refusals.append(Refusal(printable(path), "does not exist"))
        except (OSError, RuntimeError, ValueError) as error:
            refusals.append(Refusal(printable(path), f"cannot be reached: {_why(error)}"))
    return resolved, refusals


def _why(error: Exception) -> str:
    """RuntimeError is how Python 3.11 tells of links that lead in a circle."""
    if isinstance(error, RuntimeError):
        return "its links lead in a circle"
    return getattr(error, "strerror", "") or str(error)


def _covered(real: Path, walked: set[Path]) -> bool:
    """Tell whether a folder already walked has given this path; hidden folders are not walked."""
    if real in walked:
        return True
    above = next((len(parent.parts) for parent in real.parents if parent in walked), 0)
    return bool(above) and not any(part.startswith(".") for part in real.parts[above:])


def _typed(path: Path, real: Path, claimed: Claimed) -> Iterator[Step]:
    try:
        is_folder = real.is_dir()
        source = describe(real if is_folder else real.parent)
    except (OSError, Unreadable) as error:
        yield Refusal(printable(path), _reason(error))
        return
    if is_folder:
        yield from _below(Folder(path, real, source, source.folder, True, []), claimed)
    elif reason := _no_source(real.name) or _bad_name(real.name):
        yield Refusal(printable(path), reason)
    else:
        yield _file(path, real, source, claimed)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, Unreadable) else f"cannot be read: {_why(error)}"


def _no_source(name: str) -> str:
    """Say why a file of this name is no source, or nothing."""
    if name == NAME:
        return "describes sources and is none"
    if name.partition(".")[0].upper() == "README":
        return "is a README, which is no source"
    return "is hidden by its name, and so no source" if name.startswith(".") else ""


def _bad_name(name: str) -> str:
    if UNDECODED.search(name):
        return "has a name that is not valid UTF-8"
    return "has a name with a control character" if CONTROL.search(name) else ""


def _below(first: Folder, claimed: Claimed) -> Iterator[Step]:
    """Walk without recursion: folders may be nested deeper than Python's stack."""
    opened = [_steps(first, claimed)]
    while opened:
        step = next(opened[-1], None)
        if step is None:
            opened.pop()
        elif isinstance(step, Folder):
            opened.append(_steps(step, claimed))
        else:
            yield step


def _steps(folder: Folder, claimed: Claimed) -> Iterator[Step | Folder]:
    key = folder.source.key_of(folder.real) + "/"
    try:
        names, links = _listed(folder.path)
    except OSError as error:
        folder.unread.append(key)
        yield Refusal(printable(folder.path), f"is a folder that cannot be listed: {_why(error)}")
    else:
        for name in names:
            yield from _step(name, name in links, folder, claimed)
    if folder.head:
        yield FolderRead(key, tuple(folder.unread))


def _listed(path: Path) -> tuple[list[str], set[str]]:
    """Return the names in a folder in the order of keys, those of folders with a stroke after them: `a.txt` before
    `a/`; and which are of links. Of a folder of very many files nothing more is held."""
    names, links = [], set()
    with os.scandir(path) as entries:
        for entry in entries:
            names.append(entry.name + "/" * entry.is_dir(follow_symlinks=False))
            if entry.is_symlink():
                links.add(entry.name)
    names.sort()
    return names, links


def _step(listed: str, is_link: bool, folder: Folder, claimed: Claimed) -> Iterator[Step | Folder]:
    name = listed.removesuffix("/")
    path, real = folder.path / name, folder.real / name
    is_folder = name != listed
    if name.startswith(".") or (not is_folder and _no_source(name)):
        return
    if reason := _bad_name(name):
        yield Refusal(printable(path), reason)
    elif is_link:
        yield from _link(path, folder.top)
    elif is_folder:
        yield _folder(path, real, folder)
    else:
        yield _file(path, real, folder.source, claimed)


def _link(path: Path, top: Path) -> Iterator[Refusal]:
    """A link that stays inside says nothing new: what it leads to is read under its own name."""
    try:
        if not path.resolve(strict=True).is_relative_to(top):
            yield Refusal(printable(path), "is a link that leads out of the folder")
    except FileNotFoundError:
        yield Refusal(printable(path), "is a link that leads nowhere")
    except (OSError, RuntimeError) as error:
        yield Refusal(printable(path), f"is a link that cannot be followed: {_why(error)}")


def _folder(path: Path, real: Path, parent: Folder) -> Folder | Refusal:
    try:
        if not (real / NAME).is_file():
            return replace(parent, path=path, real=real, head=False)
        return Folder(path, real, describe(real), parent.top, True, [])
    except OSError:
        # That the folder cannot be entered is told when it is listed.
        return replace(parent, path=path, real=real, head=False)
    except Unreadable as error:
        parent.unread.append(parent.source.key_of(real) + "/")
        return Refusal(printable(path), str(error))


def _file(path: Path, real: Path, source: Source, claimed: Claimed) -> Candidate | Refusal:
    key = source.key_of(real)
    if len(key) > LONGEST_KEY:
        return Refusal(printable(path), f"lies too deep: its path has more than {LONGEST_KEY} characters")
    other = _other(real, source, claimed)
    if other:
        reason = f"would have the same key as {printable(other)}: give each folder a {NAME} with a key of its own"
        return Refusal(printable(path), reason)
    return Candidate(path, key, source.of(real))


def _other(real: Path, source: Source, claimed: Claimed) -> Path | None:
    """Return the file of another folder, read before in this run, that has the same key."""
    folders = claimed.setdefault(source.description.key, [])
    if source.folder not in folders:
        folders.append(source.folder)
    earlier = folders[: folders.index(source.folder)]
    below = source.below(real)
    return next((folder / below for folder in earlier if os.path.lexists(folder / below)), None)
