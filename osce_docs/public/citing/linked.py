"""Records in schema.org's words, as JSON-LD."""

from collections.abc import Callable, Mapping
from typing import Any

from osce_docs.models import Document, Event, Organization, Proposal
from osce_docs.models.record import Record

Address = Callable[[str], str]
Linked = dict[str, Any]


def linked(record: Record, address: Address) -> Linked:
    """Return a record as schema.org knows its kind; what is not known is left out."""
    told = {"@context": "https://schema.org", "@id": address(record.get_absolute_url()), "name": str(record)}
    told |= KINDS[type(record)](record, address)
    return {name: value for name, value in told.items() if value}


def _document(document: Document, address: Address) -> Linked:
    of = document.provenance
    return {
        "@type": "DigitalDocument",
        "url": address(document.get_absolute_url()),
        "datePublished": _date(document.date),
        "inLanguage": document.language or of.language,
        "genre": document.kind,
        "locationCreated": _place(document.place),
        "publisher": of.publisher and {"@type": "Organization", "name": of.publisher},
        "isBasedOn": of.address,
        "copyrightNotice": of.rights,
        "creditText": of.attribution,
    }


def _organization(body: Organization, address: Address) -> Linked:
    parent = body.parent
    return {
        "@type": "Country" if body.kind == Organization.Kind.STATE else "Organization",
        "url": address(body.get_absolute_url()),
        "foundingDate": _date(body.founded) if body.kind != Organization.Kind.STATE else "",
        "dissolutionDate": _date(body.dissolved) if body.kind != Organization.Kind.STATE else "",
        "parentOrganization": parent and parent.shown and {"@id": address(parent.get_absolute_url())},
    }


def _event(event: Event, address: Address) -> Linked:
    body = event.body
    return {
        "@type": "Event",
        "url": address(event.get_absolute_url()),
        "startDate": _date(event.date),
        "endDate": _date(event.date.partition("/")[2]),
        "location": _place(event.place),
        "organizer": body and body.shown and {"@id": address(body.get_absolute_url())},
    }


def _proposal(proposal: Proposal, address: Address) -> Linked:
    return {
        "@type": "CreativeWork",
        "url": address(proposal.get_absolute_url()),
        "dateCreated": _date(proposal.date),
        "text": proposal.text,
    }


KINDS: Mapping[type[Record], Callable[[Any, Address], Linked]] = {
    Document: _document,
    Organization: _organization,
    Event: _event,
    Proposal: _proposal,
}


def _place(name: str) -> Linked | None:
    return {"@type": "Place", "name": name} if name else None


def _date(edtf: str) -> str:
    """Return where a date begins, if that is a day, month or year without doubt: schema.org takes no others."""
    begins = edtf.partition("/")[0]
    plain = begins.replace("-", "")
    return begins if plain.isdigit() and not (len(plain) == 6 and int(plain[4:]) > 12) else ""
