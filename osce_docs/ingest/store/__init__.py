"""Storing what was read: a batch a transaction, with a note of what is to be settled; then settling it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from osce_docs.editorial.bulk import Tally
from osce_docs.editorial.recompute import recompute
from osce_docs.ingest.reading import Read
from osce_docs.ingest.store.aliases import save_aliases, save_aliases_of
from osce_docs.ingest.store.annotations import save_annotations
from osce_docs.ingest.store.belonging import assign
from osce_docs.ingest.store.bodies import save_bodies
from osce_docs.ingest.store.documents import save_documents
from osce_docs.ingest.store.editions import editions_of, save_editions
from osce_docs.ingest.store.erased import erased_among
from osce_docs.ingest.store.evidence import named_by, said_in, save_evidence, touched_by_documents
from osce_docs.ingest.store.findings import save_findings, stored_about
from osce_docs.ingest.store.naming import naming
from osce_docs.ingest.store.navigation import save_navigation
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.ingest.store.record_findings import LOST, of_documents
from osce_docs.ingest.store.settle import settle_touched, told_of_by
from osce_docs.ingest.store.stored import Stored
from osce_docs.ingest.store.topics import save_topics
from osce_docs.ingest.store.touched import Touched, touched_by
from osce_docs.ingest.store.waiting import anything_waits, leave, settle_waiting
from osce_docs.knowledge import load
from osce_docs.models import Document, Organization, Telling
from osce_docs.search.indexing import index

__all__ = [
    "Stored",
    "anything_waits",
    "retract",
    "settle",
    "settle_bodies",
    "settle_tellings",
    "settle_waiting",
    "store",
]

BETWEEN_DOCUMENTS = frozenset({"disagreement", "retelling", "unresolved-match", *LOST})
WITHIN_DOCUMENTS = load("findings").keys() - BETWEEN_DOCUMENTS


@transaction.atomic
def store(batch: Sequence[Read], rules: str) -> Stored:
    """Store a batch of readings made under the rules of this fingerprint. All of it is written, or nothing.

    What stands in the documents themselves is up to date then; what shows only between them waits to be settled. What
    was erased since it was read is left out.
    """
    wait_for_other_imports()
    erased = erased_among([read.source for read in batch])
    batch = [read for read in batch if read.source.key not in erased]
    stored = Stored(documents=len(batch))
    carried = editions_of(Document.objects.filter(key__among=[read.source.key for read in batch]))
    originals = _originals(Document.objects.filter(key__among=[read.source.key for read in batch]))
    documents, revived, tally = save_documents(batch, rules)
    stored.add("documents", tally)
    save_topics(batch)
    said = [said_in(read) for read in batch]
    bodies, new_bodies = save_bodies(said)
    stored.add("organizations", Tally(created=len(new_bodies), unchanged=len(bodies) - len(new_bodies)))
    saved = save_evidence(said, documents, bodies)
    listed, new_listed = save_navigation(batch, rules)
    stored.add("organizations", Tally(created=len(new_listed)))
    stored.add("claims", saved.claims)
    stored.add("passages", saved.claims)
    ids = {document.pk for document in documents.values()}
    save_annotations(ids)
    own = save_findings(stored_about("document", ids, WITHIN_DOCUMENTS), of_documents(batch, documents))
    stored.add("findings", own)
    touched = saved.touched
    touched.organizations |= new_bodies | listed
    touched.add(touched_by_documents(revived))
    touched.add(told_of_by(_parted_or_joined(originals)))
    touched.add(_compute(ids, saved.renamed | named_by(revived), carried))
    leave(touched)
    return stored


@transaction.atomic
def retract(documents: Collection[int]) -> Stored:
    """Let documents stand no longer whose sources are gone: nothing is deleted, but what they say counts nowhere."""
    wait_for_other_imports()
    stored = Stored()
    Document.objects.filter(pk__among=documents).update(standing=False)
    stored.add("documents", Tally(updated=len(documents)))
    stored.add("findings", save_findings(stored_about("document", documents, WITHIN_DOCUMENTS), ()))
    touched = touched_by_documents(documents)
    touched.add(_compute(documents, named_by(documents)))
    leave(touched)
    return stored


@transaction.atomic
def settle(documents: Collection[int]) -> Stored:
    """Settle anew what these documents tell of, after an editor withheld them or let them be seen again."""
    wait_for_other_imports()
    stored = Stored()
    touched = touched_by_documents(documents)
    touched.add(_compute(documents, named_by(documents)))
    settle_touched(touched, stored)
    return stored


@transaction.atomic
def settle_tellings(tellings: Iterable[Telling]) -> Stored:
    """Settle anew what these tellings are about, after an editor ruled on them or on a claim of theirs."""
    wait_for_other_imports()
    stored = Stored()
    touched = touched_by(tellings)
    touched.add(_compute(touched.documents))
    settle_touched(touched, stored)
    return stored


@transaction.atomic
def settle_bodies(keys: Collection[str]) -> Stored:
    """Settle anew to which organizations belongs what documents tell of these bodies, after an editor ruled on it.

    `keys` are those by which texts name them. All that names them elsewhere is computed anew too.
    """
    wait_for_other_imports()
    stored = Stored()
    moved = assign(keys).bodies | set(Organization.objects.filter(key__in=keys).values_list("pk", flat=True))
    save_aliases_of(moved)
    touched = naming(moved, keys)
    touched.organizations |= moved
    touched.add(_compute(touched.documents))
    settle_touched(touched, stored)
    return stored


def _compute(documents: Collection[int], renamed: Collection[int] = (), carried: Collection[int] = ()) -> Touched:
    """Bring documents, and what follows from each alone, up to date; return what that touches.

    `renamed` are bodies that may have lost a name, `carried` editions of the navigation that the documents had before.
    """
    dates = _dates(documents)
    recompute(Document, documents)
    redated = {pk for pk, day in _dates(documents).items() if day != dates[pk]}
    save_aliases(documents, renamed)
    index(Document, documents)
    touched = told_of_by(redated)
    touched.documents |= set(documents)
    touched.organizations |= save_editions(editions_of(documents) | set(carried))
    return touched


def _originals(documents: QuerySet[Document]) -> dict[int, int]:
    return dict(documents.values_list("pk", "text__original"))


def _parted_or_joined(originals: Mapping[int, int]) -> set[int]:
    """Return the documents that no longer have these bytes, and had them, or have others now, together with another
    document: they are another witness, though they may tell the same."""
    now = _originals(Document.objects.filter(pk__among=originals))
    moved = {pk: (original, now[pk]) for pk, original in originals.items() if now[pk] != original}
    either = {each for pair in moved.values() for each in pair}
    carrying = Document.objects.filter(text__original__among=either)
    carried = Counter(carrying.values_list("text__original", flat=True))
    return {pk for pk, (left, joined) in moved.items() if carried[left] or carried[joined] > 1}


def _dates(documents: Collection[int]) -> dict[int, Any]:
    rows = Document.objects.filter(pk__among=documents)
    return dict(rows.values_list("pk", "date_earliest"))
