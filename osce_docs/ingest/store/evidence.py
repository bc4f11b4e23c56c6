"""Storing what was read: tellings, claims and mentions, each document's set replaced as a whole, changed rows only."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from osce_docs.editorial.bulk import Tally, in_chunks, sync
from osce_docs.editorial.relations import TIES, bounded, plain, tied
from osce_docs.ingest.match import telling_date
from osce_docs.ingest.reading import Read
from osce_docs.ingest.store.belonging import bodies_of, telling_key
from osce_docs.ingest.store.touched import Touched, touched_by
from osce_docs.models import Claim, Document, Mention, Organization, Telling
from osce_docs.readings import Claim as ReadClaim
from osce_docs.readings import FoundName, Span
from osce_docs.readings import Telling as ReadTelling

CONTEXT = 32
# Room for the document's key before the one, for a date after the other.
LONGEST_KEY = 240
LONGEST_BLOCK = 180
# A claim that changes in one of these changes its record, or where its record's findings point.
TELLING = ("mode", "start", "end")
BEGINNING = 12
REST = 20
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
# Said by the Mention itself: one row for document and body.
IN_MENTION = frozenset({"name", "kind", "alias"})
NAMED = frozenset({*Organization.Kind.values, "people"})


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says, found once for all that is made of it.

    `tellings` are those that have rows of their own, `named` the bodies it names with all places, `acting` those that
    its claims point to.
    """

    read: Read
    tellings: tuple[ReadTelling, ...]
    named: Mapping[str, Sequence[FoundName]]
    acting: frozenset[str]

    @property
    def key(self) -> str:
        """The document's key."""
        return self.read.source.key

    @property
    def text(self) -> str:
        """The text that all places count in."""
        return self.read.reading.parsed.text


@dataclass(slots=True)
class Saved:
    """What storing a batch's evidence did: what it touched, the bodies that may have lost a name, claims counted."""

    touched: Touched = field(default_factory=Touched)
    renamed: set[int] = field(default_factory=set)
    claims: Tally = field(default_factory=Tally)


def said_in(read: Read) -> Said:
    """Return what a document says."""
    acting = acting_bodies(read)
    return Said(read, tuple(own_tellings(read)), mentioned(read, acting), acting)


def save_evidence(
    batch: Sequence[Said], documents: Mapping[str, Document], bodies: Mapping[str, Organization]
) -> Saved:
    """Store the batch's tellings, claims and mentions; return what they touch."""
    saved = Saved()
    places = _places(batch)
    wanted = {key: columns for said in batch for key, columns in _tellings(said, documents, places)}
    ids = [document.pk for document in documents.values()]
    existing = _stored_tellings(ids)
    _touch_tellings(saved.touched, existing, wanted)
    gone = [row.pk for key, row in existing.items() if key not in wanted]
    for chunk in in_chunks(gone):
        Claim.objects.filter(telling__among=chunk).delete()
    sync(Telling, existing, wanted, remove=True)
    tellings = _stored_tellings(ids)
    told_before = {row.document_id for row in existing.values()}
    _save_claims(saved, batch, tellings, told_before)
    _save_mentions(saved, batch, documents, bodies, places)
    return saved


def touched_by_documents(documents: Collection[int]) -> Touched:
    """Return all that these documents' tellings and mentions touch."""
    touched = touched_by(_stored_tellings(documents).values())
    touched.documents |= set(documents)
    touched.told |= named_by(documents)
    return touched


def named_by(documents: Collection[int]) -> set[int]:
    """Return the ids of the bodies that these documents name."""
    return set(Mention.objects.filter(document__among=documents).values_list("organization", flat=True))


def identity(document: str, text: str, claim: ReadClaim) -> str:
    """Return a claim's identity: document, quote with context, field and value; not the record, not the rule.

    It begins with a hash of the document alone, so that the claims of one lie together in an index of millions.
    """
    context = text[max(0, claim.start - CONTEXT) : claim.end + CONTEXT]
    whole = "\x1f".join((document, text[claim.start : claim.end], context, claim.field, CANONICAL(claim.value)))
    return beginning(document) + hashlib.sha256(whole.encode()).hexdigest()[:REST]


@lru_cache(16)
def beginning(document: str) -> str:
    """Return what the identities of all claims of a document, named by its key, begin with."""
    return hashlib.sha256(document.encode()).hexdigest()[:BEGINNING]


def own_tellings(read: Read) -> Iterable[ReadTelling]:
    """Return the document's tellings that have rows of their own: bodies merely named are Mentions.

    Keys that would not fit their columns, such as those of talks between forty States, end in a hash.
    """
    whole = Span(0, max(1, len(read.reading.parsed.text)))
    if read.reading.claims:
        yield ReadTelling(whole.start, whole.end, "document", "document", "document", read.reading.claims)
    for telling in read.reading.tellings:
        claims = tuple(
            claim for claim in telling.claims if telling.kind != "organization" or claim.field not in IN_MENTION
        )
        if claims:
            key = bounded(telling.key, LONGEST_KEY)
            block = telling.block if telling.kind == "organization" else bounded(telling.block, LONGEST_BLOCK)
            yield ReadTelling(telling.start, telling.end, telling.kind, key, block, claims)


def mentioned(read: Read, acting: Collection[str]) -> dict[str, list[FoundName]]:
    """Return the bodies and states that a document names outside its navigation, with all places.

    A territory, or whatever else is named, is one where it acts: where something is told of it as of a body.
    """
    found: dict[str, list[FoundName]] = defaultdict(list)
    for name in read.reading.names:
        if name.kind in NAMED or name.key in acting:
            found[name.key].append(name)
    return found


def acting_bodies(read: Read) -> frozenset[str]:
    """Return the keys of the bodies that the document's claims point to: members, participants, parties, parents."""
    claims = (claim for telling in read.reading.tellings for claim in telling.claims)
    return frozenset(key for claim in claims for key in _pointed_to(claim) if key)


def _pointed_to(claim: ReadClaim) -> list[str]:
    tie = TIES.get(claim.field)
    if tie is None:
        return [claim.value] if claim.field in {"body", "parent"} else []
    columns = tie.columns(tied(claim.value))
    return [columns[name] for name in tie.bodies]


def _places(batch: Sequence[Said]) -> dict[str, int]:
    """Return by telling to which organization belongs what the batch tells of bodies, or calls by their names."""
    named = {telling_key(said.key, body): body for said in batch for body in said.named}
    for said in batch:
        for telling in said.tellings:
            if telling.kind == "organization":
                named[f"{said.key}#{telling.key}"] = telling.block.partition(":")[2]
    return bodies_of(named)


def _tellings(
    said: Said, documents: Mapping[str, Document], places: Mapping[str, int]
) -> Iterable[tuple[str, dict[str, Any]]]:
    for telling in said.tellings:
        key = f"{said.key}#{telling.key}"
        columns: dict[str, Any] = {
            "key": key,
            "kind": telling.kind,
            "block": telling.block if telling.kind != "document" else "",
            "document_id": documents[said.key].pk,
            "start": telling.start,
            "end": telling.end,
            "date": telling_date(telling),
        }
        yield key, columns | ({"organization_id": places[key]} if telling.kind == "organization" else {})


def _stored_tellings(documents: Collection[int]) -> dict[str, Telling]:
    return {row.key: row for chunk in in_chunks(documents) for row in Telling.objects.filter(document__among=chunk)}


def _touch_tellings(touched: Touched, existing: Mapping[str, Telling], wanted: Mapping[str, dict[str, Any]]) -> None:
    for key in existing.keys() | wanted.keys():
        old, new = existing.get(key), wanted.get(key)
        before = (old.block, old.date) if old else None
        after = (new["block"], new["date"]) if new else None
        if before != after:
            touched.blocks |= {
                each[0] for each in (before, after) if each and each[0].startswith(("event:", "proposal:"))
            }
        if old and before != after:
            touched.add_telling(old)


def _save_claims(
    saved: Saved, batch: Sequence[Said], tellings: Mapping[str, Telling], told_before: Collection[int | None]
) -> None:
    existing = {
        (row.telling_id, row.identity): row
        for chunk in in_chunks([telling.pk for telling in tellings.values()])
        for row in Claim.objects.filter(telling__among=chunk)
    }
    wanted: dict[Any, dict[str, Any]] = {}
    for said in batch:
        for telling in said.tellings:
            row = tellings[f"{said.key}#{telling.key}"]
            for claim in telling.claims:
                columns = _claim_columns(said, claim, row.pk)
                wanted.setdefault((row.pk, columns["identity"]), columns)
    changed = existing.keys() ^ wanted.keys() | {
        at for at in existing.keys() & wanted.keys() if any(getattr(existing[at], n) != wanted[at][n] for n in TELLING)
    }
    by_id = {telling.pk: telling for telling in tellings.values()}
    for telling in (by_id[pk] for pk in {at[0] for at in changed}):
        add = saved.touched.add_telling if telling.document_id in told_before else saved.touched.add_teller
        add(telling)
    saved.claims += sync(Claim, existing, wanted, remove=True)


def _claim_columns(said: Said, claim: ReadClaim, telling: int) -> dict[str, Any]:
    return {
        "telling_id": telling,
        "identity": identity(said.key, said.text, claim),
        "field": claim.field,
        "value": claim.value,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote(said.text),
        "rule": claim.rule,
        "mode": claim.mode,
        "speaker": claim.speaker,
    }


def _save_mentions(
    saved: Saved,
    batch: Sequence[Said],
    documents: Mapping[str, Document],
    bodies: Mapping[str, Organization],
    places: Mapping[str, int],
) -> None:
    existing = {
        (row.document_id, row.named_id): row
        for row in Mention.objects.filter(document__among=[document.pk for document in documents.values()])
    }
    wanted: dict[Any, dict[str, Any]] = {}
    for said in batch:
        for key, names in said.named.items():
            at = (documents[said.key].pk, bodies[key].pk)
            wanted[at] = {
                "document_id": at[0],
                "named_id": at[1],
                "organization_id": places[telling_key(said.key, key)],
                "offsets": [[name.start, name.end] for name in names],
                "names": spellings(said.text, names),
            }
    changed = {
        at
        for at in existing.keys() | wanted.keys()
        if at not in existing or at not in wanted or existing[at].names != wanted[at]["names"]
    }
    saved.touched.told |= {existing[at].organization_id for at in changed & existing.keys()}
    saved.touched.told |= {wanted[at]["organization_id"] for at in changed & wanted.keys()}
    saved.renamed |= {
        row.organization_id
        for at, row in existing.items()
        if set(row.names) - set(wanted[at]["names"] if at in wanted else ())
    }
    sync(Mention, existing, wanted, remove=True)


def spellings(text: str, names: Sequence[FoundName]) -> list[str]:
    """Return the distinct names as written; adjectives, references and words in capitals are no names of their own."""
    written = {
        " ".join(name.quote(text).split()) for name in names if name.kind != "people" and "anaphora" not in name.rule
    }
    by_key: dict[str, str] = {}
    for spelling in sorted(written, reverse=True):
        by_key[plain(spelling)] = spelling
    return sorted(by_key.values())
