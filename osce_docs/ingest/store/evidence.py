"""Storing what was read: tellings, claims and mentions, each document's set replaced as a whole, changed rows only."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from osce_docs.editorial.bulk import Tally, in_chunks, sync
from osce_docs.editorial.relations import bounded, plain
from osce_docs.ingest.match import telling_date
from osce_docs.ingest.reading import Read
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
# Said by the Mention itself: one row for document and body.
IN_MENTION = frozenset({"name", "kind", "alias"})


@dataclass(slots=True)
class Touched:
    """What a batch changed: blocks of tellings to be divided anew, and records to be computed anew.

    `records` are events and proposals by kind, those that may have lost their last telling among them; `renamed` are
    organizations that may have lost a name, `editions` those of the navigation that may stand no longer.
    """

    blocks: set[str] = field(default_factory=set)
    records: dict[str, set[int]] = field(default_factory=lambda: {"event": set(), "proposal": set()})
    documents: set[int] = field(default_factory=set)
    organizations: set[int] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)
    editions: set[int] = field(default_factory=set)
    claims: Tally = field(default_factory=Tally)


def save_evidence(
    batch: Sequence[Read], documents: Mapping[str, Document], bodies: Mapping[str, Organization]
) -> Touched:
    """Store the batch's tellings, claims and mentions; return what they touch."""
    touched = Touched()
    wanted = {key: columns for read in batch for key, columns in _tellings(read, documents, bodies)}
    ids = [document.pk for document in documents.values()]
    existing = _stored_tellings(ids)
    _touch_tellings(touched, existing, wanted)
    gone = [row.pk for key, row in existing.items() if key not in wanted]
    for chunk in in_chunks(gone):
        Claim.objects.filter(telling__in=chunk).delete()
    sync(Telling, existing, wanted, remove=True)
    tellings = _stored_tellings(ids)
    _save_claims(touched, batch, tellings)
    _save_mentions(touched, batch, documents, bodies)
    return touched


def merged(one: Touched, other: Touched) -> Touched:
    """Return all that either touches."""
    return Touched(
        one.blocks | other.blocks,
        {kind: one.records[kind] | other.records[kind] for kind in one.records},
        one.documents | other.documents,
        one.organizations | other.organizations,
        one.renamed | other.renamed,
        one.editions | other.editions,
        one.claims,
    )


def touch_documents(documents: Collection[int]) -> Touched:
    """Return all that these documents' tellings and mentions touch."""
    touched = Touched(documents=set(documents))
    for telling in _stored_tellings(documents).values():
        _touch_record(touched, telling)
    named = Mention.objects.filter(document__in=documents)
    touched.renamed = set(named.values_list("organization", flat=True))
    touched.organizations |= touched.renamed
    touched.editions = editions_of(Document.objects.filter(pk__in=documents))
    return touched


def editions_of(documents: QuerySet) -> set[int]:
    """Return the ids of the editions of navigation that documents carry."""
    return set(documents.filter(text__edition__isnull=False).values_list("text__edition", flat=True))


def touch_tellings(tellings: Iterable[Telling]) -> Touched:
    """Return what these tellings touch."""
    touched = Touched()
    for telling in tellings:
        _touch_record(touched, telling)
    return touched


def identity(document: str, text: str, claim: ReadClaim) -> str:
    """Return a claim's identity: document, quote with context, field and value; not the record, not the rule."""
    context = text[max(0, claim.start - CONTEXT) : claim.end + CONTEXT]
    value = json.dumps(claim.value, sort_keys=True, ensure_ascii=False)
    whole = "\x1f".join((document, claim.quote(text), context, claim.field, value))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


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


def mentioned(read: Read) -> dict[str, list[FoundName]]:
    """Return the bodies and states that a document names outside its navigation, with all places."""
    found: dict[str, list[FoundName]] = defaultdict(list)
    kinds = set(Organization.Kind.values) | {"people"}
    for name in read.reading.names:
        if name.kind in kinds:
            found[name.key].append(name)
    return found


def _tellings(
    read: Read, documents: Mapping[str, Document], bodies: Mapping[str, Organization]
) -> Iterable[tuple[str, dict[str, Any]]]:
    for telling in own_tellings(read):
        key = f"{read.source.key}#{telling.key}"
        body = bodies[telling.block.partition(":")[2]].pk if telling.kind == "organization" else None
        columns: dict[str, Any] = {
            "key": key,
            "kind": telling.kind,
            "block": telling.block if telling.kind != "document" else "",
            "document_id": documents[read.source.key].pk,
            "start": telling.start,
            "end": telling.end,
            "date": telling_date(telling),
        }
        yield key, columns | ({"organization_id": body} if telling.kind == "organization" else {})


def _stored_tellings(documents: Collection[int]) -> dict[str, Telling]:
    return {row.key: row for chunk in in_chunks(documents) for row in Telling.objects.filter(document__in=chunk)}


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
            _touch_record(touched, old)


def _touch_record(touched: Touched, telling: Telling) -> None:
    if telling.kind == Telling.Kind.DOCUMENT:
        touched.documents.add(telling.document_id)
    elif telling.kind == Telling.Kind.ORGANIZATION:
        touched.organizations.add(telling.organization_id)
    else:
        touched.blocks.add(telling.block)
        touched.records["event"] |= {telling.event_id} - {None}
        touched.records["proposal"] |= {telling.proposal_id} - {None}


def _save_claims(touched: Touched, batch: Sequence[Read], tellings: Mapping[str, Telling]) -> None:
    existing = {
        (row.telling_id, row.identity): row
        for chunk in in_chunks([telling.pk for telling in tellings.values()])
        for row in Claim.objects.filter(telling__in=chunk)
    }
    wanted: dict[Any, dict[str, Any]] = {}
    for read in batch:
        for telling in own_tellings(read):
            row = tellings[f"{read.source.key}#{telling.key}"]
            for claim in telling.claims:
                columns = _claim_columns(read, claim, row.pk)
                wanted.setdefault((row.pk, columns["identity"]), columns)
    changed = existing.keys() ^ wanted.keys() | {
        at for at in existing.keys() & wanted.keys() if any(getattr(existing[at], n) != wanted[at][n] for n in TELLING)
    }
    by_id = {telling.pk: telling for telling in tellings.values()}
    for telling_id in {at[0] for at in changed}:
        _touch_record(touched, by_id[telling_id])
    touched.claims += sync(Claim, existing, wanted, remove=True)


def _claim_columns(read: Read, claim: ReadClaim, telling: int) -> dict[str, Any]:
    text = read.reading.parsed.text
    return {
        "telling_id": telling,
        "identity": identity(read.source.key, text, claim),
        "field": claim.field,
        "value": claim.value,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote(text),
        "rule": claim.rule,
        "mode": claim.mode,
        "speaker": claim.speaker,
    }


def _save_mentions(
    touched: Touched, batch: Sequence[Read], documents: Mapping[str, Document], bodies: Mapping[str, Organization]
) -> None:
    existing = {
        (row.document_id, row.organization_id): row
        for row in Mention.objects.filter(document__in=[document.pk for document in documents.values()])
    }
    wanted: dict[Any, dict[str, Any]] = {}
    for read in batch:
        for key, names in mentioned(read).items():
            at = (documents[read.source.key].pk, bodies[key].pk)
            wanted[at] = {
                "document_id": at[0],
                "organization_id": at[1],
                "offsets": [[name.start, name.end] for name in names],
                "names": spellings(read, names),
            }
    changed = {
        at
        for at in existing.keys() | wanted.keys()
        if at not in existing or at not in wanted or existing[at].names != wanted[at]["names"]
    }
    touched.organizations |= {organization for _, organization in changed}
    touched.renamed |= {
        at[1] for at, row in existing.items() if set(row.names) - set(wanted[at]["names"] if at in wanted else ())
    }
    sync(Mention, existing, wanted, remove=True)


def spellings(read: Read, names: Sequence[FoundName]) -> list[str]:
    """Return the distinct names as written; adjectives, references and words in capitals are no names of their own."""
    text = read.reading.parsed.text
    written = {
        " ".join(name.quote(text).split()) for name in names if name.kind != "people" and "anaphora" not in name.rule
    }
    by_key: dict[str, str] = {}
    for spelling in sorted(written, reverse=True):
        by_key[plain(spelling)] = spelling
    return sorted(by_key.values())
