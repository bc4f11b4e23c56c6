"""What one sentence tells of events: each match of a rule, with the claims its passage makes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from osce_docs.ingest.extract.clauses import Core, clause_start, date_of, place_of
from osce_docs.ingest.extract.event_days import Days, named_day
from osce_docs.ingest.extract.event_rules import EventRule, event_rules
from osce_docs.ingest.extract.modes import is_told, mode_of
from osce_docs.ingest.extract.sentences import SLOT, Sentence, group_span
from osce_docs.readings import Claim, FoundDate, FoundName, Mode, Span

FIELDS = ("subject", "body", "number")
ARTICLE = re.compile(r"^(?:the|a|an|its|their|this|that|both|his|her) ", re.IGNORECASE)
VENUES = frozenset({"summit", "meeting", "seminar"})
# A hostile text may hold a sentence without end: it is left unread.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """An event as one clause tells it; `rule` found it. Claims of the title and kind are made later."""

    kind: str
    rule: str
    mode: Mode
    claims: tuple[Claim, ...]

    def first(self, field: str) -> str:
        """Return the first value of `field`, or ''; of a participant its key or else the holder."""
        value = next((claim.value for claim in self.claims if claim.field == field), "")
        return (value["name"] or value["holder"]) if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match in a sentence."""

    rule: EventRule
    found: re.Match[str]
    core: Core


def find_mentions(sentence: Sentence, days: Days) -> list[Mention]:
    """Return the events that `sentence` tells, in text order."""
    if len(sentence.skeleton) > LONGEST:
        return []
    matches = _matches(sentence)
    cores = [match.core for match in matches]
    mentions = [_mention(sentence, match, cores, days) for match in matches]
    return sorted((each for each in mentions if each is not None), key=lambda each: (each.start, each.end))


def _matches(sentence: Sentence) -> list[Match]:
    kept: list[Match] = []
    for rule in event_rules():
        if not rule.cue.search(sentence.skeleton):
            continue
        for found in rule.pattern.finditer(sentence.skeleton):
            match = Match(rule, found, Core(found.start(), found.end(), rule.kind in VENUES))
            if _among(rule, found, sentence) and not any(_hides(other, match) for other in kept):
                kept.append(match)
    return kept


def _hides(known: Match, match: Match) -> bool:
    """The rules stand in order: of two that find the same kind in the same words, the earlier counts."""
    overlap = known.core.start < match.core.end and match.core.start < known.core.end
    return overlap and known.rule.kind == match.rule.kind


def _among(rule: EventRule, found: re.Match[str], sentence: Sentence) -> bool:
    return all(
        any(isinstance(each, FoundName) and each.key in keys for each in _slots(sentence, group_span(found, group)))
        for group, keys in rule.among.items()
    )


def _mention(sentence: Sentence, match: Match, cores: Sequence[Core], days: Days) -> Mention | None:
    rule, core = match.rule, match.core
    if not is_told(sentence.skeleton, clause_start(sentence.skeleton, core.start), core.start, core.end):
        return None
    mode = rule.mode or mode_of(_words(match.found, "verb"))
    others = [other for other in cores if other != core]
    claims = [*_fields(sentence, match, mode), *_participants(sentence, match, mode)]
    claims += _when(sentence, match, others, days, mode)
    claims += _where(sentence, match, others, mode)
    if not set(rule.needs) <= {claim.field for claim in claims}:
        return None
    own = sentence.span(core.start, core.end)
    parts = [own, *(claim for claim in claims if claim.field in {"date", "place"} and claim.start >= sentence.start)]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return Mention(start, end, rule.kind, rule.name, mode, tuple(claims))


def _words(found: re.Match[str], group: str) -> str:
    where = group_span(found, group)
    return found.string[slice(*where)] if where else ""


def _fields(sentence: Sentence, match: Match, mode: Mode) -> Iterator[Claim]:
    stated = {field: where for field in FIELDS if (where := group_span(match.found, field))}
    for field, where in stated.items():
        span = _trimmed(sentence, *where)
        yield Claim(span.start, span.end, field, _value(sentence, where, span), match.rule.name, mode)
    whole = sentence.span(match.core.start, match.core.end)
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
    slots = _slots(sentence, where)
    if len(slots) == 1 and (slots[0].start, slots[0].end) == (span.start, span.end):
        return name_value(slots[0])
    return " ".join(_quote(sentence, span).split())


def name_value(slot: FoundName | FoundDate) -> str:
    """Return the key of a body, state or instrument, the name of a place or person, a date's EDTF."""
    if isinstance(slot, FoundDate):
        return slot.edtf
    return slot.name if slot.kind in {"place", "territory", "person"} else slot.key


def _participants(sentence: Sentence, match: Match, mode: Mode) -> Iterator[Claim]:
    for group, role in match.rule.roles.items():
        slots = [slot for slot in _slots(sentence, group_span(match.found, group)) if isinstance(slot, FoundName)]
        for slot in slots:
            if not any(slot is not person and _in_office(slot, person, sentence) for person in slots):
                value = _participant(slot, role, sentence)
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
    near = 0 <= person.start - name.end <= len(person.office) or 0 <= name.start - person.end <= len(person.office) + 8
    return near and _quote(sentence, name) in person.office


def _when(sentence: Sentence, match: Match, others: Sequence[Core], days: Days, mode: Mode) -> Iterator[Claim]:
    where = group_span(match.found, "when") or date_of(sentence.skeleton, match.core, others)
    if where is not None:
        slot = _slots(sentence, where)[0]
        yield Claim(slot.start, slot.end, "date", name_value(slot), match.rule.name, mode)
        return
    named = named_day(sentence, match.core, days, mode)
    if named is not None:
        span, edtf = named
        yield Claim(span.start, span.end, "date", edtf, f"{match.rule.name}+day-named", mode)


def _where(sentence: Sentence, match: Match, others: Sequence[Core], mode: Mode) -> Iterator[Claim]:
    where = group_span(match.found, "place") or place_of(sentence.skeleton, match.core, others)
    if where is None:
        return
    span = sentence.span(*where)
    slots = _slots(sentence, where)
    value = slots[0].name if slots and isinstance(slots[0], FoundName) else _quote(sentence, span)
    yield Claim(span.start, span.end, "place", value, match.rule.name, mode)


def _quote(sentence: Sentence, span: Span) -> str:
    return sentence.text[span.start - sentence.start : span.end - sentence.start]


def _slots(sentence: Sentence, where: tuple[int, int] | None) -> list[FoundName | FoundDate]:
    return [sentence.slots[slot[0]] for slot in SLOT.finditer(sentence.skeleton, *where)] if where else []
