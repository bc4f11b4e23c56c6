"""Storing fields of work."""

from collections.abc import Mapping, Sequence

from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.editorial.relations import plain
from osce_docs.ingest.reading import Read
from osce_docs.models import Topic


def save_topics(batch: Sequence[Read]) -> None:
    """Make sure that every topic the batch's documents are filed under has a row."""
    ensure_topics(
        {
            plain(claim.value): (claim.value, "")
            for read in batch
            for claim in read.reading.claims
            if claim.field == "topic"
        }
    )


def ensure_topics(topics: Mapping[str, tuple[str, str]]) -> None:
    """Make sure that a Topic stands for each key; `topics` gives its name and its parent's key, empty for none."""
    keys = topics.keys() | {parent for _, parent in topics.values() if parent}
    existing = {row.key: row for chunk in in_chunks(sorted(keys)) for row in Topic.objects.filter(key__among=chunk)}
    named = {
        key: {"key": key, "name": min(name[:300], existing[key].name) if key in existing else name[:300]}
        for key, (name, _) in topics.items()
    }
    sync(Topic, existing, named)
    rows = {row.key: row for chunk in in_chunks(sorted(keys)) for row in Topic.objects.filter(key__among=chunk)}
    under = {key: {"parent_id": rows[parent].pk} for key, (_, parent) in topics.items() if parent in rows}
    sync(Topic, rows, under)
