"""Storing findings: those of each document read, and those that touched records and witnesses give rise to.

A Finding is found or gone; what a person resolved or dismissed stays so, for its identity holds its readings.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from osce_docs.editorial.bulk import Tally, in_chunks, sync
from osce_docs.knowledge import load
from osce_docs.models import Document, Finding, FindingPassage

Place = tuple[int, int, int, str]

# A finding counts all its places and keeps so many, the first by document and offset: no editor reads more of them.
MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A finding to be stored: its kind, what it is about and the passages (document id, start, end, quote) it rests on.

    `owner` is the subject's column and id; `readings` is what, when it changes, makes it another finding.
    """

    kind: str
    message: str
    owner: tuple[str, int]
    subject: str
    readings: tuple[str, ...]
    places: tuple[Place, ...] = field(default=())
    about: str = ""

    @property
    def identity(self) -> str:
        """The hash of kind, subject and readings."""
        whole = "\x1f".join((self.kind, self.subject, self.about, *sorted(self.readings)))
        return hashlib.sha256(whole.encode()).hexdigest()[:32]


def save_findings(before: Iterable[Finding], found: Iterable[Found]) -> Tally:
    """Make the stored findings what was found now; those in `before` that were not found again are gone."""
    wanted = _by_cause(found)
    existing = {row.identity: row for row in before} | _by_identity(wanted)
    columns: dict[str, dict[str, Any]] = {identity: _columns(identity, each) for identity, each in wanted.items()}
    columns |= {key: {"found": False} for key, row in existing.items() if key not in wanted and row.found}
    tally = sync(Finding, existing, columns)
    _save_places(wanted)
    return tally


def _by_cause(found: Iterable[Found]) -> dict[str, Found]:
    """Return findings by identity: of one cause in many places is made one finding with all of them, each once."""
    places: dict[str, dict[Place, None]] = {}
    first: dict[str, Found] = {}
    for each in found:
        identity = each.identity
        first.setdefault(identity, each)
        places.setdefault(identity, {}).update(dict.fromkeys(each.places))
    return {identity: replace(each, places=tuple(places[identity])) for identity, each in first.items()}


def stored_about(column: str, ids: Collection[int], kinds: Collection[str]) -> Iterable[Finding]:
    """Return the stored findings of these kinds about the records whose ids stand in `column`."""
    for chunk in in_chunks(sorted(ids)):
        yield from Finding.objects.filter(**{f"{column}__among": chunk}, kind__in=kinds)


def stored_in(blocks: Collection[str]) -> Iterable[Finding]:
    """Return the stored findings on tellings of these blocks that could not be matched."""
    for chunk in in_chunks(sorted(blocks)):
        yield from Finding.objects.filter(kind="unresolved-match", field__among=chunk)


def _by_identity(identities: Iterable[str]) -> dict[str, Finding]:
    return {
        row.identity: row
        for chunk in in_chunks(sorted(identities))
        for row in Finding.objects.filter(identity__among=chunk)
    }


def _columns(identity: str, each: Found) -> dict[str, Any]:
    return {
        "identity": identity,
        "kind": each.kind,
        "weight": load("findings").get(each.kind, {}).get("weight", 1),
        "message": each.message,
        "field": each.about[:255],
        "found": True,
        "count": max(1, len(each.places)),
        f"{each.owner[0]}_id": each.owner[1],
    }


def _save_places(wanted: Mapping[str, Found]) -> None:
    ids = {identity: row.pk for identity, row in _by_identity(wanted).items()}
    existing: dict[Any, FindingPassage] = {}
    for chunk in in_chunks(sorted(ids.values())):
        for row in FindingPassage.objects.filter(finding__among=chunk):
            existing[(row.finding_id, row.document_id, row.start, row.end)] = row
    rows = {
        (ids[identity], document, start, end): {
            "finding_id": ids[identity],
            "document_id": document,
            "start": start,
            "end": end,
            "quote": quote,
        }
        for identity, each in wanted.items()
        for document, start, end, quote in each.places[:MOST_PLACES]
    }
    sync(FindingPassage, existing, rows, remove=True)


def passages_of(document: Document, text: str, spans: Sequence[Any]) -> tuple[Place, ...]:
    """Return spans of a document's text as the places of a finding."""
    return tuple(
        (document.pk, span.start, span.end, text[span.start : span.end]) for span in spans if span.start < span.end
    )
