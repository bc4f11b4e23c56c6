"""What a citation of a document says, whatever form it is written in. Pure but for the record it is made from."""

import re
from dataclasses import dataclass

from osce_docs.models import Document

ARCHIVE = "OSCE Docs"
# The day, month or year with which an EDTF date begins; a season is no month.
BEGINNING = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?![\dX])")
PASSAGE = re.compile(r"c(\d{1,9})-(\d{1,9})")

Day = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as it is cited: `days` are the day, month or year it begins and, in a range, that it ends with."""

    key: str
    title: str
    publisher: str
    days: tuple[Day, ...]
    about: bool
    date: str
    place: str
    kind: str
    language: str
    address: str
    original: str
    rights: str
    quote: str = ""


def reference(document: Document, address: str, passage: str = "") -> Reference:
    """Return what a citation of a document says, or of a passage of it, as `c120-148`; one that is none is left out."""
    at = _passage(document, passage)
    return Reference(
        key=document.slug,
        title=str(document),
        publisher=document.provenance.publisher,
        days=_days(document.date),
        about="~" in document.date or "?" in document.date or "%" in document.date,
        date=document.date_display,
        place=document.place,
        kind=document.kind,
        language=document.language or document.provenance.language,
        address=f"{address}#{passage}" if at else address,
        original=document.provenance.address,
        rights=document.provenance.rights,
        quote=at,
    )


def _passage(document: Document, passage: str) -> str:
    """Return the words of a passage; nothing where the text has no such place."""
    found = PASSAGE.fullmatch(passage)
    start, end = map(int, found.groups()) if found else (0, 0)
    words = document.passage(start, end) if start < end else ""
    return words if len(words) == end - start else ""


def _days(date: str) -> tuple[Day, ...]:
    """Return the beginning and the end of an EDTF date, as far as it tells them; an end that is open is none."""
    found = [BEGINNING.match(each) for each in date.split("/")]
    if not found or found[0] is None:
        return ()
    return tuple(tuple(int(part) for part in each.groups() if part) for each in found if each)
