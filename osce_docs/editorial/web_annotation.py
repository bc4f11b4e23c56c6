"""Editors' notes as JSON-LD by the W3C's Web Annotation Data Model (https://www.w3.org/TR/annotation-model/).

Positions count Unicode code points, as the model asks. A note whose words are gone has no position any more: it keeps
the words, by which others may find what it was on.
"""

from collections.abc import Callable, Iterable
from typing import Any

from osce_docs.models import Annotation, Document

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Address = Callable[[str], str]


def collection(document: Document, notes: Iterable[Annotation], absolute: Address) -> dict[str, Any]:
    """Return the notes on a document as an AnnotationPage; `absolute` makes an address of a path on this site."""
    items = [web_annotation(note, document, absolute) for note in notes]
    address = absolute(document.get_absolute_url())
    return {"@context": CONTEXT, "id": f"{address}#notes", "type": "AnnotationPage", "items": items}


def web_annotation(note: Annotation, document: Document, absolute: Address) -> dict[str, Any]:
    """Return one note; what it is about is a second body, beside the note's text."""
    source = absolute(document.get_absolute_url())
    return {
        "id": f"{source}#note-{note.pk}",
        "type": "Annotation",
        "motivation": _motivation(note),
        "creator": {"type": "Person", "name": note.author.get_full_name() or note.author.get_username()},
        "created": note.made_at.isoformat(),
        "body": _bodies(note, absolute),
        "target": {"source": source, "type": "SpecificResource", "selector": _selectors(note)},
    }


def _motivation(note: Annotation) -> str:
    if note.is_sic:
        return "assessing"
    return "commenting" if note.note else "linking"


def _bodies(note: Annotation, absolute: Address) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    if note.note:
        bodies.append({"type": "TextualBody", "value": note.note, "format": "text/plain", "purpose": "commenting"})
    for record in filter(None, (note.organization, note.event, note.proposal)):
        address = absolute(record.get_absolute_url())
        bodies.append({"type": "SpecificResource", "source": address, "purpose": "linking"})
    return bodies


def _selectors(note: Annotation) -> list[dict[str, Any]]:
    quote = {"type": "TextQuoteSelector", "exact": note.quote, "prefix": note.prefix, "suffix": note.suffix}
    position = {"type": "TextPositionSelector", "start": note.start, "end": note.end}
    return [quote] if note.orphaned else [quote, position]
