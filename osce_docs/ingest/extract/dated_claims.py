"""The claims that a dated clause makes: date, place, who and what, and a title where the kind's templates give none."""

import re
from collections.abc import Iterator

from osce_docs.ingest.extract.clauses import Core, place_of
from osce_docs.ingest.extract.dated_tellers import Teller
from osce_docs.ingest.extract.dated_words import Where
from osce_docs.ingest.extract.event_matches import quoted, slots_at
from osce_docs.ingest.extract.event_mentions import Mention, name_value, participant_value
from osce_docs.ingest.extract.event_rules import event_kinds
from osce_docs.ingest.extract.event_tellings import title
from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundName, ParsedDocument, Span

ARTICLE = re.compile(r"(?:the|a|an|its|their|his|her|this|that|both|all) ", re.IGNORECASE)
# Kinds of events that bodies hold.
HELD = frozenset({"meeting", "decision", "vote", "negotiation"})
# Who does it is whom it happens to.
SELF = frozenset(
    {"accession", "appointment", "meeting", "visit", "statement", "chairmanship", "vote", "transformation"}
)
TITLE_WORDS, LONGEST = 12, 100


def mention_of(document: ParsedDocument, sentence: Sentence, teller: Teller) -> Mention:
    """Return the mention of the event that `teller` tells."""
    rule = f"dated-clause/{teller.kind}"
    claims = [*_date(sentence, teller, rule), *_place(sentence, teller, rule)]
    claims += _people(sentence, teller, rule)
    claims += _subject(sentence, teller, rule)
    claims += _anchor(sentence, teller, claims, rule)
    parts = [sentence.span(*teller.where), *(claim for claim in claims if claim.field in {"date", "place"})]
    if teller.theme[1] > teller.theme[0]:
        parts.append(sentence.span(*teller.theme))
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    claims = [
        _moded(claim, teller) for claim in (*claims, *_title(document, sentence, teller, claims, start, end, rule))
    ]
    return Mention(start, end, teller.kind, rule, teller.mode, tuple(claims))


def _moded(claim: Claim, teller: Teller) -> Claim:
    return Claim(claim.start, claim.end, claim.field, claim.value, claim.rule, teller.mode)


def _date(sentence: Sentence, teller: Teller, rule: str) -> Iterator[Claim]:
    for slot in slots_at(sentence, teller.date)[:1]:
        yield Claim(slot.start, slot.end, "date", name_value(slot), rule)


def _place(sentence: Sentence, teller: Teller, rule: str) -> Iterator[Claim]:
    if event_kinds()[teller.kind].placeless:
        return
    where = place_of(sentence.skeleton, Core(*teller.where), ())
    if where is not None:
        span = sentence.span(*where)
        slots = [slot for slot in slots_at(sentence, where) if isinstance(slot, FoundName)]
        yield Claim(span.start, span.end, "place", slots[0].name if slots else quoted(sentence, span), rule)


def _people(sentence: Sentence, teller: Teller, rule: str) -> Iterator[Claim]:
    stretches = [teller.agent] if teller.agent else []
    if teller.kind in SELF and teller.voice != "active":
        stretches = [teller.theme]
    names = [name for where in stretches for name in _names(sentence, where)]
    role = load("dated_clauses")["roles"].get(teller.kind, "participant")
    body = next((name for name in names if name.kind in BODIES), None) if teller.kind in HELD else None
    if body is not None:
        yield Claim(body.start, body.end, "body", body.key, rule)
    for name in names:
        if name is not body and name.kind in {*BODIES, "state", "people", "person"}:
            yield Claim(name.start, name.end, "participant", participant_value(name, role, sentence), rule)


def _names(sentence: Sentence, where: Where) -> list[FoundName]:
    return [slot for slot in slots_at(sentence, where) if isinstance(slot, FoundName)]


def _subject(sentence: Sentence, teller: Teller, rule: str) -> Iterator[Claim]:
    span = _trimmed(sentence, teller.theme)
    words = " ".join(quoted(sentence, span).split())
    if not words:
        return
    slots = slots_at(sentence, teller.theme)
    whole = len(slots) == 1 and (slots[0].start, slots[0].end) == (span.start, span.end)
    yield Claim(span.start, span.end, "subject", name_value(slots[0]) if whole else words[:LONGEST], rule)


def _anchor(sentence: Sentence, teller: Teller, claims: list[Claim], rule: str) -> Iterator[Claim]:
    """What no name tells apart: a summit by the town in its name, others by the words for who or what it was."""
    fields = {field for anchor in event_kinds()[teller.kind].anchors for field in anchor.split("|")}
    if any(claim.field.replace("participant", "participants") in fields for claim in claims):
        return
    span = sentence.span(*(teller.theme if teller.theme[1] > teller.theme[0] else teller.where))
    place = next((name for name in _names(sentence, teller.theme) if name.kind in {"place", "state"}), None)
    if "place" in fields:
        words = place.name if place else quoted(sentence, span)[:LONGEST]
        yield Claim(place.start if place else span.start, place.end if place else span.end, "place", words, rule)
        return
    value = {"name": "", "role": "participant", "holder": " ".join(quoted(sentence, span).split())[:LONGEST]}
    yield Claim(span.start, span.end, "participant", value, rule)


def _trimmed(sentence: Sentence, where: Where) -> Span:
    words = sentence.skeleton[where[0] : where[1]]
    article = ARTICLE.match(words)
    start = where[0] + (article.end() if article else 0)
    return sentence.span(start, max(start, where[0] + len(words.rstrip(" ,"))))


def _title(
    document: ParsedDocument, sentence: Sentence, teller: Teller, claims: list[Claim], start: int, end: int, rule: str
) -> Iterator[Claim]:
    """Where no template of the kind is filled: its label, and the clause in a few words."""
    kind = event_kinds()[teller.kind]
    names: dict[str | int, FoundName] = {name.key: name for name in sentence.names}
    names |= {name.start: name for name in sentence.names if name.kind == "person"}
    if title(kind, claims, names, "") in {kind.label, ""}:
        words = document.text[start:end].split()
        short = " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")
        yield Claim(start, end, "title", f"{kind.label}: {short}", rule)
