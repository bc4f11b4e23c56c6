"""Is the number that the text states the number of what it lists?"""

import re
from collections.abc import Iterator, Sequence

from osce_docs.ingest.extract.counts import number_of
from osce_docs.ingest.extract.cues import cues, told
from osce_docs.ingest.extract.membership_terms import items_below
from osce_docs.ingest.extract.proposal_mentions import plural_noun
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.readings import Finding, ParsedDocument, Span, Telling

PARTS = re.compile(r", and |, or | and (?!other)|, |; and |; ")
OPEN = re.compile(
    r"\b(?:among (?:them|others)|including|such as|for example|e\.g\.|etc|and others?|and more|notably)\b",
    re.IGNORECASE,
)


def find_count_mismatches(
    document: ParsedDocument, sentences: Sequence[Sentence], tellings: Sequence[Telling]
) -> Iterator[Finding]:
    """Yield `count-mismatch`: a number and the list behind it, the items below it, or the co-chairs that are listed."""
    yield from _in_sentence(sentences)
    yield from _below(sentences)
    yield from _co_chairs(tellings)
    yield from _sections(sentences, tellings)


def _in_sentence(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for sentence, _, match in told(sentences, cues("counts", "list")):
        listed = [part for part in PARTS.split(match["list"].strip(" ,")) if part]
        number = number_of(match["number"])
        if len(listed) != number and not OPEN.search(match[0]) and all(len(part) <= 80 for part in listed):
            span = sentence.span(*match.span())
            words = f"{number} are announced, {len(listed)} are named."
            yield Finding("count-mismatch", words, (span,), str(span.start))


def _below(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for number, sentence in enumerate(sentences):
        found = _announced(sentence)
        items = list(items_below(sentences, number, _announced)) if found else []
        if items and found and number_of(found["number"]) != len(items):
            words = f"{number_of(found['number'])} are announced, {len(items)} are listed."
            spans = (Span(sentence.start, sentence.end), *(Span(item.start, item.end) for item in items))
            yield Finding("count-mismatch", words, spans, str(sentence.start))


def _announced(sentence: Sentence) -> re.Match[str] | None:
    return _stated(sentence, "announced") if sentence.text.rstrip().endswith(":") else None


def _stated(sentence: Sentence, table: str) -> re.Match[str] | None:
    """Return the first match of the rules that read how many are announced."""
    return next((match for _, _, match in told([sentence], cues("counts", table))), None)


def _co_chairs(tellings: Sequence[Telling]) -> Iterator[Finding]:
    """Fewer co-chairs are listed by name than states are said to chair at the same time."""
    for telling in tellings:
        chairs = [claim for claim in telling.claims if claim.field == "member" and claim.value["role"] == "co-chair"]
        listed = [claim for claim in chairs if claim.value["holder"] and "announced-list" in claim.rule]
        named = {claim.value["member"] for claim in listed}
        standing = [c for c in chairs if not c.value["holder"] and not c.value["to"] and c.value["from"]]
        states = {claim.value["member"] for claim in standing}
        if named and states - named:
            words = f"{len(states)} States are said to chair it together, {len(named)} chairs are listed."
            spans = dict.fromkeys(Span(claim.start, claim.end) for claim in [*listed, *standing])
            yield Finding("count-mismatch", words, tuple(spans), telling.key)


def _sections(sentences: Sequence[Sentence], tellings: Sequence[Telling]) -> Iterator[Finding]:
    """Plans are announced in a number, and told in another number of sections."""
    proposals = [telling for telling in tellings if telling.kind == "proposal"]
    headings = [claim for each in proposals for claim in each.claims if claim.rule == "proposal/heading"]
    for sentence in sentences if headings else ():
        found = _stated(sentence, "plans") if plural_noun(sentence.section) else None
        after = [claim for claim in headings if claim.start > sentence.start] if found else []
        if found and after and number_of(found["number"]) != len(after):
            words = f"{number_of(found['number'])} are announced, {len(after)} are told."
            spans = (sentence.span(*found.span()), *(Span(claim.start, claim.end) for claim in after))
            yield Finding("count-mismatch", words, spans, str(sentence.start))
