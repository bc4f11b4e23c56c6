"""Doubts about dates: years not stated, times that only the first readers understood, days that do not exist."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from osce_docs.edtf import UNKNOWN, display
from osce_docs.ingest.extract.dates.patterns import GAP, MONTHS, WORDS, alternatives
from osce_docs.ingest.extract.dates.phrases import Phrase
from osce_docs.ingest.extract.stretches import folded
from osce_docs.readings import Block, Finding, FoundDate, ParsedDocument, Span

WEEKDAY = rf"on{GAP}{alternatives(WORDS['weekdays'])}(?!,?{GAP}(?:the{GAP})?(?:\d|{alternatives(MONTHS)}))"
VAGUE = re.compile(rf"(?i)(?<!\w)(?:{alternatives(WORDS['vague']['words'])}|{WEEKDAY})")
VAGUE_UNDATED = re.compile(rf"{VAGUE.pattern}|(?<!\w){alternatives(WORDS['vague']['undated'])}")
READ_ROLES = frozenset({"dateline", "paragraph", "item"})
SOURCES = {
    "year-of-sentence": "the same sentence",
    "year-of-paragraph": "the same paragraph",
    "year-of-dateline": "the dateline",
    "year-of-section": "the same section",
    "year-of-neighbours": "the dates before and after it",
}


def doubts(
    document: ParsedDocument, dates: Sequence[FoundDate], impossible: Sequence[Phrase], *, dated: bool
) -> tuple[Finding, ...]:
    """Return the findings `missing-year`, `vague-time` and `impossible-date`; `dated`: the document states its day."""
    repeats = folded(document)
    found = [
        *_missing_years(document, [each for each in dates if not repeats.hold(each.start)]),
        *_vague_times(document, [block for block in document.blocks if not repeats.hold(block.start)], dated=dated),
        *_impossible(document, [each for each in impossible if not repeats.hold(each.start)]),
    ]
    return tuple(sorted(found, key=lambda finding: finding.spans[0].start))


def _missing_years(document: ParsedDocument, dates: Sequence[FoundDate]) -> Iterator[Finding]:
    for each in dates:
        source = SOURCES.get(each.rule.rpartition("/")[2])
        if source or UNKNOWN in each.edtf:
            quote = each.quote(document.text)
            taken = f"it is read as {display(each.edtf)}, from {source}" if source else "nothing near it tells which"
            yield Finding("missing-year", f"“{quote}” states no year; {taken}.", (_span(each),), quote)


def _vague_times(document: ParsedDocument, blocks: Sequence[Block], *, dated: bool) -> Iterator[Finding]:
    """Yield one finding for each wording, with all the places where it stands."""
    places = [
        (" ".join(match[0].lower().split()), Span(*match.span()))
        for block in blocks
        if block.role in READ_ROLES
        for match in (VAGUE if dated else VAGUE_UNDATED).finditer(document.text, block.start, block.end)
    ]
    reason = "counts from the date of the text" if dated else "stands in a text without a date"
    for words, group in groupby(sorted(places, key=lambda place: (place[0], place[1].start)), key=lambda p: p[0]):
        yield Finding("vague-time", f"“{words}” {reason}.", tuple(span for _, span in group), words)


def _impossible(document: ParsedDocument, phrases: Sequence[Phrase]) -> Iterator[Finding]:
    for each in phrases:
        quote = each.quote(document.text)
        yield Finding("impossible-date", f"“{quote}” names no day that exists.", (_span(each),), quote)


def _span(span: Span) -> Span:
    return Span(span.start, span.end)
