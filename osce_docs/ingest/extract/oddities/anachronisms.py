"""Names that a body did not yet bear at the time of what is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from osce_docs.edtf import bounds
from osce_docs.ingest.extract.gazetteer import Entry, all_entries
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.readings import Finding, FoundName, ParsedDocument, Span, Telling

CLOSED = re.compile(r"\((?:closed|former|dissolved|discontinued|until \d{4})\)", re.IGNORECASE)


def find_anachronisms(
    document: ParsedDocument, names: Sequence[FoundName], sentences: Sequence[Sentence], tellings: Sequence[Telling]
) -> Iterator[Finding]:
    """Yield one `anachronism` for each later name, with all places where it stands beside an earlier event; and one
    for each field that speaks of a body as it was only later ("(closed)")."""
    found: dict[str, set[Span]] = {}
    for telling in tellings:
        day = _latest_day(telling)
        if telling.kind == "event" and day:
            for name, since in _later_names().items():
                if day < since:
                    found.setdefault(name, set()).update(_places(name, document.text, names, telling))
    for name, spans in found.items():
        if spans:
            since = _later_names()[name]
            words = f"“{name}” is a name of {since.year} and later; what is told here was earlier."
            yield Finding("anachronism", words, tuple(sorted(spans, key=lambda span: span.start)), name)
    yield from _closed_fields(document)


def _latest_day(telling: Telling) -> date | None:
    days = [bounds(claim.value)[1] for claim in telling.claims if claim.field == "date"]
    return min((day for day in days if day), default=None)


def _places(name: str, text: str, names: Sequence[FoundName], telling: Telling) -> Iterator[Span]:
    pattern = _words_of(name)
    for found in names:
        if telling.start <= found.start and found.end <= telling.end and pattern.search(found.quote(text)):
            yield Span(found.start, found.end)


def _closed_fields(document: ParsedDocument) -> Iterator[Finding]:
    for block in document.blocks:
        for match in CLOSED.finditer(document.text, block.start, block.end) if block.role == "field" else ():
            words = "The field tells what became of the body later than the text."
            yield Finding("anachronism", words, (Span(block.start, block.end),), match[0])


@cache
def _later_names() -> Mapping[str, date]:
    """Return the names that bodies took after another one, each with the day since when."""
    later: dict[str, date] = {}
    for entry in all_entries():
        ends = [end for each in entry.names_by_date if each.until and (end := bounds(each.until)[1])]
        for name in _present_names(entry) if ends else ():
            later[name] = max(ends)
    return later


def _present_names(entry: Entry) -> list[str]:
    former = {each.name for each in entry.names_by_date}
    return [name for name in (entry.name, *entry.aliases) if name not in former]


@cache
def _words_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b")
