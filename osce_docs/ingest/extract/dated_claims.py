"""The claims that a dated clause makes: date, place, who and what, and a title where the kind's templates give none."""

import re
from collections.abc import Iterator

from osce_docs.ingest.extract.clauses import Core, place_of
from osce_docs.ingest.extract.dated_parts import object_at
from osce_docs.ingest.extract.dated_tellers import Teller
from osce_docs.ingest.extract.dated_words import Where
from osce_docs.ingest.extract.event_matches import quoted, slots_at
from osce_docs.ingest.extract.event_mentions import Mention, name_value
from osce_docs.ingest.extract.event_rules import event_kinds
from osce_docs.ingest.extract.event_titles import title
from osce_docs.ingest.extract.participants import participant_value
from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundName, ParsedDocument, Span

ARTICLE = re.compile(r"(?:the|a|an|its|their|his|her|this|that|both|all) ", re.IGNORECASE)
PRONOUNS = frozenset({"it", "they", "this", "he", "she", "which", "that", "who", ""})
# `the signing of the protocol` is of the protocol.
ACT_OF = re.compile(
    r"(?:the |a |an |its )?(?:[a-z]{2,10} )?(?:signing|signature|opening|inauguration|adoption|closure|closing|"
    r"establishment|creation|accession|appointment|ratification)(?: ceremony)? of (?:the |a |an )?",
    re.IGNORECASE,
)
AS = re.compile(r" as (?:the |its |their |his |her |an? )?")
REACH = 100
# Kinds of events that bodies hold.
HELD = frozenset({"meeting", "decision", "vote", "negotiation"})
# Who does it is whom it happens to.
SELF = frozenset(
    {"accession", "appointment", "meeting", "visit", "statement", "chairmanship", "vote", "transformation"}
)
# Kinds whose supplied titles do not say what happened.
WORDED = frozenset(
    {"other", "mission", "incident", "conflict", "negotiation", "decision", "transformation", "exchange"}
)
TITLE_WORDS, LONGEST = 12, 100


def mention_of(document: ParsedDocument, sentence: Sentence, teller: Teller) -> Mention:
    """Return the mention of the event that `teller` tells."""
    rule = f"dated-clause/{teller.kind}"
    claims = [*_date(sentence, teller, rule), *_place(sentence, teller, rule)]
    claims += _people(sentence, teller, rule)
    claims += _subject(sentence, teller, claims, rule) if teller.theme[1] else _titled(document, rule)
    claims += _anchor(sentence, teller, claims, rule)
    parts = [sentence.span(*teller.where), *(claim for claim in claims if claim.field in {"date", "place"})]
    parts += [sentence.span(*where) for where in (teller.theme, teller.agent) if where and where[1] > where[0]]
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
    who, _ = _who_and_what(sentence, teller)
    names = _names(sentence, who) if who else []
    role = load("dated_clauses")["roles"].get(teller.kind, "participant")
    body = next((name for name in names if name.kind in BODIES), None) if teller.kind in HELD else None
    if body is not None:
        yield Claim(body.start, body.end, "body", body.key, rule)
    chosen = [name for name in names if name.kind == "person"] if teller.kind == "appointment" else []
    for name in chosen or names:
        if name is not body and name.kind in {*BODIES, "state", "people", "person"}:
            yield Claim(name.start, name.end, "participant", participant_value(name, role, sentence), rule)


def _who_and_what(sentence: Sentence, teller: Teller) -> tuple[Where | None, Where | None]:
    """Return who takes part and what it is about: `X was named Head`, `Y named X as Head`, `X took office as Head`."""
    active = teller.voice == "active"
    behind = object_at(sentence.skeleton, teller.where[1])
    if teller.kind == "appointment":
        post = AS.search(sentence.skeleton, teller.where[1], min(len(sentence.skeleton), teller.where[1] + REACH))
        named = any(name.kind == "person" for name in _names(sentence, teller.theme))
        what = object_at(sentence.skeleton, post.end()) if post else None if active else behind
        return (teller.theme if named or not active else teller.agent), what
    if teller.kind in {"accession", "transformation"} and teller.voice == "passive":
        return teller.theme, behind
    if teller.kind in SELF and not active:
        return teller.theme, teller.theme
    return teller.agent, teller.theme


def _names(sentence: Sentence, where: Where) -> list[FoundName]:
    return [slot for slot in slots_at(sentence, where) if isinstance(slot, FoundName)]


def _subject(sentence: Sentence, teller: Teller, claims: list[Claim], rule: str) -> Iterator[Claim]:
    _, what = _who_and_what(sentence, teller)
    span = _trimmed(sentence, what) if what else Span(0, 0)
    words = " ".join(quoted(sentence, span).split()) if what else ""
    if words.lower() in load("dated_clauses")["no_subject"]["words"]:
        return
    if words.lower() in PRONOUNS or (teller.kind == "visit" and any(claim.field == "place" for claim in claims)):
        return
    slots = slots_at(sentence, what)
    whole = len(slots) == 1 and (slots[0].start, slots[0].end) == (span.start, span.end)
    yield Claim(span.start, span.end, "subject", name_value(slots[0]) if whole else words[:LONGEST], rule)


def _titled(document: ParsedDocument, rule: str) -> Iterator[Claim]:
    """What a label tells (`Formed: 1995`) is told of the thing that the document is named for."""
    for block in document.blocks:
        if block.role == "title":
            yield Claim(block.start, block.end, "subject", block.quote(document.text), rule)
            return


def _anchor(sentence: Sentence, teller: Teller, claims: list[Claim], rule: str) -> Iterator[Claim]:
    """What no name tells apart: a summit by the town in its name, others by the words for who or what it was."""
    fields = {field for anchor in event_kinds()[teller.kind].anchors for field in anchor.split("|")}
    if any(claim.field.replace("participant", "participants") in fields for claim in claims):
        return
    span = _trimmed(sentence, teller.agent or teller.theme)
    if quoted(sentence, span).lower() in PRONOUNS:
        span = sentence.span(*teller.where)
    words = " ".join(quoted(sentence, span).split())[:LONGEST]
    place = next((name for name in _names(sentence, teller.theme) if name.kind in {"place", "state"}), None)
    if "place" in fields and place is not None:
        yield Claim(place.start, place.end, "place", place.name, rule)
    elif "subject" in fields:
        yield Claim(span.start, span.end, "subject", words, rule)
    elif "participants" not in fields:
        yield Claim(span.start, span.end, "place", words, rule)
    else:
        value = {"name": "", "role": "participant", "holder": words}
        yield Claim(span.start, span.end, "participant", value, rule)


def _trimmed(sentence: Sentence, where: Where) -> Span:
    words = sentence.skeleton[where[0] : where[1]]
    article = ACT_OF.match(words) or ARTICLE.match(words)
    start = where[0] + (article.end() if article else 0)
    return sentence.span(start, max(start, where[0] + len(words.rstrip(" ,"))))


def _title(
    document: ParsedDocument, sentence: Sentence, teller: Teller, claims: list[Claim], start: int, end: int, rule: str
) -> Iterator[Claim]:
    """Where no template of the kind is filled: its label, and the clause in a few words."""
    kind = event_kinds()[teller.kind]
    names: dict[str | int, FoundName] = {name.key: name for name in sentence.names}
    names |= {name.start: name for name in sentence.names if name.kind == "person"}
    if teller.kind in WORDED or title(kind, claims, names, "") in {kind.label, ""}:
        opening = max((claim.end for claim in claims if claim.field == "date" and claim.start == start), default=start)
        words = document.text[opening:end].lstrip(" ,:;.–—-").split() or document.text[start:end].split()
        short = " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")
        yield Claim(start, end, "title", f"{kind.label}: {short}", rule)
