"""What the archive already has of the sources: which files are unchanged, and which are no longer there."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import accumulate, islice
from typing import NamedTuple

from django.db.models import Max, Q

from osce_docs.editorial.bulk import KEYS
from osce_docs.ingest.read import Candidate, FolderRead, SourceFile, Step, Unchanged
from osce_docs.ingest.reading import provenance_key
from osce_docs.models import Document, ImportRun

# File systems may tell the time no finer than by two seconds.
CLOCK = timedelta(seconds=2)
# So many files are looked up at once.
FILES = 1000


class State(NamedTuple):
    """What a file was when its Document was made of it; `mtime_ns` counts from 1970."""

    sha256: str
    provenance: str
    size: int
    mtime_ns: int


class Known:
    """The Documents there are, looked up as the files come by: of any number of them no more than a byte each is held.

    `rules` is the fingerprint of the rules of reading. With `verify` no file is taken for unchanged by its size and
    time alone.
    """

    def __init__(self, rules: str, verify: bool = False) -> None:
        self.rules = rules
        self._settled_ns = 0 if verify else _last_run_ns()
        # By id, whether the Document's file has come by; the ids of those made from now on are above all of these.
        self._seen = bytearray(1 + (Document.objects.aggregate(newest=Max("pk"))["newest"] or 0))
        self._made_of: dict[str, State] = {}

    def __len__(self) -> int:
        return Document.objects.filter(standing=True).count()

    def unchanged(self, steps: Iterable[Step]) -> Iterator[Step | Unchanged]:
        """Yield the steps of a walk, those files that look unchanged as such."""
        steps = iter(steps)
        while some := list(islice(steps, FILES)):
            self._look_up([each.key for each in some if isinstance(each, Candidate)])
            for each in some:
                unchanged = isinstance(each, Candidate) and self._looks_unchanged(each)
                yield Unchanged(each.key) if unchanged else each

    def is_unchanged(self, source: SourceFile) -> bool:
        """Whether the Document of this file, of those looked up last, was made of the same bytes and description under
        the same rules."""
        made_of = self._made_of.get(source.key)
        return made_of is not None and made_of[:2] == (source.sha256, provenance_key(source.source))

    def gone(self, folders: Iterable[FolderRead]) -> Iterator[int]:
        """Yield the ids of standing Documents in folders that were read whole without them."""
        unread: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for folder in folders:
            unread[folder.key] += folder.unread
        missing = array("q")
        for among in self._unseen_below(unread) if unread else ():
            standing = Document.objects.filter(among, standing=True).order_by("pk")
            for pk, key in standing.values_list("pk", "key").iterator():
                if pk < len(self._seen) and not self._seen[pk] and _is_missing(key, unread):
                    # To SQLite folders are one whose names differ in capitals only: each Document is gone but once.
                    self._seen[pk] = True
                    missing.append(pk)
        yield from missing

    def _unseen_below(self, folders: Iterable[str]) -> Iterator[Q]:
        """Yield conditions that hold for all Documents in these folders whose files have not come by: of few their ids
        are named, of more the folders, for all others may be somewhere else."""
        if self._seen.count(0) <= KEYS:
            yield Q(pk__among=[pk for pk, seen in enumerate(self._seen) if not seen])
        else:
            yield from (Q(key__startswith=folder) for folder in _outermost(folders))

    def _look_up(self, keys: list[str]) -> None:
        self._made_of.clear()
        documents = Document.objects.filter(key__among=keys).values_list(
            "pk", "standing", "rules", "key", "text__original__sha256", "provenance__key", "size", "modified_ns"
        )
        for pk, standing, made_by, key, *state in documents:
            if pk < len(self._seen):
                self._seen[pk] = True
            if standing and made_by == self.rules:
                self._made_of[key] = State(*state)

    def _looks_unchanged(self, found: Candidate) -> bool:
        """Whether size and time say that this is the file its Document was made of.

        They are trusted where they are older than the last run: what was written since may bear the time of that run.
        """
        made_of = self._made_of.get(found.key)
        if made_of is None or made_of.mtime_ns >= self._settled_ns:
            return False
        try:
            now = found.path.stat()
        except OSError:
            return False
        same = (now.st_size, now.st_mtime_ns) == (made_of.size, made_of.mtime_ns)
        return same and provenance_key(found.description) == made_of.provenance


def _outermost(folders: Iterable[str]) -> list[str]:
    """Return the folders that lie in none of the others."""
    found: list[str] = []
    for folder in sorted(folders):
        if not found or not folder.startswith(found[-1]):
            found.append(folder)
    return found


def _is_missing(key: str, unread: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a folder on the way to this key was read; `unread` are the keys below which it was not, by folder."""
    folders = accumulate(f"{part}/" for part in key.split("/")[:-1])
    return any(folder in unread and not key.startswith(unread[folder]) for folder in folders)


def _last_run_ns() -> int:
    """Return when the last run that wrote something began, in nanoseconds since 1970; 0 where there was none."""
    started: datetime | None = ImportRun.objects.values_list("started_at", flat=True).order_by("-started_at").first()
    return int((started - CLOCK).timestamp() * 1e9) if started else 0
