"""Small archives for tests: real rows of real models, made as the importer makes them.

`claim` finds its quote in the text, so that every passage is exact; `settle` then computes the record's columns.
"""

import hashlib
from itertools import count
from typing import Any

from osce_docs.editorial.recompute import recompute
from osce_docs.models import (
    Claim,
    Document,
    Event,
    Mention,
    NavigationEdition,
    Organization,
    Original,
    Proposal,
    Provenance,
    Telling,
    Text,
    User,
)
from osce_docs.models.fields import days_of
from osce_docs.models.record import Record
from osce_docs.search.indexing import index

_numbers = count(1)


def make_user(username: str = "editor", **columns: Any) -> User:
    """A member of staff who may do everything."""
    defaults = {"is_staff": True, "is_superuser": True, **columns}
    return User.objects.get_or_create(username=username, defaults=defaults)[0]


def make_provenance(key: str = "tests", **columns: Any) -> Provenance:
    """Where made-up documents come from."""
    return Provenance.objects.get_or_create(
        key=key, defaults={"publisher": "A publisher", "language": "en", **columns}
    )[0]


def make_document(
    text: str = "", *, navigation: str = "", blocks: Any = None, folds: Any = (), **columns: Any
) -> Document:
    """A document of this text, one paragraph a line; its navigation, if any, stands before it, folded."""
    number = next(_numbers)
    content = text or f"Text number {number}."
    edition = _edition(navigation)
    whole = navigation + content
    structure = {
        "blocks": [list(block) for block in (blocks if blocks is not None else _lines(whole, len(navigation)))],
        "folds": [*([[0, len(navigation), "navigation"]] if navigation else []), *(list(fold) for fold in folds)],
        "links": [],
    }
    data = f"{whole}\n{number}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    original = Original.objects.create(
        sha256=sha256, size=len(data), edition=edition, packed=Original.pack(data, navigation)
    )
    stored = Text.objects.create(
        original=original, version="7e57", content=content, edition=edition, structure=structure
    )
    key = columns.pop("key", f"tests/document-{number}")
    date = columns.pop("date", "")
    document = Document(
        key=key,
        slug=columns.pop("slug", key.replace("/", "-")),
        provenance=columns.pop("provenance", None) or make_provenance(),
        path=key,
        text=stored,
        edition=edition,
        size=len(data),
        modified_ns=0,
        rules="tests",
        format="narrative",
        given_title=content[:60],
        **{"title": f"Document {number}", "language": "en", "date": date, **days_of(date), **columns},
    )
    document.save()
    return found_by_its_words(document)


def make_organization(name: str = "", **columns: Any) -> Organization:
    """A body by this name."""
    name = name or f"Body {next(_numbers)}"
    kind = columns.setdefault("kind", Organization.Kind.BODY)
    address = _address(name)
    body = Organization.objects.create(
        **{"key": address, "slug": address, "name": name, "given_name": name, "given_kind": kind, **columns}
    )
    return found_by_its_words(body)


def make_event(title: str = "", date: str = "", **columns: Any) -> Event:
    """An event of this title on this EDTF date."""
    title = title or f"Event {next(_numbers)}"
    address = _address(title)
    event = Event(
        **{"key": address, "slug": address, "title": title, "kind": "meeting", "date": date, **days_of(date), **columns}
    )
    event.save()
    return found_by_its_words(event)


def make_proposal(name: str = "", date: str = "", **columns: Any) -> Proposal:
    """A proposal by this name."""
    name = name or f"Proposal {next(_numbers)}"
    address = _address(name)
    proposal = Proposal(**{"key": address, "slug": address, "name": name, "date": date, **days_of(date), **columns})
    proposal.save()
    return found_by_its_words(proposal)


def claim(record: Record, document: Document, field: str, value: Any, quote: str, **columns: Any) -> Claim:
    """What `document` says of one field of `record` in the first place where it says `quote`."""
    start = document.text.readable.index(quote)
    identity = hashlib.sha256(f"{document.key}|{start}|{quote}|{field}|{value}".encode()).hexdigest()[:32]
    return Claim.objects.create(
        telling=_telling(record, document, start, start + len(quote)),
        identity=identity,
        field=field,
        value=value,
        start=start,
        end=start + len(quote),
        quote=quote,
        **{"rule": "tests:rule", **columns},
    )


def mention(document: Document, organization: Organization, *names: str) -> Mention:
    """That `document` names `organization` where these words first stand in it."""
    starts = [(document.text.readable.index(name), len(name)) for name in names]
    return Mention.objects.create(
        document=document,
        named=organization,
        organization=organization,
        offsets=[[start, start + length] for start, length in starts],
        names=list(names),
    )


def settle(*records: Record) -> None:
    """Compute the columns of records from their claims and rulings, and read them again."""
    for record in records:
        recompute(type(record), [record.pk])
        record.refresh_from_db()
        found_by_its_words(record)


def found_by_its_words(record: Any) -> Any:
    """Bring the search entry of a record up to date; return the record."""
    index(type(record), [record.pk])
    return record


def _address(name: str) -> str:
    return "-".join(name.casefold().split())[:100]


def _edition(navigation: str) -> NavigationEdition | None:
    if not navigation:
        return None
    sha256 = hashlib.sha256(navigation.encode()).hexdigest()
    return NavigationEdition.objects.get_or_create(sha256=sha256, defaults={"text": navigation})[0]


def _lines(text: str, start: int) -> list[list[Any]]:
    blocks = []
    for line in text[start:].splitlines(keepends=True):
        if line.strip():
            blocks.append([start, start + len(line.rstrip("\n")), "paragraph", "", ""])
        start += len(line)
    return blocks


def _telling(record: Record, document: Document, start: int, end: int) -> Telling:
    kind = str(record._meta.model_name)
    owner = {} if kind == "document" else {kind: record}
    return Telling.objects.get_or_create(
        key=f"{document.key}#{kind}:{record.key}",
        defaults={"kind": kind, "block": kind, "document": document, "start": start, "end": end, **owner},
    )[0]
