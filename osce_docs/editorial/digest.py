"""One hash over all standing content, Rulings and Annotations: equal on any database, in whatever order things came.

Each row becomes canonical JSON that names other rows by natural key; primary keys, clocks, runs and passwords stay out.
The hashes of the rows are sorted as bytes, here and not in the database, and hashed together.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet

from osce_docs.editorial.facts import counts, document_counts
from osce_docs.editorial.sorting import in_order
from osce_docs.models import (
    Alias,
    Annotation,
    Basis,
    Claim,
    Document,
    DocumentSource,
    DocumentTopic,
    Erasure,
    Event,
    Finding,
    FindingPassage,
    Membership,
    Mention,
    Organization,
    Participation,
    Position,
    Proposal,
    Proposer,
    Provenance,
    Retelling,
    Ruling,
    StatedCount,
    Telling,
    Text,
    Topic,
    Trace,
)

RECORD = ("key", "slug", "status", "version", "disputed", "merged_into__key")
SUBJECT = ("document__key", "organization__key", "event__key", "proposal__key")


def archive_digest() -> str:
    """Return the archive's digest as 64 hexadecimal digits."""
    hashes = (hashlib.sha256(f"{table}\x1f{_canonical(row)}".encode()).digest() for table, row in standing_content())
    whole = hashlib.sha256()
    for each in in_order(hashes, whole.digest_size):
        whole.update(each)
    return whole.hexdigest()


def standing_content() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every row that the digest is made of, with the name of its table."""
    for name, rows in _tables():
        for row in rows.iterator(chunk_size=2000):
            yield name, row


def _canonical(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def _tables() -> Iterator[tuple[str, QuerySet[Any, dict[str, Any]]]]:
    yield from _records()
    yield from _ties()
    yield from _evidence()
    yield from _editorial()


def _records() -> Iterator[tuple[str, QuerySet[Any, dict[str, Any]]]]:
    standing = {model: model.objects.filter(standing=True) for model in (Document, Organization, Event, Proposal)}
    yield (
        "provenance",
        Provenance.objects.filter(documents__standing=True)
        .distinct()
        .values("key", "title", "publisher", "address", "retrieved", "language", "rights", "attribution"),
    )
    filed = Q(topic_documents__owner__standing=True) | Q(children__topic_documents__owner__standing=True)
    yield "topic", Topic.objects.filter(filed).distinct().values("key", "name", "parent__key")
    yield "document", standing[Document].values(
        *RECORD, "path", "provenance__key", "text__original__sha256", "text__version", "rules", "format", "title",
        "title_supplied", "kind", "language", "date", "date_earliest", "date_latest", "place",
    )  # fmt: skip
    yield (
        "text",
        Text.objects.filter(documents__standing=True)
        .distinct()
        .values("original__sha256", "version", "content", "edition__sha256", "navigation_at", "structure"),
    )
    yield "organization", standing[Organization].values(*RECORD, "name", "kind", "parent__key", "founded", "dissolved")
    yield (
        "event",
        standing[Event].values(
            *RECORD, "title", "kind", "date", "date_earliest", "date_latest", "place", "body__key", "mode"
        ),
    )
    yield "proposal", standing[Proposal].values(*RECORD, "name", "date", "date_earliest", "date_latest", "text")


def _ties() -> Iterator[tuple[str, QuerySet[Any, dict[str, Any]]]]:
    columns = {
        Alias: ("name",),
        DocumentSource: ("name", "organization__key"),
        DocumentTopic: ("topic__key",),
        Membership: ("member__key", "role", "holder", "since", "until"),
        Participation: ("organization__key", "role", "holder"),
        Position: ("party__key", "stance", "disputed"),
        Proposer: ("organization__key",),
        StatedCount: ("what", "number", "as_of"),
    }
    for model, names in columns.items():
        rows = model._default_manager.filter(owner__standing=True)
        yield str(model._meta.model_name), rows.values("owner__key", "key", "exists", *names)


def _evidence() -> Iterator[tuple[str, QuerySet[Any, dict[str, Any]]]]:
    yield (
        "telling",
        Telling.objects.filter(counts("")).values(
            "key", "block", "date", "start", "end", "organization__key", "event__key", "proposal__key"
        ),
    )
    yield (
        "claim",
        Claim.objects.filter(counts()).values(
            "telling__key", "identity", "field", "value", "start", "end", "quote", "rule", "mode", "speaker"
        ),
    )
    yield (
        "mention",
        Mention.objects.filter(document_counts("document__")).values(
            "document__key", "named__key", "organization__key", "offsets", "names"
        ),
    )
    yield "retelling", Retelling.objects.values("first__key", "second__key", "shared")
    found = Finding.objects.filter(found=True)
    yield "finding", found.values("identity", "kind", "weight", "message", "field", "count", *SUBJECT)
    yield (
        "passage",
        FindingPassage.objects.filter(finding__in=found).values(
            "finding__identity", "document__key", "start", "end", "quote"
        ),
    )


def _editorial() -> Iterator[tuple[str, QuerySet[Any, dict[str, Any]]]]:
    yield (
        "resolution",
        Finding.objects.exclude(resolution=Finding.Resolution.OPEN).values(
            "identity", "resolution", "note", by=F("resolved_by__username")
        ),
    )
    yield "ruling", Ruling.objects.values(
        "kind", *SUBJECT, "field", "value", "claim", "telling", "other", "reason", "private_note", "cites",
        "made_at", "revoked_at", by=F("author__username"), revoker=F("revoked_by__username"),
    )  # fmt: skip
    yield (
        "erasure",
        Erasure.objects.values("document__key", "document__slug", "reason", "erased_at", by=F("erased_by")),
    )
    yield "trace", Trace.objects.values("erasure__document__key", "sha256")
    yield "basis", Basis.objects.values("event__key", "proposal__key", "key", "telling", "block")
    yield "annotation", Annotation.objects.values(
        "document__key", "start", "end", "quote", "prefix", "suffix", "note", "is_public", "is_sic", "orphaned",
        "organization__key", "event__key", "proposal__key", "made_at", by=F("author__username"),
    )  # fmt: skip
