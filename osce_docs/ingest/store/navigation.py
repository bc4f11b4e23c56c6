"""Storing what navigation says: mined once for each edition, however many documents carry it."""

from collections.abc import Mapping, Sequence
from typing import Any

from osce_docs.editorial.bulk import sync
from osce_docs.ingest.extract.gazetteer import entry
from osce_docs.ingest.extract.navigation import NavigationReading, read_navigation
from osce_docs.ingest.reading import Read
from osce_docs.ingest.store.belonging import bodies_of
from osce_docs.ingest.store.bodies import ensure_bodies
from osce_docs.ingest.store.documents import sha256
from osce_docs.ingest.store.evidence import identity
from osce_docs.ingest.store.topics import ensure_topics
from osce_docs.models import Claim, NavigationEdition, Telling


def save_navigation(batch: Sequence[Read], rules: str) -> tuple[set[int], set[int]]:
    """Mine the editions of navigation that are new to these rules; return the ids of organizations they tell of, and
    of those among them that are new."""
    hashes = {sha256(text.encode()) for read in batch if (text := read.navigation)}
    touched: set[int] = set()
    new: set[int] = set()
    for edition in NavigationEdition.objects.filter(sha256__among=hashes).exclude(rules=rules):
        told, first_told = _mine(edition)
        touched |= told
        new |= first_told
        edition.rules = rules
        edition.save(update_fields=["rules"])
    return touched, new


def _mine(edition: NavigationEdition) -> tuple[set[int], set[int]]:
    reading = read_navigation(edition.text)
    topics = {key: (name, parent) for key, name, parent in reading.topics}
    ensure_topics(_with_sections(topics))
    bodies, new = ensure_bodies(_named(reading))
    before = {row.key: row for row in Telling.objects.filter(edition=edition)}
    Claim.objects.filter(telling__in=before.values()).delete()
    keys = {f"{edition.sha256}#{telling.key}": telling for telling in reading.tellings}
    places = bodies_of({key: telling.block.partition(":")[2] for key, telling in keys.items()})
    wanted = {key: _columns(edition, telling, key, places[key]) for key, telling in keys.items()}
    touched = {row.organization_id for row in before.values()} | {body.pk for body in bodies.values()}
    touched |= set(places.values())
    sync(Telling, before, wanted, remove=True)
    rows = {row.key: row.pk for row in Telling.objects.filter(edition=edition)}
    claims = {
        (telling.key, number): _claim(edition, claim, rows[f"{edition.sha256}#{telling.key}"])
        for telling in reading.tellings
        for number, claim in enumerate(telling.claims)
    }
    sync(Claim, {}, claims)
    return {pk for pk in touched if pk is not None}, new


def _with_sections(topics: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return the topics with the sections they stand under, which are topics above them."""
    sections = {parent: (parent.replace("-", " ").capitalize(), "") for _, parent in topics.values() if parent}
    return {**sections, **topics}


def _named(reading: NavigationReading) -> dict[str, tuple[str, str]]:
    named = {body.key: (body.name, body.kind) for body in reading.bodies}
    for telling in reading.tellings:
        known = entry(telling.block.partition(":")[2])
        if known is not None:
            named.setdefault(known.key, (known.name, known.kind))
    for telling in reading.tellings:
        for claim in telling.claims:
            known = entry(claim.value) if claim.field == "parent" else None
            if known is not None:
                named.setdefault(known.key, (known.name, known.kind))
    return named


def _columns(edition: NavigationEdition, telling: Any, key: str, body: int) -> dict[str, Any]:
    return {
        "key": key,
        "kind": "organization",
        "block": telling.block,
        "edition_id": edition.pk,
        "start": telling.start,
        "end": telling.end,
        "organization_id": body,
    }


def _claim(edition: NavigationEdition, claim: Any, telling: int) -> dict[str, Any]:
    return {
        "telling_id": telling,
        "identity": identity(edition.sha256, edition.text, claim),
        "field": claim.field,
        "value": claim.value,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote(edition.text),
        "rule": claim.rule,
        "mode": claim.mode,
    }
