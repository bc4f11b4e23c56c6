"""Records in schema.org's words, as JSON-LD: a file of its own, and a block of data in the page."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from osce_docs.models import Document, Event, Organization, Proposal
from osce_docs.models.record import Record

Address = Callable[[str], str]
Linked = dict[str, Any]
# Signs by which a page could take data for the end of its block, as JSON writes them too.
SIGNS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


class InPage(str):
    """Linked data as a `script` block holds it: its content is not read as markup, so quotation marks stay."""

    def __html__(self) -> str:
        return self.translate(SIGNS)


def linked(record: Record, address: Address) -> Linked:
    """Return a record as schema.org knows its kind; what is not known is left out."""
    told = {"@context": "https://schema.org", "@id": address(record.get_absolute_url()), "name": str(record)}
    told |= KINDS[type(record)](record, address)
    return {name: value for name, value in told.items() if value}


def in_page(record: Record, address: Address) -> InPage:
    """Return a record as a page tells it to programs."""
    return InPage(json.dumps(linked(record, address), ensure_ascii=False))


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
    # To schema.org a country is a place: it is not founded, and is part of no organization.
    if body.kind == Organization.Kind.STATE:
        return {"@type": "Country", "url": address(body.get_absolute_url())}
    return {
        "@type": "Organization",
        "url": address(body.get_absolute_url()),
        "foundingDate": _date(body.founded),
        "dissolutionDate": _date(body.dissolved),
        "parentOrganization": _body(body.parent, address),
    }


def _event(event: Event, address: Address) -> Linked:
    return {
        "@type": "Event",
        "url": address(event.get_absolute_url()),
        "startDate": _date(event.date),
        "endDate": _date(event.date.partition("/")[2]),
        "location": _place(event.place),
        "organizer": _body(event.body, address),
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


def _body(body: Organization | None, address: Address) -> Linked | None:
    if body is None or not body.shown or body.kind == Organization.Kind.STATE:
        return None
    return {"@type": "Organization", "@id": address(body.get_absolute_url()), "name": body.name}


def _place(name: str) -> Linked | None:
    return {"@type": "Place", "name": name} if name else None


def _date(edtf: str) -> str:
    """Return where a date begins, if that is a day, month or year without doubt: schema.org takes no others."""
    begins = edtf.partition("/")[0]
    plain = begins.replace("-", "")
    return begins if plain.isdigit() and not (len(plain) == 6 and int(plain[4:]) > 12) else ""
