"""Records as the JSON interface tells of them, one function a kind; bodies that readers may not see are left out."""

from collections.abc import Iterable
from typing import Any

from osce_docs.editorial.evidence import FieldEvidence, ToldValue, evidence
from osce_docs.editorial.relations import TIES, tied
from osce_docs.models import Document, Event, Finding, Organization, Proposal
from osce_docs.models.record import Record
from osce_docs.public.errata import OF_VALUES, rulings_for_readers

# A reading comes with so many of its passages.
PASSAGES = 100
BODIES = ("body", "parent")
Values = dict[str, Any]


def row(record: Any, address: Any) -> Values:
    """Return a record as it stands in a list; `address` makes addresses absolute."""
    return {
        "slug": record.slug,
        "url": address(record.get_absolute_url()),
        "status": record.status,
        "sources_differ": record.disputed,
    } | OF_ROW[type(record)](record)


def whole(record: Any, address: Any) -> Values:
    """Return a record with all there is about it."""
    return row(record, address) | OF_RECORD[type(record)](record) | _proof(record)


def finding(found: Finding, address: Any) -> Values:
    """Return a finding with its passages."""
    subjects = ("document", "organization", "event", "proposal")
    about = next(((kind, record) for kind in subjects if (record := getattr(found, kind))), None)
    subject = about and {"kind": about[0], "slug": about[1].slug, "url": address(about[1].get_absolute_url())}
    return {
        "kind": found.kind,
        "status": found.resolution,
        "message": found.message,
        "field": found.field,
        "record": subject if about and about[1].shown else None,
        "passages": [_place(each) for each in found.passages.all()[:PASSAGES] if each.document.shown],
    }


def _document_row(document: Document) -> Values:
    told = {name: getattr(document, name) for name in ("title", "title_supplied", "kind", "date", "place", "language")}
    return {**told, "publisher": document.provenance.publisher}


def _document(document: Document) -> Values:
    of = document.provenance
    topics = document.document_topics.filter(exists=True).order_by("topic__name")
    return {
        **{name: getattr(of, name) for name in ("address", "retrieved", "rights", "attribution")},
        "sha256": document.text.original.sha256,
        "topics": list(topics.values_list("topic__name", flat=True)),
        "text": document.text.readable,
        "folded": [{"start": start, "end": end, "reason": why} for start, end, why in document.structure("folds")],
    }


def _organization_row(body: Organization) -> Values:
    told = {name: getattr(body, name) for name in ("name", "kind", "founded", "dissolved")}
    return {**told, "parent": _slug(body.parent)}


def _organization(body: Organization) -> Values:
    members = body.memberships.filter(exists=True).select_related("member").order_by("role", "member__name", "key")
    return {
        "aliases": list(body.aliases.filter(exists=True).order_by("name").values_list("name", flat=True)),
        "members": [
            {"member": _slug(each.member)} | _columns(each, "role", "holder", "since", "until")
            for each in members
            if _is_seen(each.member)
        ],
    }


def _event_row(event: Event) -> Values:
    return _columns(event, "title", "kind", "date", "place", "mode") | {"body": _slug(event.body)}


def _event(event: Event) -> Values:
    rows = event.participations.filter(exists=True).select_related("organization").order_by("role", "holder", "key")
    return {
        "participants": [
            {"organization": _slug(each.organization)} | _columns(each, "role", "holder")
            for each in rows
            if _is_seen(each.organization)
        ]
    }


def _proposal_row(proposal: Proposal) -> Values:
    return _columns(proposal, "name", "date")


def _proposal(proposal: Proposal) -> Values:
    proposers = proposal.proposers.filter(exists=True).select_related("organization").order_by("organization__name")
    positions = proposal.positions.filter(exists=True).select_related("party").order_by("party__name", "key")
    return {
        "text": proposal.text,
        "proposers": [each.organization.slug for each in proposers if each.organization.shown],
        "positions": [
            {"party": each.party.slug, "stance": each.stance, "sources_differ": each.disputed}
            for each in positions
            if each.party.shown
        ],
    }


OF_ROW: dict[Any, Any] = {
    Document: _document_row,
    Organization: _organization_row,
    Event: _event_row,
    Proposal: _proposal_row,
}
OF_RECORD: dict[Any, Any] = {Document: _document, Organization: _organization, Event: _event, Proposal: _proposal}


def _columns(row: Any, *names: str) -> Values:
    return {name: getattr(row, name) for name in names}


def _slug(body: Organization | None) -> str | None:
    return body.slug if body is not None and body.shown else None


def _is_seen(body: Organization | None) -> bool:
    """Whether a tie may be told of: one of a person alone may."""
    return body is None or body.shown


def _proof(record: Record) -> Values:
    ruled = [each for each in rulings_for_readers(record) if each.kind in OF_VALUES]
    found = evidence(record, ruled, readings=None)
    hidden = _hidden_bodies(found.values())
    told = [found[name] for name in sorted(found) if not _names_any(found[name], hidden)]
    return {
        "evidence": [passage for each in told for reading in each.readings for passage in _passages(each, reading)],
        "disputed": [_dispute(each) for each in told if each.disputed],
    }


def _dispute(told: FieldEvidence) -> Values:
    ruling = told.ruling
    return {
        "field": told.field,
        "readings": [{"value": each.value, "evidence": _passages(told, each)} for each in told.readings],
        "ruling": ruling and {"value": ruling.value, "reason": ruling.reason, "at": ruling.made_at},
    }


def _passages(told: FieldEvidence, reading: ToldValue) -> list[Values]:
    return [
        {"field": told.field, "value": reading.value, "rule": passage.rule} | _place(passage)
        for passage in reading.passages[:PASSAGES]
        if passage.document.shown
    ]


def _place(passage: Any) -> Values:
    return {"document": passage.document.slug} | _columns(passage, "start", "end", "quote")


def _hidden_bodies(told: Iterable[FieldEvidence]) -> set[str]:
    """Return the keys of bodies that readings or rulings name and readers may not see."""
    keys = {key for each in told for key in _named(each)}
    return keys - set(Organization.objects.public().filter(key__in=keys).values_list("key", flat=True))


def _names_any(told: FieldEvidence, hidden: set[str]) -> bool:
    return not hidden.isdisjoint(_named(told))


def _named(told: FieldEvidence) -> set[str]:
    """Return the keys of the bodies that what is told of a field names."""
    values = [reading.value for reading in told.readings] + ([told.ruling.value] if told.ruling else [])
    field = told.field.partition("/")[0]
    if field in BODIES:
        return {str(value) for value in values if value}
    tie = TIES.get(field)
    columns = [tie.columns(tied(value)) for value in values] if tie else []
    return {str(each[name]) for each in columns for name in (tie.bodies if tie else ()) if each.get(name)}
