"""Storing what was read: one batch, one transaction, records and findings brought up to date with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from osce_docs.editorial.bulk import Tally
from osce_docs.editorial.recompute import recompute, told_by
from osce_docs.ingest.reading import Read
from osce_docs.ingest.store.aliases import save_aliases
from osce_docs.ingest.store.annotations import save_annotations
from osce_docs.ingest.store.bodies import save_bodies
from osce_docs.ingest.store.documents import save_documents
from osce_docs.ingest.store.editions import save_editions
from osce_docs.ingest.store.evidence import (
    Touched,
    editions_of,
    merged,
    save_evidence,
    touch_documents,
    touch_tellings,
)
from osce_docs.ingest.store.findings import save_findings, stored_about, stored_in
from osce_docs.ingest.store.matches import MODELS, Placed, save_matches
from osce_docs.ingest.store.navigation import save_navigation
from osce_docs.ingest.store.record_findings import (
    LOST,
    of_documents,
    of_lost_evidence,
    of_records,
    of_retellings,
    of_unresolved,
)
from osce_docs.ingest.store.retellings import save_retellings
from osce_docs.ingest.store.standing import save_standing
from osce_docs.ingest.store.topics import save_topics
from osce_docs.knowledge import load
from osce_docs.models import Document, Organization, Telling

__all__ = ["Stored", "retract", "settle", "settle_tellings", "store"]

BETWEEN_DOCUMENTS = frozenset({"disagreement", "retelling", "unresolved-match", *LOST})
# The number by which importing processes know their common lock.
ONE_IMPORT = 1975_0801
WITHIN_DOCUMENTS = load("findings").keys() - BETWEEN_DOCUMENTS


@dataclass(slots=True)
class Stored:
    """How many documents a batch held, and how many rows of each kind it created, updated and left alone."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    documents: int = 0

    def add(self, kind: str, tally: Tally) -> None:
        """Count a tally towards a kind of row."""
        self.tallies.setdefault(kind, Tally())
        self.tallies[kind] += tally


@transaction.atomic
def store(batch: Sequence[Read], rules: str) -> Stored:
    """Store a batch of readings made under the rules of this fingerprint. All of it is written, or nothing."""
    _wait_for_other_imports()
    stored = Stored(documents=len(batch))
    carried = editions_of(Document.objects.filter(key__in=[read.source.key for read in batch]))
    documents, revived, tally = save_documents(batch, rules)
    stored.add("documents", tally)
    save_topics(batch)
    bodies, new_bodies = save_bodies(batch)
    stored.add("organizations", Tally(created=len(new_bodies), unchanged=len(bodies) - len(new_bodies)))
    touched = merged(save_evidence(batch, documents, bodies), touch_documents(revived))
    listed, new_listed = save_navigation(batch, rules)
    stored.add("organizations", Tally(created=len(new_listed)))
    touched.organizations |= new_bodies | listed
    stored.add("claims", touched.claims)
    stored.add("passages", touched.claims)
    ids = {document.pk for document in documents.values()}
    save_annotations(ids)
    touched.editions |= carried | editions_of(Document.objects.filter(pk__in=ids))
    own = save_findings(stored_about("document", ids, WITHIN_DOCUMENTS), of_documents(batch, documents))
    stored.add("findings", own)
    _settle(touched, ids, stored)
    return stored


@transaction.atomic
def retract(documents: Collection[int]) -> Stored:
    """Let documents stand no longer whose sources are gone: nothing is deleted, but what they say counts nowhere."""
    _wait_for_other_imports()
    stored = Stored()
    Document.objects.filter(pk__in=documents).update(standing=False)
    stored.add("documents", Tally(updated=len(documents)))
    stored.add("findings", save_findings(stored_about("document", documents, WITHIN_DOCUMENTS), ()))
    _settle(touch_documents(documents), set(documents), stored)
    return stored


@transaction.atomic
def settle(documents: Collection[int]) -> Stored:
    """Settle anew what these documents tell of, after an editor withheld them or let them be seen again."""
    stored = Stored()
    _settle(touch_documents(documents), set(documents), stored)
    return stored


@transaction.atomic
def settle_tellings(tellings: Iterable[Telling]) -> Stored:
    """Settle anew what these tellings are about, after an editor ruled on them or on a claim of theirs."""
    stored = Stored()
    touched = touch_tellings(tellings)
    _settle(touched, touched.documents, stored)
    return stored


def _wait_for_other_imports() -> None:
    """Store one batch at a time: two that make the same record would clash. SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT])


def _settle(touched: Touched, documents: set[int], stored: Stored) -> None:
    """Bring records and findings up to date with what was touched."""
    dates = _dates(documents)
    recompute(Document, documents)
    redated = {pk for pk, day in _dates(documents).items() if day != dates[pk]}
    save_aliases(documents, touched.renamed)
    touched.organizations |= save_editions(touched.editions)
    placed = save_matches(touched.blocks, touched.records)
    retold = save_retellings(documents)
    _touch_told_by(retold | redated, placed, touched)
    save_standing(Organization, touched.organizations)
    recompute(Organization, touched.organizations)
    for kind, model in MODELS.items():
        stored.add(f"{kind}s", placed.tally[kind])
        recompute(model, placed.records[kind])
    _save_findings_between(placed, touched, documents | retold, stored)


def _dates(documents: Collection[int]) -> dict[int, Any]:
    rows = Document.objects.filter(pk__in=documents)
    return dict(rows.values_list("pk", "date_earliest"))


def _touch_told_by(documents: Collection[int], placed: Placed, touched: Touched) -> None:
    """What a document's date and witnesses are decides which reading is shown: its records are computed anew."""
    told = told_by(documents)
    touched.organizations |= told[Organization]
    for kind, model in MODELS.items():
        placed.records[kind] |= told[model]


def _save_findings_between(placed: Placed, touched: Touched, documents: set[int], stored: Stored) -> None:
    scope = {Organization: touched.organizations, **{MODELS[kind]: ids for kind, ids in placed.records.items()}}
    for model, ids in scope.items():
        before = stored_about(str(model._meta.model_name), ids, ["disagreement"])
        stored.add("findings", save_findings(before, of_records(model, ids)))
        before = stored_about(str(model._meta.model_name), ids, LOST)
        stored.add("findings", save_findings(before, of_lost_evidence(model, ids)))
    before = stored_about("document", documents, ["retelling"])
    stored.add("findings", save_findings(before, of_retellings(documents)))
    stored.add("findings", save_findings(stored_in(placed.blocks), of_unresolved(placed.unresolved)))
