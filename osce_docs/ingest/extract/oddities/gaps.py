"""What is told without its date, its name or its place."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.knowledge import load
from osce_docs.readings import Claim, Finding, ParsedDocument, Span, Telling


def find_gaps(
    document: ParsedDocument, tellings: Sequence[Telling], claims: Sequence[Claim], sentences: Sequence[Sentence]
) -> Iterator[Finding]:
    """Yield `missing-date`, `missing-place`, `undated-event` and `unnamed-proposal`."""
    head = _head(document, claims)
    stated = {claim.field for claim in claims}
    if head and "date" not in stated:
        yield Finding("missing-date", "The text has no date.", (head,), "date")
    if head and "place" not in stated and document.format in load("metadata")["placed"]["forms"]:
        yield Finding("missing-place", "The text has no place.", (head,), "place")
    dated = [sentence for sentence in sentences if sentence.dates]
    told = [each for each in tellings if not _has_date_beside(each, dated)]
    yield from _undated(document, [each for each in told if "date" not in stated or not _is_of_the_release(each)])
    yield from _unnamed(document, tellings)


def _head(document: ParsedDocument, claims: Sequence[Claim]) -> Span | None:
    title = next((claim for claim in claims if claim.field == "title"), None)
    first = title or next((block for block in document.blocks if block.role in {"paragraph", "dateline"}), None)
    return Span(first.start, first.end) if first else None


def _undated(document: ParsedDocument, tellings: Sequence[Telling]) -> Iterator[Finding]:
    """Yield one finding for each event or proposal without a date; what one sentence tells is one cause."""
    places: dict[tuple[int, int], list[Telling]] = {}
    for telling in tellings:
        if _happened(telling) and not _is_dated(telling):
            places.setdefault((telling.start, telling.end), []).append(telling)
    for where, told in places.items():
        quote = Span(*where).quote(document.text)
        yield Finding(
            "undated-event", f"No date is given for what is told here: “{_short(quote)}”.", (Span(*where),), told[0].key
        )


def _has_date_beside(telling: Telling, dated: Sequence[Sentence]) -> bool:
    """Tell whether its sentence states a day: `Malta, which took part in the summit of 3 May, signed it`."""
    at = bisect_right(dated, telling.start, key=lambda sentence: sentence.start) - 1
    return telling.kind == "event" and at >= 0 and telling.start < dated[at].end


def _is_of_the_release(telling: Telling) -> bool:
    """What a release quotes is said on its day."""
    return any(claim.field == "kind" and claim.rule == "statement/quoted" for claim in telling.claims)


def _happened(telling: Telling) -> bool:
    """An event did, and a proposal of which the text says who made it, or to which it gives a section."""
    made = any(claim.field == "proposer" or claim.rule == "proposal/heading" for claim in telling.claims)
    return telling.kind == "event" or (telling.kind == "proposal" and made)


def _is_dated(telling: Telling) -> bool:
    """A proposal that a section tells of is dated there; what is said of the series it belongs to is not its date."""
    headings = [claim.start for claim in telling.claims if claim.rule == "proposal/heading"]
    heading = headings[0] if headings and telling.kind == "proposal" else -1
    return any(claim.field == "date" and claim.start > heading for claim in telling.claims)


def _unnamed(document: ParsedDocument, tellings: Sequence[Telling]) -> Iterator[Finding]:
    places: dict[tuple[int, int], Telling] = {}
    for telling in tellings:
        if telling.kind == "proposal" and not any(claim.field == "name" for claim in telling.claims):
            places.setdefault((telling.start, telling.end), telling)
    for where, telling in places.items():
        quote = Span(*where).quote(document.text)
        yield Finding(
            "unnamed-proposal", f"What was put forward has no name: “{_short(quote)}”.", (Span(*where),), telling.block
        )


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 120 else plain[:119].rsplit(" ", 1)[0] + "…"
