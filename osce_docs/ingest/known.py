"""What the archive already has of the sources: which files are unchanged, and which are no longer there."""

from collections.abc import Iterable

from osce_docs.ingest.read import FolderRead, SourceFile
from osce_docs.models import Document


class Known:
    """The Documents there are, looked up as the files come by. `rules` is the fingerprint of the rules of reading."""

    def __init__(self, rules: str) -> None:
        self.rules = rules
        self._seen: set[str] = set()
        standing = Document.objects.filter(standing=True, rules=rules)
        self._hashes = dict(standing.values_list("key", "text__original__sha256").iterator(chunk_size=5000))

    def is_unchanged(self, source: SourceFile) -> bool:
        """Whether this file's Document was made of the same bytes under the same rules."""
        self.keep(source.key)
        return self._hashes.get(source.key) == source.sha256

    def keep(self, key: str) -> None:
        """Note that a file of this key is there, though it may have been refused."""
        self._seen.add(key)

    def gone(self, folders: Iterable[FolderRead]) -> list[int]:
        """Return the ids of standing Documents in folders that were read whole without them."""
        gone: list[int] = []
        for folder in folders:
            inside = Document.objects.filter(standing=True, key__startswith=folder.key)
            for pk, key in inside.values_list("pk", "key").iterator(chunk_size=5000):
                if key not in self._seen and not key.startswith(tuple(folder.unread)):
                    gone.append(pk)
        return sorted(set(gone))
