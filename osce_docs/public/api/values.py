"""Records as the JSON interface tells of them, one function a kind; bodies that readers may not see are left out.

What may be many is bounded as it is on the pages.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from osce_docs.editorial.evidence import FieldEvidence, ToldValue, evidence
from osce_docs.editorial.merged import Merged
from osce_docs.editorial.relations import TIES, tied
from osce_docs.models import (
    Document,
    Event,
    Finding,
    Membership,
    Organization,
    Participation,
    Position,
    Proposal,
    Proposer,
)
from osce_docs.models.record import Record
from osce_docs.public.details.organization import MANY, stated_counts
from osce_docs.public.details.ties import RECORD, Part, Shown, Ties
from osce_docs.public.errata import rulings_on_values
from osce_docs.public.told import SHOWN, told_of

# A finding comes with so many of its passages.
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


def whole(record: Any, address: Any, asked: QueryDict) -> Values:
    """Return a record with all there is about it; of its ties those from where the address asks for them on."""
    ties = {each: _part(record, asked, each) for each in TIED[type(record)]}
    told = {each.name: _rows(each, part) for each, part in ties.items()}
    on = {each.name: address(part.after.partition("#")[0]) for each, part in ties.items() if part.after}
    names = {f"{each.field}/{row.key}" for each, part in ties.items() for row in part.rows}
    return row(record, address) | OF_RECORD[type(record)](record) | told | {"next": on} | _proof(record, names)


@dataclass(frozen=True, slots=True)
class Tied:
    """Ties that are told of with a record: their field, their name in the answer, their rows, and the body of each."""

    field: str
    name: str
    rows: QuerySet
    body: str
    tell: Callable[[Any], Any]


def positions_of(model: type[Record]) -> list[str]:
    """Return the parameters by which what is told of a record of this kind goes on."""
    return [f"after-{each.name}" for each in TIED[model]]


def _part(record: Record, asked: QueryDict, of: Tied) -> Part:
    return _shown(of).parts(asked, record, ())[0]


@cache
def _shown(of: Tied) -> Shown:
    return Shown(of.rows, Ties(of.name, of.rows.model._default_manager.filter(owner=RECORD)))


def _rows(of: Tied, part: Part) -> list[Any]:
    return [of.tell(row) for row in part.rows if _is_seen(getattr(row, of.body))]


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
    names = body.aliases.filter(exists=True).order_by("name").values_list("name", flat=True)
    return {"aliases": list(names[:MANY])}


def _event_row(event: Event) -> Values:
    return _columns(event, "title", "kind", "date", "place", "mode") | {"body": _slug(event.body)}


def _event(event: Event) -> Values:
    return {}


def _proposal_row(proposal: Proposal) -> Values:
    return _columns(proposal, "name", "date")


def _proposal(proposal: Proposal) -> Values:
    return {"text": proposal.text}


def _member(row: Membership) -> Values:
    return {"member": _slug(row.member)} | _columns(row, "role", "holder", "since", "until")


def _participant(row: Participation) -> Values:
    return {"organization": _slug(row.organization)} | _columns(row, "role", "holder")


def _proposer(row: Proposer) -> str:
    return row.organization.slug


def _position(row: Position) -> Values:
    return {"party": row.party.slug, "stance": row.stance, "sources_differ": row.disputed}


MEMBERS = Membership.objects.select_related("member")
PARTICIPANTS = Participation.objects.select_related("organization")
PROPOSERS = Proposer.objects.select_related("organization")
POSITIONS = Position.objects.select_related("party")
TIED: Mapping[type[Record], Sequence[Tied]] = {
    Document: (),
    Organization: (Tied("member", "members", MEMBERS, "member", _member),),
    Event: (Tied("participant", "participants", PARTICIPANTS, "organization", _participant),),
    Proposal: (
        Tied("proposer", "proposers", PROPOSERS, "organization", _proposer),
        Tied("position", "positions", POSITIONS, "party", _position),
    ),
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


def _proof(record: Any, ties: Collection[str]) -> Values:
    """Return what stands behind a record's fields and these ties, with as many readings and passages as on its page."""
    only = _wanted(record, ties)
    merged = Merged(Organization, known=dict(record.merged_bodies))
    found = evidence(record, rulings_on_values(record), merged, only, told=told_of(record, merged, only))
    hidden = _hidden_bodies(found.values())
    told = [found[name] for name in sorted(found) if not _names_any(found[name], hidden)]
    return {
        "evidence": [passage for each in told for reading in each.readings for passage in _passages(each, reading)],
        "disputed": [_dispute(each) for each in told if each.disputed],
    }


def _wanted(record: Any, ties: Collection[str]) -> Collection[str] | None:
    """Return the fields and ties that evidence is given for; None for all: a document says little of itself."""
    if isinstance(record, Document):
        return None
    counts = stated_counts(record) if isinstance(record, Organization) else ()
    return {*record.FIELDS, *ties, *(f"count/{each.key}" for each in counts)}


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
        for passage in reading.passages[:SHOWN]
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
