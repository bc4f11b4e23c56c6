"""Which verb, or which noun, tells what happened on a date: one for each date that none of the rules has read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.extract.clauses import clause_start, date_of, is_chronicle
from osce_docs.ingest.extract.dated_verbs import NO_OBJECT, Verb, find_verbs, without_asides
from osce_docs.ingest.extract.event_matches import quoted
from osce_docs.ingest.extract.modes import is_told, mode_of
from osce_docs.ingest.extract.sentences import SLOT, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundDate, FoundName, Mode

Where = tuple[int, int]
STOP = re.compile(
    r",? (?:on|in|at|from|during|until|since|as of|under|before|after|by|following|between|within) (?:the )?"
    r"(?:(?:[a-z]{1,12} (?:of|on) )?(?:the )?⟦(?:date|place)\d{1,3}⟧|end |beginning |start )|,? (?:as|by|under|"
    r"following|after|before|when|where|which|who|while|because) |⟦date|[,;:\"(]|[.](?: |$)|,? and (?=[a-z]+ed\b)|$"
)
HEAD = re.compile(
    r"[\s,\"(–—:-]*(?:(?:and|but|then|later|also|earlier|thus|however|meanwhile|finally|subsequently|again|next|it was|"
    r"on this occasion|in turn),? ){0,2}(?:(?:on|in|at|by|from|since|during|between|after|before|until|as early as) "
    r"[^,;:\"]{0,90}?⟦date\d{1,3}⟧\)?(?: in ⟦(?:place|state)\d{1,3}⟧)?,? ?|"
    r"⟦date\d{1,3}⟧\)?(?: ?[–—:]| -|,)? ?|in ⟦(?:place|state)\d{1,3}⟧,? )?",
    re.I,
)
OBJECT_HEAD = re.compile(r" (?:of|on|for|to|in|with|between|concerning|against|about|from|at|by|into)\b|,")
AGENT = re.compile(r" by (?=(?:(?:the|a|an|its|their) )?[^.;:,\"]{0,60}⟦)")
GAP = re.compile(
    r",? and (?!⟦date)(?P<theme>[^.;:,\"]{3,60}?),? (?:on|in) $|,? (?:and|or)(?:,? (?:on|in))? $|, (?:(?:on|in) )?$"
)
NAMED = r"⟦(?:instrument|body|topic|format)\d{1,3}⟧"


@dataclass(frozen=True, slots=True)
class Teller:
    """What tells an event: stretches of the skeleton. `where` is the words that tell it, `theme` what it happens to,
    `agent` who does it; `date` is the slot of its date."""

    kind: str
    where: Where
    date: Where
    theme: Where
    agent: Where | None
    mode: Mode
    voice: str = ""


def tellers(sentence: Sentence, free: Sequence[FoundDate]) -> Iterator[Teller]:
    """Yield for each of the dates in `free` what tells its event, where anything does."""
    wanted = {sentence.skeleton_offset(date.start) for date in free}
    plain = without_asides(sentence.skeleton)
    verbs = find_verbs(sentence.skeleton)
    cores = [verb.core for verb in verbs]
    told: list[Teller] = []
    for verb in verbs:
        at = date_of(plain, verb.core, [core for core in cores if core != verb.core])
        if at and at[0] in wanted and not any(_doubled(plain, each, verb, at) for each in told):
            teller = _by_verb(sentence, plain, verb, at)
            told += [teller] if teller else []
    for date in sorted(wanted - {each.date[0] for each in told}):
        teller = _in_gap(plain, told, date) or _by_noun(sentence, plain, date, verbs)
        told += [teller] if teller else []
    yield from sorted(told, key=lambda each: each.date)


def _doubled(plain: str, known: Teller, verb: Verb, date: Where) -> bool:
    """One event for a date; in a chronicle, one for a date and a clause."""
    same = clause_start(plain, known.where[0]) == clause_start(plain, verb.core.start)
    return known.date == date and (same or not is_chronicle(plain))


def _by_verb(sentence: Sentence, plain: str, verb: Verb, date: Where) -> Teller | None:
    before = plain[max(0, date[0] - 40) : date[0]]
    if _word("other_time").search(before) or (_word("deadline").search(before) and not verb.saying.by):
        return None
    clause = clause_start(plain, verb.core.start)
    if not is_told(plain, clause, verb.start, verb.core.end):
        return None
    theme, agent = _parts(plain, clause, verb)
    kind = _kind(sentence, verb, theme, agent)
    mode = mode_of(plain[verb.start : verb.core.end])
    return Teller(kind, (verb.start, verb.core.end), date, theme, agent, mode, verb.voice) if kind else None


def _parts(plain: str, clause: int, verb: Verb) -> tuple[Where, Where | None]:
    """Return what the thing happens to, and who does it."""
    subject = _subject(plain, clause, verb.start)
    thing = _object(plain, verb.core.end)
    if verb.voice == "active" and thing[1] > thing[0] and not NO_OBJECT.match(plain, verb.core.end):
        return thing, subject
    agent = AGENT.search(plain, verb.core.end, min(len(plain), verb.core.end + 120))
    return subject, _object(plain, agent.end()) if agent else (subject if verb.voice == "active" else None)


def _subject(plain: str, clause: int, at: int) -> Where:
    head = HEAD.match(plain, clause, at)
    start = head.end() if head else clause
    if not plain[start:at].strip(" ,"):
        start = max(plain.rfind(". ", 0, start) + 1, start - 100, 0)
        start += len(plain[start:at]) - len(plain[start:at].lstrip(" ,"))
        clear = re.search(r"[,;:] (?=[^,;:]{3,}$)", plain[start:clause])
        start = start + clear.end() if clear else start
    return start, max(start, len(plain[:at].rstrip(" ,")))


def _object(plain: str, at: int) -> Where:
    stop = STOP.search(plain, at, min(len(plain), at + 160))
    end = stop.start() if stop else min(len(plain), at + 160)
    start = at + len(plain[at:end]) - len(plain[at:end].lstrip(" "))
    return start, max(start, end)


def _kind(sentence: Sentence, verb: Verb, theme: Where, agent: Where | None) -> str:
    saying = verb.saying
    words = _words(sentence, theme)
    if _word("quantities").search(words):
        return ""
    told = _words(sentence, (verb.core.start, verb.core.end))
    found = [*_sorts(sentence, theme, words), *_sorts(sentence, (0, 0), told)]
    if agent and not set(found) & {*saying.only, *saying.of}:
        found += _sorts(sentence, agent, _words(sentence, agent))
    kind = next((saying.of[sort] for sort in found if sort in saying.of), None)
    if kind is None and saying.only and not saying.only & set(found):
        return ""
    return saying.kind if kind is None else kind


def _sorts(sentence: Sentence, where: Where, words: str) -> list[str]:
    """Return the sorts of thing that the words name: what the head noun is first."""
    head = OBJECT_HEAD.split(words, maxsplit=1)[0]
    ends = [(max((m.end() for m in pattern.finditer(head)), default=0), sort) for sort, pattern in _sort_words()]
    found = [sort for end, sort in sorted(ends, reverse=True) if end]
    slots = [sentence.slots[slot[0]] for slot in SLOT.finditer(sentence.skeleton, *where)]
    named = [each for each in slots if isinstance(each, FoundName)]
    if not found:
        found = [_sort_of(each) for each in named[:1]]
    return [*found, *(sort for sort, pattern in _sort_words() if sort not in found and pattern.search(words))]


def _sort_of(name: FoundName) -> str:
    known = {"person": "person", "instrument": "text", "state": "state", "place": "place"}
    return known.get(name.kind, "body")


def _in_gap(plain: str, told: Sequence[Teller], date: int) -> Teller | None:
    """`A was opened on DATE and B on DATE`: the verb is that of the date before."""
    known = next((each for each in reversed(told) if each.where[0] < each.date[0] < date), None)
    if known is None or date - known.date[1] > 80:
        return None
    gap = GAP.fullmatch(plain, known.date[1], date)
    if gap is None:
        return None
    theme = gap.span("theme") if gap["theme"] else known.theme
    end = SLOT.match(plain, date)
    return Teller(known.kind, known.where, (date, end.end() if end else date), theme, known.agent, known.mode)


def _by_noun(sentence: Sentence, plain: str, date: int, verbs: Sequence[Verb]) -> Teller | None:
    slot = SLOT.match(plain, date)
    if slot is None:
        return None
    found = _noun().search(plain, max(0, date - 140), date)
    best = None
    while found:
        best = found
        found = _noun().search(plain, found.start() + 1, date)
        if found is None or found.start() >= date:
            break
    if best is None:
        return None
    between = plain[best.end() : date]
    occasion = _place("in_front").search(plain[max(0, best.start("noun") - 60) : best.start("noun")])
    certain = _place("certain").search(between)
    if not certain and not (occasion and _place("occasion").search(between)):
        return None
    kind = _noun_kind(_words(sentence, best.span("noun")))
    if not kind or not is_told(plain, clause_start(plain, best.start()), best.start("noun"), best.end()):
        return None
    return Teller(kind, best.span("noun"), slot.span(), best.span(), None, "asserted")


def _noun_kind(words: str) -> str:
    return next((kind for kind, pattern in _noun_kinds() if pattern.search(words)), "")


def _words(sentence: Sentence, where: Where) -> str:
    return quoted(sentence, sentence.span(*where)) if where[1] > where[0] else ""


@cache
def _sort_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    sorts = load("dated_clauses")["sorts"].items()
    return tuple((sort, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for sort, words in sorts)


@cache
def _noun_kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    nouns = load("dated_clauses")["nouns"].items()
    return tuple((kind, re.compile(rf"\b(?:{words})$", re.IGNORECASE)) for kind, words in nouns)


@cache
def _noun() -> re.Pattern[str]:
    nouns = "|".join(load("dated_clauses")["nouns"].values())
    rest = r"(?: (?!was\b|were\b|is\b|are\b|has\b|have\b|had\b|will\b|which\b|that\b|who\b)[^.,;:\"() ]{1,40}){0,9}?"
    return re.compile(
        rf"(?<![\w-])(?P<noun>(?:{nouns})\b|{NAMED})(?={rest}(?:,? ?(?:of|on|in|from|dated|held|between|\(|,))"
        r"(?: (?:the|on|in|from|early|late|night|of)){0,3} ?⟦date)",
        re.IGNORECASE,
    )


@cache
def _place(name: str) -> re.Pattern[str]:
    return re.compile(load("dated_clauses")["noun_places"][name], re.IGNORECASE)


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(load("dated_clauses")["words"][name], re.IGNORECASE)
