"""What one sentence tells of events: each match of a rule, with the claims its passage makes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from osce_docs.ingest.extract.clauses import Core, date_of, place_of
from osce_docs.ingest.extract.event_days import Days, named_day
from osce_docs.ingest.extract.event_matches import Match, find_matches, quoted, slots_at
from osce_docs.ingest.extract.modes import mode_of
from osce_docs.ingest.extract.sentences import Sentence, compile_pattern, group_span
from osce_docs.readings import Claim, FoundDate, FoundName, Mode, Span

FIELDS = ("subject", "body", "number")
ARTICLE = re.compile(r"^(?:the|a|an|its|their|this|that|both|his|her) ", re.IGNORECASE)
ACTING = frozenset({"state", "people", "person", "territory"})
THINGS = frozenset({"place", "instrument", "topic"})
# "signed the Charter of Paris in 1990 and the Final Act in 1991": each further subject with a date of its own.
CHAIN = r"(?:,? and|,) (?:to |into |in )?{the}{instrument:subject} (?:on|in) {date:when}"


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """An event as one clause tells it; `rule` found it. Claims of the title and kind are made later."""

    kind: str
    rule: str
    mode: Mode
    claims: tuple[Claim, ...]
    act: str = ""
    inherits: tuple[str, ...] = ()

    def first(self, field: str) -> str:
        """Return the first value of `field`, or ''; of a participant its key or else the holder."""
        if field == "act":
            return self.act
        value = next((claim.value for claim in self.claims if claim.field == field), "")
        return (value["name"] or value["holder"]) if isinstance(value, dict) else value


def find_mentions(sentence: Sentence, days: Days) -> list[Mention]:
    """Return the events that `sentence` tells, in text order."""
    matches = find_matches(sentence)
    mentions = [each for match in matches for each in _mentions(match, [m.core for m in matches], days)]
    return sorted(mentions, key=lambda each: (each.start, each.end))


def _mentions(match: Match, cores: Sequence[Core], days: Days) -> Iterator[Mention]:
    others = [other for other in cores if other != match.core]
    mode = match.rule.mode or mode_of(match.words("verb"))
    claims = [*_fields(match, mode), *_participants(match, mode)]
    claims += [*_when(match, others, days, mode), *_where(match, others, mode)]
    if not _complete(match.rule.needs, claims):
        return
    told = _told(match, claims, mode)
    if match.rule.each:
        yield from (_at_place(told, slot) for slot in match.slots(match.rule.each) if isinstance(slot, FoundName))
        return
    yield told
    if match.rule.chain:
        yield from _chained(match, told)


def _complete(needs: Sequence[str], claims: Sequence[Claim]) -> bool:
    fields = {claim.field for claim in claims}
    return all(fields & set(need.split("|")) for need in needs)


def _told(match: Match, claims: Sequence[Claim], mode: Mode) -> Mention:
    sentence, rule = match.sentence, match.rule
    own = sentence.span(match.core.start, match.core.end)
    parts = [own, *(claim for claim in claims if claim.field in {"date", "place"})]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return Mention(start, end, rule.kind, rule.name, mode, tuple(claims), rule.act, rule.inherits)


def _at_place(told: Mention, place: FoundName) -> Mention:
    others = tuple(claim for claim in told.claims if claim.field != "place")
    return replace(told, claims=(*others, Claim(place.start, place.end, "place", place.name, told.rule, told.mode)))


def _chained(match: Match, told: Mention) -> Iterator[Mention]:
    sentence = match.sentence
    at = next((sentence.skeleton_offset(claim.end) for claim in told.claims if claim.field == "date"), -1)
    while at >= match.core.end and (found := _chain().match(sentence.skeleton, at)):
        at = found.end()
        told = replace(told, claims=tuple(_relinked(claim, sentence, found) for claim in told.claims))
        span = sentence.span(found.start("subject"), found.end())
        yield replace(told, start=span.start, end=span.end)


def _relinked(claim: Claim, sentence: Sentence, found: re.Match[str]) -> Claim:
    group = {"subject": "subject", "date": "when"}.get(claim.field)
    if group is None:
        return claim
    slot = slots_at(sentence, group_span(found, group))[0]
    return replace(claim, start=slot.start, end=slot.end, value=name_value(slot))


@cache
def _chain() -> re.Pattern[str]:
    return compile_pattern(CHAIN)


def _fields(match: Match, mode: Mode) -> Iterator[Claim]:
    stated = {field: where for field in FIELDS if (where := match.where(field))}
    for field, where in stated.items():
        span = _trimmed(match.sentence, *where)
        yield Claim(span.start, span.end, field, _value(match.sentence, where, span), match.rule.name, mode)
    whole = match.sentence.span(match.core.start, match.core.end)
    for field, value in match.rule.values.items():
        if field not in stated:
            yield Claim(whole.start, whole.end, field, value, match.rule.name, mode)


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
        slots = [slot for slot in match.slots(group) if isinstance(slot, FoundName) and slot.kind not in THINGS]
        for slot in slots:
            if not any(_in_office(slot, person, match.sentence) for person in slots):
                value = _participant(slot, role, match.sentence)
                yield Claim(slot.start, slot.end, "participant", value, match.rule.name, mode)


def _participant(slot: FoundName, role: str, sentence: Sentence) -> Mapping[str, str]:
    if slot.kind != "person":
        return {"name": slot.key, "role": role, "holder": ""}
    served = next((each.key for each in sentence.names if _in_office(each, slot, sentence)), "")
    return {"name": served, "role": role, "holder": f"{slot.office} {slot.name}".strip()}


def _in_office(name: FoundName, person: FoundName, sentence: Sentence) -> bool:
    """`Foreign Minister of Ruritania Anna Kerr`: the state is named only to say whose minister she is."""
    if person.kind != "person" or name.kind == "person" or not person.office:
        return False
    reach = len(person.office) + 8
    near = 0 <= person.start - name.end <= reach or 0 <= name.start - person.end <= reach
    return near and quoted(sentence, name) in person.office


def _when(match: Match, others: Sequence[Core], days: Days, mode: Mode) -> Iterator[Claim]:
    sentence = match.sentence
    where = match.where("when") or date_of(sentence.skeleton, match.core, others, match.rule.dates)
    if where is not None:
        slot = slots_at(sentence, where)[0]
        yield Claim(slot.start, slot.end, "date", name_value(slot), match.rule.name, mode)
        return
    named = named_day(sentence, match.core, days, mode)
    if named is not None:
        span, edtf = named
        yield Claim(span.start, span.end, "date", edtf, f"{match.rule.name}+day-named", mode)


def _where(match: Match, others: Sequence[Core], mode: Mode) -> Iterator[Claim]:
    sentence = match.sentence
    where = match.where("place") or place_of(sentence.skeleton, match.core, others)
    if where is None:
        return
    span = sentence.span(*where)
    slots = slots_at(sentence, where)
    value = slots[0].name if slots and isinstance(slots[0], FoundName) else quoted(sentence, span)
    yield Claim(span.start, span.end, "place", value, match.rule.name, mode)
