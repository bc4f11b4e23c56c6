"""What the archive already has of the sources: which files are unchanged, and which are no longer there."""

from collections.abc import Iterable

from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.ingest.read import FolderRead, SourceFile
from osce_docs.ingest.reading import provenance_key
from osce_docs.models import Document

# What a file was when its Document was made of it: its hash and the key of its provenance.
State = tuple[bytes, str]


class Known:
    """The Documents there are, looked up as the files come by. `rules` is the fingerprint of the rules of reading."""

    def __init__(self, rules: str) -> None:
        self.rules = rules
        standing = Document.objects.filter(standing=True).values_list(
            "key", "rules", "text__original__sha256", "provenance__key"
        )
        # By key, those not seen yet; every file comes by once. One in a million takes some 200 bytes.
        self._unseen: dict[str, State | None] = {}
        provenances: dict[str, str] = {}
        for key, made_by, sha256, provenance in standing.iterator(chunk_size=5000):
            told = provenances.setdefault(provenance, provenance)
            self._unseen[key] = (bytes.fromhex(sha256), told) if made_by == rules else None

    def __len__(self) -> int:
        return len(self._unseen)

    def is_unchanged(self, source: SourceFile) -> bool:
        """Whether this file's Document was made of the same bytes and description under the same rules."""
        made_of = self._unseen.pop(source.key, None)
        return made_of == (bytes.fromhex(source.sha256), provenance_key(source.source))

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
