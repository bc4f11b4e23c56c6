"""Names that a body did not yet bear at the time of what is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from osce_docs.edtf import bounds
from osce_docs.ingest.extract.gazetteer import Entry, all_entries
from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.readings import Finding, FoundName, ParsedDocument, Span, Telling

CLOSED = re.compile(r"\((?:closed|former|dissolved|discontinued|until \d{4})\)", re.IGNORECASE)

CLOSING = re.compile(r"event:(?:closing|closure|dissolution|decision)\b")
# A sentence that tells of the change of name, or of a time that lasts, uses the later name rightly.
RENAMED = re.compile(
    r"\b(?:renamed|transformed|turned (?:in)?to|became the|predecessor|forerunner|later (?:the )?OSCE|CSCE|[Ss]ince)\b"
)


def find_anachronisms(
    document: ParsedDocument, names: Sequence[FoundName], sentences: Sequence[Sentence], tellings: Sequence[Telling]
) -> Iterator[Finding]:
    """Yield one `anachronism` for each later name, with all places where it stands beside an earlier time; and one
    for each field that speaks of a body as it was only later ("(closed)")."""
    found: dict[str, set[Span]] = {}
    earlier = [*_dated_sentences(sentences), *_dated_events(tellings)]
    for name, since in _later_names().items():
        for span, day in earlier:
            if day < since:
                found.setdefault(name, set()).update(_places(name, document.text, names, span))
    for name, spans in found.items():
        if spans:
            words = f"“{name}” is a later name: what is told beside it was before {_later_names()[name].year + 1}."
            yield Finding("anachronism", words, tuple(sorted(spans, key=lambda span: span.start)), name)
    yield from _closed_fields(document, names, tellings)


def _dated_sentences(sentences: Sequence[Sentence]) -> Iterator[tuple[Span, date]]:
    """Yield the sentences all of whose dates are of one time, with the latest day; not those that tell of a change."""
    for sentence in sentences:
        days = [bounds(each.edtf)[1] for each in sentence.dates]
        known = [day for day in days if day]
        if known and len(known) == len(days) and not RENAMED.search(sentence.text):
            yield sentence, max(known)


def _dated_events(tellings: Sequence[Telling]) -> Iterator[tuple[Span, date]]:
    for telling in tellings:
        days = [day for claim in telling.claims if claim.field == "date" and (day := bounds(claim.value)[1])]
        if telling.kind == "event" and days:
            yield telling, min(days)


def _places(name: str, text: str, names: Sequence[FoundName], told: Span) -> Iterator[Span]:
    pattern = _words_of(name)
    for found in names:
        if told.start <= found.start and found.end <= told.end and pattern.search(found.quote(text)):
            yield Span(found.start, found.end)


def _closed_fields(
    document: ParsedDocument, names: Sequence[FoundName], tellings: Sequence[Telling]
) -> Iterator[Finding]:
    """A body is called closed in a field, and the text tells nothing of its end."""
    for block in document.blocks:
        for match in CLOSED.finditer(document.text, block.start, block.end) if block.role == "field" else ():
            body = next(
                (name.key for name in names if block.start <= name.start and abs(name.end - match.start()) < 2), ""
            )
            body = body or next(
                (name.key for name in names if block.start <= name.start < match.start() <= name.end), ""
            )
            if not any(body in telling.block and CLOSING.match(telling.block) for telling in tellings):
                words = "The field tells what became of the body later than the text."
                yield Finding("anachronism", words, (Span(block.start, block.end),), match[0])


@cache
def _later_names() -> Mapping[str, date]:
    """Return the names that bodies took after another one, each with the day since when."""
    later: dict[str, date] = {}
    for entry in all_entries():
        ends = [end for each in entry.names_by_date if each.until and (end := bounds(each.until)[1])]
        for name in _present_names(entry) if ends and entry.kind in BODIES else ():
            later[name] = max(ends)
    return later


def _present_names(entry: Entry) -> list[str]:
    former = {each.name for each in entry.names_by_date}
    return [name for name in (entry.name, *entry.aliases) if name not in former]


@cache
def _words_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b")
