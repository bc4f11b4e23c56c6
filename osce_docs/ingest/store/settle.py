"""Settling what was touched: tellings are matched, documents held against one another, records and findings computed.

Each step is a function of what is stored and of nothing else, so that the order and the size of batches never matter.
"""

from collections.abc import Collection

from osce_docs.editorial.recompute import recompute, told_by
from osce_docs.editorial.standing import save_standing
from osce_docs.ingest.store.between_findings import (
    BETWEEN_TWO,
    LISTED,
    first_of_pairs,
    listed_anew,
    of_lists,
    of_pairs,
)
from osce_docs.ingest.store.findings import save_findings, stored_about, stored_in
from osce_docs.ingest.store.matches import MODELS, save_matches
from osce_docs.ingest.store.record_findings import (
    LOST,
    of_lost_evidence,
    of_records,
    of_unresolved,
)
from osce_docs.ingest.store.retellings import documents_at_the_limit, save_retellings
from osce_docs.ingest.store.stored import Stored
from osce_docs.ingest.store.touched import Touched
from osce_docs.models import Event, Organization, Proposal
from osce_docs.models.record import Record
from osce_docs.search.indexing import index


def settle_touched(touched: Touched, stored: Stored) -> None:
    """Take all steps for what was touched, at once."""
    touched.add(place(touched.blocks, stored))
    touched.add(retell(touched.documents, stored))
    compute(Organization, touched.organizations, stored)
    compute(Organization, touched.told, stored, touched.tellers)
    compute(Event, touched.events, stored)
    compute(Proposal, touched.proposals, stored)


def place(blocks: Collection[str], stored: Stored) -> Touched:
    """Divide these blocks of tellings into records; return what that touches."""
    placed = save_matches(blocks)
    for kind in MODELS:
        stored.add(f"{kind}s", placed.tally[kind])
    stored.add("findings", save_findings(stored_in(placed.blocks), of_unresolved(placed.unresolved)))
    return Touched(
        documents=placed.documents | documents_at_the_limit(placed.shifted),
        events=placed.records["event"],
        proposals=placed.records["proposal"],
    )


def retell(documents: Collection[int], stored: Stored) -> Touched:
    """Find anew with which other documents these are one witness; return what that touches."""
    changed = save_retellings(documents)
    firsts = first_of_pairs(changed | set(documents))
    stored.add("findings", save_findings(stored_about("document", firsts, BETWEEN_TWO), of_pairs(firsts)))
    return told_of_by(changed)


def told_of_by(documents: Collection[int]) -> Touched:
    """Return the records that documents tell of: their dates and witnesses decide which reading is shown."""
    told = told_by(documents)
    return Touched(told=told[Organization], tellers=set(documents), events=told[Event], proposals=told[Proposal])


def compute(model: type[Record], ids: Collection[int], stored: Stored, tellers: Collection[int] | None = None) -> None:
    """Bring records of one kind, the words they are found by, and the findings on them up to date.

    `tellers` are as in `recompute`.
    """
    save_standing(model, ids)
    recompute(model, ids, tellers)
    index(model, ids)
    column = str(model._meta.model_name)
    before = (row for row in stored_about(column, ids, ["disagreement"]) if row.field != LISTED)
    stored.add("findings", save_findings(before, of_records(model, ids)))
    if model is Organization:
        listed = ids if tellers is None else listed_anew(ids, tellers)
        lists = (row for row in stored_about(column, listed, ["disagreement"]) if row.field == LISTED)
        stored.add("findings", save_findings(lists, of_lists(listed)))
    stored.add("findings", save_findings(stored_about(column, ids, LOST), of_lost_evidence(model, ids)))
