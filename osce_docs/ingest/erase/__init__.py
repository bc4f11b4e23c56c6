"""Erasing a document for good: for the law, not for editors. Its words go from everywhere, a tombstone stays.

First it is withdrawn, as a source that is gone, and all that others tell of too is settled without it; then what is
left of it, and counts nowhere any more, goes.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import reduce
from operator import or_

from django.db import connection, transaction
from django.db.models import F, Max, Q

from osce_docs.ingest.erase.extent import Going, going
from osce_docs.ingest.erase.forgotten import forget
from osce_docs.ingest.erase.named import NotErased, named
from osce_docs.ingest.erase.names import rename_shared
from osce_docs.ingest.erase.rulings import empty_rulings
from osce_docs.ingest.erase.sweep import sweep
from osce_docs.ingest.erase.tombstone import bury, keys_of, unname
from osce_docs.ingest.store import retract, settle_waiting
from osce_docs.ingest.store.evidence import touched_by_documents
from osce_docs.ingest.store.findings import MOST_PLACES
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.ingest.store.record_findings import LOST
from osce_docs.ingest.store.touched import Touched
from osce_docs.ingest.store.waiting import leave
from osce_docs.models import (
    Annotation,
    Document,
    DocumentSource,
    DocumentTopic,
    Erasure,
    Finding,
    FormerAddress,
    NavigationEdition,
    Original,
    Topic,
    Trace,
)
from osce_docs.search.engines import engine

__all__ = ["Going", "NotErased", "erase", "going", "named", "sweep"]


@transaction.atomic
def erase(document: Document, reason: str, by: str) -> Going:
    """Erase a document, and those of equal bytes, for a reason that readers are told; return what went.

    `by` is who does it, as the machine knows them. What is left in the files of the database is `sweep`'s.
    """
    wait_for_other_imports()
    gone = going(document)
    why = Erasure(reason=reason, erased_at=datetime.now(UTC), erased_by=by)
    keys = keys_of(gone)
    touched = touched_by_documents(gone.documents)
    touched.add(empty_rulings(gone, keys, why.erased_at))
    before = _found(gone, touched)
    _withdraw(gone, touched)
    findings = _lost(gone, touched, before)
    forget(gone, findings)
    _delete_evidence(gone, findings)
    bury(gone, keys, why)
    unname(gone, Trace.of(document.key)[:12])
    rename_shared(touched, gone.said)
    _delete_texts(gone)
    with connection.cursor() as cursor:
        engine(connection).rebuild(cursor)
    return gone


def _withdraw(gone: Going, touched: Touched) -> None:
    """Let these documents stand no longer, and settle all that they tell of without them. The addresses that records
    have only lost by that are not remembered: they may say what the documents did."""
    newest = FormerAddress.objects.aggregate(newest=Max("pk"))["newest"] or 0
    for model, ids in gone.records.items():
        rows = model._default_manager.filter(pk__in=ids)
        rows.update(status=model.Status.UNREVIEWED, merged_into=None, version=F("version") + 1)
    retract(gone.documents.keys())
    leave(touched)
    settle_waiting()
    FormerAddress.objects.filter(pk__gt=newest).delete()


def _found(gone: Going, touched: Touched) -> set[int]:
    """Return the findings that may go with these documents: on them, on what they tell of or retell, or with passages
    of theirs."""
    pairs = {pk for pair in gone.retellings.values_list("first", "second") for pk in pair}
    about = Q(document__in=pairs | set(gone.documents)) | Q(passages__document__in=gone.documents) | _on(touched)
    return set(Finding.objects.filter(about, found=True).values_list("pk", flat=True))


def _lost(gone: Going, touched: Touched, before: Collection[int]) -> set[int]:
    """Return the findings that rested on these documents: what they say may say what these said."""
    holders = gone.holders.values("pk")
    passages = Q(passages__document__in=gone.documents) | Q(_on(touched), count__gt=MOST_PLACES)
    passages |= Q(passages__document__in=holders) | Q(document__in=holders)
    lost = Q(pk__among=before) | passages | Q(_on(touched), kind__in=LOST)
    rows = Finding.objects.filter(Q(lost, found=False) | Q(document__in=gone.documents))
    return set(rows.values_list("pk", flat=True))


def _on(touched: Touched) -> Q:
    records = {"organization": touched.bodies, "event": touched.events, "proposal": touched.proposals}
    return reduce(or_, (Q(**{f"{name}__among": ids}) for name, ids in records.items() if ids), Q(pk=None))


def _delete_evidence(gone: Going, findings: Collection[int]) -> None:
    Finding.objects.filter(pk__among=findings).delete()
    Annotation.objects.filter(document__in=gone.holders, orphaned=True).delete()
    for rows in (gone.passages, gone.annotations, gone.mentions, gone.retellings, gone.claims, gone.tellings):
        rows.delete()
    for relation in (DocumentSource, DocumentTopic):
        relation._default_manager.filter(owner__in=gone.documents).delete()


def _delete_texts(gone: Going) -> None:
    gone.former_texts.delete()
    gone.texts.delete()
    Original.objects.filter(pk__in=gone.originals).delete()
    NavigationEdition.objects.filter(pk__in=gone.editions).delete()
    Topic.objects.filter(pk__in=gone.topics, parent__isnull=False).delete()
    Topic.objects.filter(pk__in=gone.topics).delete()
