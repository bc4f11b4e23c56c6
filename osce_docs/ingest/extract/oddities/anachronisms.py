"""Names that a body did not yet bear at the time of what is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from osce_docs.edtf import bounds
from osce_docs.ingest.extract.gazetteer import Entry, all_entries
from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.ingest.extract.stretches import InOrder
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
    found: dict[str, set[Span]] = {name: set() for name in _later_names()}
    places = InOrder(names)
    for span, day in (*_dated_sentences(sentences), *_dated_events(tellings)):
        if day < max(_later_names().values()):
            for each in places.within(span):
                for name in _names_in(each.quote(document.text)):
                    if day < _later_names()[name]:
                        found[name].add(Span(each.start, each.end))
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


@lru_cache(4096)
def _names_in(quote: str) -> tuple[str, ...]:
    """Return the later names that stand in some words."""
    return tuple(name for name in _later_names() if name in quote and re.search(rf"\b{re.escape(name)}\b", quote))


def _closed_fields(
    document: ParsedDocument, names: Sequence[FoundName], tellings: Sequence[Telling]
) -> Iterator[Finding]:
    """A body is called closed in a field, and the text tells nothing of its end."""
    places = InOrder(names)
    closings = {part for each in tellings if CLOSING.match(each.block) for part in re.split("[:+]", each.block)}
    for block in document.blocks:
        for match in CLOSED.finditer(document.text, block.start, block.end) if block.role == "field" else ():
            body = _body_before(match.start(), places.between(block.start, match.start()))
            if body not in closings and not (closings and not body):
                words = "The field tells what became of the body later than the text."
                yield Finding("anachronism", words, (Span(block.start, block.end),), match[0])


def _body_before(at: int, names: Sequence[FoundName]) -> str:
    """Return the key of the body that is called closed at `at`, or ''."""
    near = [name for name in names[-2:] if abs(name.end - at) < 2 or at <= name.end]
    return near[0].key if near else ""


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
