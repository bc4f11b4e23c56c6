"""What one sentence tells of events: each match of a rule, with the claims its passage makes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from osce_docs.edtf import bounds
from osce_docs.ingest.extract.clauses import Core, date_of, is_chronicle, place_of
from osce_docs.ingest.extract.event_days import Days, named_day
from osce_docs.ingest.extract.event_matches import VENUES, Match, find_matches, hides, quoted, slots_at
from osce_docs.ingest.extract.event_rules import event_kinds
from osce_docs.ingest.extract.modes import mode_of
from osce_docs.ingest.extract.participants import participants
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundDate, FoundName, Mode, Span

FIELDS = ("subject", "body", "number")
NUMBER = re.compile(r"(\d{1,5}(?:/\d{1,4})?)\D{0,20}$|^(?:the )?(\d{1,5})(?:st|nd|rd|th) ")
ARTICLE = re.compile(r"^(?:the|a|an|its|their|this|that|both|his|her) ", re.IGNORECASE)
AT = re.compile(r" (?:at|during) (?:the |its |a |an )?")
SEAT = re.compile(r"\b(?:in|at) ([A-ZÀ-Ž][\w'-]{2,30}(?:[ -][A-ZÀ-Ž][\w'-]{2,30}){0,2})$")
PRONOUNS = frozenset({"it", "this", "that", "them", ""})


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """An event as one clause tells it; `rule` found it. Claims of the title and kind are made later."""

    kind: str
    rule: str
    mode: Mode
    claims: tuple[Claim, ...]
    act: str = ""
    inherits: tuple[str, ...] = ()
    dated: bool = False

    def first(self, field: str) -> str:
        """Return the first value of `field`, or ''; of a participant its key or else the holder."""
        if field == "act":
            return self.act
        value = next((claim.value for claim in self.claims if claim.field == field), "")
        return (value["name"] or value["holder"]) if isinstance(value, dict) else value


def find_mentions(sentence: Sentence, days: Days) -> list[Mention]:
    """Return the events that `sentence` tells, in text order."""
    matches = find_matches(sentence)
    cores = [match.core for match in matches]
    kept: list[Match] = []
    mentions: list[Mention] = []
    for match in matches:
        hidden = bool(kept) if match.rule.last else any(hides(other, match) for other in kept)
        told = [] if hidden else list(_mentions(match, cores, days))
        if told:
            kept.append(match)
            mentions += told
    mentions = [_with_its_date(each, mentions, sentence) for each in _undoubled(mentions, kept)]
    return sorted(mentions, key=lambda each: (each.start, each.end))


def _with_its_date(mention: Mention, others: Sequence[Mention], sentence: Sentence) -> Mention:
    """`On DATE X was admitted at a meeting in P`: the occasion has the date of what happened at it."""
    if mention.kind not in VENUES or mention.first("date"):
        return mention
    for other in others:
        between = sentence.text[max(0, other.end - sentence.start) : max(0, mention.start - sentence.start)]
        if other.kind not in VENUES and other.end <= mention.start and AT.fullmatch(between):
            dates = tuple(claim for claim in other.claims if claim.field == "date")
            return replace(mention, claims=(*mention.claims, *dates))
    return mention


def _undoubled(mentions: Sequence[Mention], kept: Sequence[Match]) -> list[Mention]:
    """Drop what a chained event tells already under a kind that its rule hides."""
    hidden = {match.rule.name: match.rule.hides for match in kept if match.rule.hides and match.rule.chain}
    chained = [(each, hidden[each.rule]) for each in mentions if each.rule in hidden]
    return [
        each
        for each in mentions
        if not any(each.kind in kinds and each.start < link.end and link.start < each.end for link, kinds in chained)
    ]


def _mentions(match: Match, cores: Sequence[Core], days: Days) -> Iterator[Mention]:
    others = [other for other in cores if other != match.core]
    mode = match.rule.mode or mode_of(match.words("verb"))
    claims = [*_fields(match, mode), *_participants(match, mode)]
    claims += [*_when(match, others, days, mode), *_where(match, others, mode)]
    if not _complete(match.rule.needs, claims):
        return
    if match.where("now") and _lies_ahead(claims, days):
        mode = "announced"
        claims = [replace(claim, mode=mode) for claim in claims]
    told = _told(match, claims, mode)
    if match.rule.each:
        yield from (_at_place(told, slot) for slot in match.slots(match.rule.each) if isinstance(slot, FoundName))
        return
    yield told
    if match.rule.chain:
        yield from _chained(match, match.rule.chain, told)


def _seat(match: Match, mode: Mode) -> Iterator[Claim]:
    """The `OSCE Office in Baku`, or `Baku Office`, opens in Baku."""
    where = match.where("subject") if event_kinds()[match.rule.kind].seated else None
    if where is None:
        return
    span = match.sentence.span(*where)
    words = quoted(match.sentence, span)
    names = [slot.name for slot in match.slots("subject") if isinstance(slot, FoundName)]
    town = next((found[1] for found in map(SEAT.search, [words, *names]) if found), "")
    if town and town in words:
        start = span.start + words.index(town)
        yield Claim(start, start + len(town), "place", town, match.rule.name, mode)


def _lies_ahead(claims: Sequence[Claim], days: Days) -> bool:
    starts = [bounds(claim.value)[0] for claim in claims if claim.field == "date"]
    return bool(days.release) and any(start is not None and start > days.release[0] for start in starts)


def _complete(needs: Sequence[str], claims: Sequence[Claim]) -> bool:
    fields = {claim.field for claim in claims}
    return all(fields & set(need.split("|")) for need in needs)


def _told(match: Match, claims: Sequence[Claim], mode: Mode) -> Mention:
    sentence, rule = match.sentence, match.rule
    own = sentence.span(match.core.start, match.core.end)
    parts = [own, *(claim for claim in claims if claim.field in {"date", "place"})]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return Mention(start, end, rule.kind, rule.name, mode, tuple(claims), rule.act, rule.inherits, rule.dated)


def _at_place(told: Mention, place: FoundName) -> Mention:
    others = tuple(claim for claim in told.claims if claim.field != "place")
    return replace(told, claims=(*others, Claim(place.start, place.end, "place", place.name, told.rule, told.mode)))


def _chained(match: Match, chain: re.Pattern[str], told: Mention) -> Iterator[Mention]:
    """`signed the Charter of Paris in 1990 and the Final Act in 1991`: what is told anew replaces what was told."""
    sentence = match.sentence
    ends = [sentence.skeleton_offset(claim.end) for claim in told.claims if claim.field == "date"]
    at = max([match.core.end, *ends])
    while found := chain.match(sentence.skeleton, at):
        at = found.end()
        link = Match(match.rule, found, Core(found.start(), found.end()), sentence)
        anew = [*_fields(link, told.mode), *_participants(link, told.mode), *_dates_in(link, told)]
        anew += _where(link, (), told.mode) if link.where("place") else ()
        fields = {claim.field for claim in anew}
        kept = [claim for claim in told.claims if claim.field not in fields | {"date"}]
        span = sentence.span(found.start(), found.end())
        yield replace(told, start=span.start, end=span.end, claims=(*anew, *kept))


def _dates_in(link: Match, told: Mention) -> Iterator[Claim]:
    for slot in link.slots("when")[:1]:
        before = link.sentence.skeleton[: link.sentence.skeleton_offset(slot.start)]
        yield Claim(slot.start, slot.end, "date", _open(name_value(slot), before, told.kind), told.rule, told.mode)


def _fields(match: Match, mode: Mode) -> Iterator[Claim]:
    stated = {field: where for field in FIELDS if (where := match.where(field))}
    for field, where in stated.items():
        span = _trimmed(match.sentence, *where)
        value = _value(match.sentence, where, span)
        if field == "number" or field in match.rule.written:
            words = quoted(match.sentence, span)
            value = _number(words) if field == "number" else words
        if value.lower() not in PRONOUNS:
            yield Claim(span.start, span.end, field, value, match.rule.name, mode)
    whole = match.sentence.span(match.core.start, match.core.end)
    for field, value in match.rule.values.items():
        if field not in stated:
            yield Claim(whole.start, whole.end, field, value, match.rule.name, mode)


def _number(words: str) -> str:
    """Return the number in `Decision No. 112` or `the 318th resolution`, else the words themselves."""
    found = NUMBER.search(words)
    return (found[1] or found[2]) if found else words


def _trimmed(sentence: Sentence, start: int, end: int) -> Span:
    words = sentence.skeleton[start:end]
    article = ARTICLE.match(words)
    inner = words[article.end() :] if article else words
    at = end - len(inner)
    return sentence.span(at + len(inner) - len(inner.lstrip()), at + len(inner.rstrip(" ,")))


def _value(sentence: Sentence, where: tuple[int, int], span: Span) -> str:
    slots = slots_at(sentence, where)
    if len(slots) == 1 and (slots[0].start, slots[0].end) == (span.start, span.end):
        return name_value(slots[0])
    return " ".join(quoted(sentence, span).split())


def name_value(slot: FoundName | FoundDate) -> str:
    """Return the key of a body, state or instrument, the name of a place or person, a date's EDTF."""
    if isinstance(slot, FoundDate):
        return slot.edtf
    return slot.name if slot.kind in {"place", "territory", "person"} else slot.key


def _participants(match: Match, mode: Mode) -> Iterator[Claim]:
    for group, role in match.rule.roles.items():
        yield from participants(match.slots(group), role, match.sentence, match.rule.name, mode)
        where = match.where(group)
        if where and group not in FIELDS and not match.slots(group) and match.words(group)[:1].isupper():
            span = match.sentence.span(*where)
            value = {"name": "", "role": role, "holder": match.words(group)}
            yield Claim(span.start, span.end, "participant", value, match.rule.name, mode)


def _when(match: Match, others: Sequence[Core], days: Days, mode: Mode) -> Iterator[Claim]:
    sentence = match.sentence
    where = match.where("when") or date_of(sentence.skeleton, match.core, others, match.rule.dates)
    if where is not None:
        slot = slots_at(sentence, where)[0]
        value = _open(_ahead(name_value(slot), slot, days, mode), sentence.skeleton[: where[0]], match.rule.kind)
        yield Claim(slot.start, slot.end, "date", value, match.rule.name, mode)
        return
    named = named_day(sentence, match.core, days, mode)
    if named is not None:
        span, edtf = named
        yield Claim(span.start, span.end, "date", edtf, f"{match.rule.name}+day-named", mode)


def _open(edtf: str, before: str, kind: str) -> str:
    """A state of affairs told to be so since a day has no end."""
    lasting = event_kinds()[kind].lasting and re.search(r"\bsince (?:the )?$", before, re.IGNORECASE)
    return f"{edtf}/.." if lasting and "/" not in edtf else edtf


def _ahead(edtf: str, slot: FoundName | FoundDate, days: Days, mode: Mode) -> str:
    """What is announced lies ahead: `in January`, told in December, is next year's."""
    inferred = isinstance(slot, FoundDate) and slot.inferred
    if mode != "announced" or not inferred or not days.release or "/" in edtf:
        return edtf
    latest = bounds(edtf)[1]
    if latest is None or latest >= days.release[0]:
        return edtf
    return f"{int(edtf[:4]) + 1}{edtf[4:]}"


def _where(match: Match, others: Sequence[Core], mode: Mode) -> Iterator[Claim]:
    sentence = match.sentence
    if event_kinds()[match.rule.kind].placeless:
        return
    where = match.where("place") or place_of(sentence.skeleton, match.core, others)
    if where is None and is_chronicle(sentence.skeleton):
        town = re.search(r"⟦place\d{1,3}⟧", sentence.skeleton)
        where = town.span() if town else None
    if where is None:
        yield from _seat(match, mode)
        return
    span = sentence.span(*where)
    slots = slots_at(sentence, where)
    value = slots[0].name if slots and isinstance(slots[0], FoundName) else quoted(sentence, span)
    if value not in load("events")["lists"]["regions"]:
        yield Claim(span.start, span.end, "place", value, match.rule.name, mode)
