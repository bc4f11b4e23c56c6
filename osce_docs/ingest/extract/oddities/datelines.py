"""Does the dateline fit the fields, and what the text reports as past?"""

from collections.abc import Iterator, Sequence, Set

from osce_docs.edtf import agree, bounds, display
from osce_docs.readings import Claim, Finding, FoundDate, ParsedDocument, Span, Telling


def find_dateline_contradictions(
    document: ParsedDocument, dates: Sequence[FoundDate], tellings: Sequence[Telling], claims: Sequence[Claim]
) -> Iterator[Finding]:
    """Yield `dateline-contradiction` where field and dateline differ, and where something past is later than it."""
    yield from _fields_differ(document, claims, "date")
    yield from _fields_differ(document, claims, "place")
    stated = {(date.start, date.end) for date in dates if not date.inferred}
    yield from _reported_before_it_was(stated, tellings, claims)


def _fields_differ(document: ParsedDocument, claims: Sequence[Claim], field: str) -> Iterator[Finding]:
    lines = [claim for claim in claims if claim.field == field and claim.rule.startswith("metadata/dateline")]
    fields = [claim for claim in claims if claim.field == field and claim.rule.startswith(f"metadata/{field}-field")]
    if not lines or not fields or any(_fit(field, one.value, other.value) for one in lines for other in fields):
        return
    line, stated = lines[0], fields[0]
    words = f"The dateline says {line.quote(document.text)}, the field {field.title()} {stated.quote(document.text)}."
    yield Finding("dateline-contradiction", words, (_span(line), _span(stated)), field)


def _fit(field: str, one: str, other: str) -> bool:
    if field == "date":
        return agree(one, other)
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return short in long


def _reported_before_it_was(
    stated: Set[tuple[int, int]], tellings: Sequence[Telling], claims: Sequence[Claim]
) -> Iterator[Finding]:
    line = next((claim for claim in claims if claim.rule == "metadata/dateline-date"), None)
    day = bounds(line.value)[1] if line else None
    if line is None or day is None:
        return
    later = {
        (claim.start, claim.end): claim
        for telling in tellings
        if all(claim.mode == "asserted" for claim in telling.claims)
        for claim in telling.claims
        if claim.field == "date" and (claim.start, claim.end) in stated and (bounds(claim.value)[0] or day) > day
    }
    if later:
        told = sorted(later.values(), key=lambda claim: (claim.value, claim.start))
        dates = " and ".join(dict.fromkeys(display(claim.value) for claim in told))
        words = f"The dateline of {display(line.value)} is earlier than what the text reports as past: {dates}."
        spans = (_span(line), *(Span(*where) for where in sorted(later)))
        yield Finding("dateline-contradiction", words, spans, "later-events")


def _span(claim: Claim) -> Span:
    return Span(claim.start, claim.end)
