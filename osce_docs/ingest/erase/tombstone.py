"""What stays of erased documents, and of the records that nothing else told of: rows without a word of theirs."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from osce_docs.editorial.bulk import sync
from osce_docs.editorial.recompute import recompute
from osce_docs.ingest.erase.extent import Going
from osce_docs.ingest.match import address
from osce_docs.ingest.store.documents import addresses, sha256
from osce_docs.ingest.store.keeping import rename
from osce_docs.models import (
    Document,
    Erasure,
    FormerAddress,
    Organization,
    Original,
    Provenance,
    Text,
    Trace,
)
from osce_docs.models.record import Record
from osce_docs.search.indexing import index
from osce_docs.search.words import fold

ERASED = "erased"
# A part of a name that is no word of the text may yet be some of them run together; of shorter ones that is chance.
LONG = 5


def keys_of(going: Going) -> dict[str, str]:
    """Return by each document's key that of its tombstone: its own, or a hash where it has words of the text."""
    known, whole = set(going.said), "".join(going.said)
    return {key: _wordless(key, known, whole) for key in sorted(each.key for each in going.documents.values())}


def bury(going: Going, keys: Mapping[str, str], why: Erasure) -> None:
    """Make tombstones of these documents, for the reason and by whom `why` tells; nothing hangs off them any more."""
    slugs = addresses(Document, sorted(keys.values()))
    hashes = {row.sha256 for row in Original.objects.filter(pk__in=going.originals)}
    empty, unknown = _empty_text(), _unknown_provenance()
    wanted: dict[int, dict[str, Any]] = {}
    for pk, document in going.documents.items():
        key, slug = document.key, document.slug
        erasure = Erasure(document=document, reason=why.reason, erased_at=why.erased_at, erased_by=why.erased_by)
        erasure.save()
        known_by = hashes | {Trace.of(name) for name in (key, slug, keys[key], slugs[keys[key]])}
        Trace.objects.bulk_create(Trace(erasure=erasure, sha256=each) for each in sorted(known_by))
        wanted[pk] = _columns(document, keys[key], slugs[keys[key]], empty, unknown)
    sync(Document, dict(going.documents), wanted)
    recompute(Document, going.documents)
    Provenance.objects.filter(pk__in=going.provenances).delete()


def unname(going: Going, mark: str) -> None:
    """Give the records that nothing tells of any more other keys and addresses; `mark` is what these are made of."""
    for model, ids in going.records.items():
        kind = str(model._meta.model_name)
        known = {row.pk: row for row in model._default_manager.filter(pk__in=ids)}
        keys = {pk: f"{kind}:{ERASED}:{mark}-{number}" for number, pk in enumerate(sorted(known), 1)}
        FormerAddress.objects.filter(kind=kind, target__in=ids.values()).delete()
        rename(kind, model, known, keys, {key: address(key) for key in keys.values()})
        if model is Organization:
            Organization.objects.filter(pk__in=ids).update(given_name=f"[{ERASED}]")
        recompute(model, ids)
        index(model, ids)


def _wordless(key: str, known: Collection[str], whole: str) -> str:
    source, _, path = key.partition("/")
    parts = [part for part in re.split(r"[\W_]+", fold(path if _is_shared(source) else key)) if part]
    runs = [run for part in parts for run in re.findall(r"[^\W\d]{3,}", part)]
    says = any(each in known or (len(each) >= LONG and each in whole) for each in (*parts, *runs))
    return f"{ERASED}/{Trace.of(key)[:16]}" if says else key


def _is_shared(source: str) -> bool:
    """Whether more than one document is of this source: then its name says nothing of one."""
    return Document.objects.filter(key__startswith=f"{source}/")[1:].exists()


def _columns(document: Document, key: str, slug: str, text: Text, provenance: Provenance) -> dict[str, Any]:
    return {
        "key": key,
        "slug": slug,
        "path": key.partition("/")[2] or key,
        "text_id": text.pk,
        "size": 0,
        "modified_ns": 0,
        "rules": "",
        "format": "",
        "given_title": ERASED,
        "standing": False,
        "status": Record.Status.UNREVIEWED,
        # A form that is open on it now is refused.
        "version": document.version + 1,
        "provenance_id": provenance.pk,
    }


def _empty_text() -> Text:
    """Return the text that tombstones have: none. No source can be of it, for a file without bytes is refused."""
    columns = {"size": 0, "packed": Original.pack(b"", "")}
    original, _ = Original.objects.get_or_create(sha256=sha256(b""), defaults=columns)
    return Text.objects.get_or_create(original=original, version="")[0]


def _unknown_provenance() -> Provenance:
    return Provenance.objects.get_or_create(key=ERASED)[0]
