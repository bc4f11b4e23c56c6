"""What the archive already has of the sources: which files are unchanged, and which are no longer there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.ingest.read import Candidate, FolderRead, SourceFile
from osce_docs.ingest.reading import provenance_key
from osce_docs.models import Document, ImportRun

# File systems may tell the time no finer than by two seconds.
CLOCK = timedelta(seconds=2)


class State(NamedTuple):
    """What a file was when its Document was made of it; `mtime_ns` counts from 1970."""

    sha256: bytes
    provenance: str
    size: int
    mtime_ns: int


class Known:
    """The Documents there are, looked up as the files come by. `rules` is the fingerprint of the rules of reading.

    With `verify` no file is taken for unchanged by its size and time alone.
    """

    def __init__(self, rules: str, verify: bool = False) -> None:
        self.rules = rules
        self._settled_ns = 0 if verify else _last_run_ns()
        standing = Document.objects.filter(standing=True).values_list(
            "key", "rules", "text__original__sha256", "provenance__key", "size", "modified_ns"
        )
        # By key, those not seen yet; every file comes by once. One in a million takes some 300 bytes.
        self._unseen: dict[str, State | None] = {}
        provenances: dict[str, str] = {}
        for key, made_by, sha256, provenance, size, mtime_ns in standing.iterator(chunk_size=5000):
            told = provenances.setdefault(provenance, provenance)
            state = State(bytes.fromhex(sha256), told, size, mtime_ns)
            self._unseen[key] = state if made_by == rules else None

    def __len__(self) -> int:
        return len(self._unseen)

    def looks_unchanged(self, found: Candidate) -> bool:
        """Whether size and time say that this is the file its Document was made of.

        They are trusted where they are older than the last run: what was written since may bear the time of that run.
        """
        made_of = self._unseen.get(found.key)
        if made_of is None or made_of.mtime_ns >= self._settled_ns:
            return False
        try:
            now = found.path.stat()
        except OSError:
            return False
        same = (now.st_size, now.st_mtime_ns) == (made_of.size, made_of.mtime_ns)
        if same and provenance_key(found.description) == made_of.provenance:
            del self._unseen[found.key]
            return True
        return False

    def is_unchanged(self, source: SourceFile) -> bool:
        """Whether this file's Document was made of the same bytes and description under the same rules."""
        made_of = self._unseen.pop(source.key, None)
        told = bytes.fromhex(source.sha256), provenance_key(source.source)
        return made_of is not None and made_of[:2] == told

    def keep(self, key: str) -> None:
        """Note that a file of this key is there, though it was refused."""
        self._unseen.pop(key, None)

    def gone(self, folders: Iterable[FolderRead]) -> list[int]:
        """Return the ids of standing Documents in folders that were read whole without them, in the order of keys."""
        keys: set[str] = set()
        for folder in folders:
            inside = (key for key in self._unseen if key.startswith(folder.key))
            keys |= {key for key in inside if not key.startswith(folder.unread)}
        ids: dict[str, int] = {}
        for chunk in in_chunks(sorted(keys), KEYS):
            ids |= dict(Document.objects.filter(key__in=chunk, standing=True).values_list("key", "pk"))
        return [ids[key] for key in sorted(ids)]


def _last_run_ns() -> int:
    """Return when the last run that wrote something began, in nanoseconds since 1970; 0 where there was none."""
    started: datetime | None = ImportRun.objects.values_list("started_at", flat=True).order_by("-started_at").first()
    return int((started - CLOCK).timestamp() * 1e9) if started else 0
