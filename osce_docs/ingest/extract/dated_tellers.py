"""What tells the event of a date: a verb of its clause, the verb of the date before, or the noun it belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.extract.clauses import Core, clause_start, date_of, is_chronicle
from osce_docs.ingest.extract.dated_nouns import noun_of
from osce_docs.ingest.extract.dated_parts import object_at, parts_of
from osce_docs.ingest.extract.dated_verbs import Saying, Verb, find_verbs, without_asides
from osce_docs.ingest.extract.dated_words import Where, head_kind, occasion_in, sorts_of, words_at
from osce_docs.ingest.extract.modes import is_told, mode_of
from osce_docs.ingest.extract.sentences import SLOT, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundDate, Mode

GAP = re.compile(
    r",(?: and)? (?P<name>⟦[a-z]+\d{1,3}⟧) (?:on|in) $|,? and (?!⟦date)(?P<theme>[^.;:,\"]{3,60}?),? (?:on|in) $|"
    r",? (?:and|or)(?:,? (?:on|in))? $|, (?:(?:on|in) )?$"
)
PRONOUNS = frozenset({"it", "they", "this", "he", "she", "which", "that", ""})
# A hostile sentence may hold verbs without end.
MOST = 60
SPOKEN = frozenset({"statement", "proposal", "decision"})
BY_THEIRS = re.compile(r" by (?:the |a )?[^.;:,\"]{1,80}? (?:of|from|dated) (?P<date>⟦date\d{1,3}⟧)")
BEFORE_VERB = re.compile(
    r"(?:(?<!of )(?<!from )(?<!since )(?P<date>⟦date\d{1,3}⟧) |, (?:on|in) (?P<inserted>⟦date\d{1,3}⟧), )$"
)
LINK = re.compile(r" (?:to|under|upon|of|for|with|on)(?! (?:the )?⟦date)")
SUPPOSED = re.compile(r"\W{0,9}(?:if|unless|whether|should|had)\b", re.IGNORECASE)
RELATED = re.compile(r",? (?:which|who|whom|whose|where|when|while) ?$")


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
    verbs = find_verbs(sentence.skeleton)[:MOST]
    cores = [verb.core for verb in verbs]
    told: list[Teller] = []
    for verb in verbs:
        at = _date_of(plain, verb, [core for core in cores if core != verb.core])
        if at and at[0] in wanted and not any(_doubled(plain, each, verb, at) for each in told):
            teller = _by_verb(sentence, plain, verb, at)
            told += [teller] if teller else []
    for date in sorted(wanted - {each.date[0] for each in told}):
        teller = _in_gap(plain, told, date) or _by_noun(sentence, plain, date)
        told += [teller] if teller else []
    yield from sorted(told, key=lambda each: each.date)


def _date_of(plain: str, verb: Verb, others: Sequence[Core]) -> Where | None:
    """`created by the Council of DATE`: what an occasion or a decision brings about has its date."""
    by = BY_THEIRS.match(plain, verb.core.end) if verb.voice in {"passive", "bare"} else None
    if by and not any(by.start() < other.start < by.end() for other in others):
        return by.span("date")
    at = date_of(plain, verb.core, others)
    if at and verb.planned and at[0] < verb.core.start:
        return None
    between = BEFORE_VERB.search(plain, max(0, verb.start - 20), verb.start)
    return at or (between.span(between.lastgroup or 0) if between else None)


def _doubled(plain: str, known: Teller, verb: Verb, date: Where) -> bool:
    """One event for a date; in a chronicle, one for a date and a clause."""
    if known.date != date or not is_chronicle(plain):
        return known.date == date
    start = clause_start(plain, verb.core.start)
    return clause_start(plain, known.where[0]) == start or RELATED.search(plain, 0, start) is not None


def _by_verb(sentence: Sentence, plain: str, verb: Verb, date: Where) -> Teller | None:
    clause = clause_start(plain, verb.core.start)
    theme, agent = parts_of(plain, clause, verb)
    begins = min([verb.start, *(where[0] for where in (theme, agent) if where and clause <= where[0])])
    if SUPPOSED.match(plain, begins) or not is_told(plain, clause, begins, verb.core.end):
        return None
    kind, saying = _meaning(sentence, verb, theme, agent)
    if saying is None or not kind or not _is_its_date(plain, saying, date):
        return None
    if _may_be_object(sentence, verb, kind, date):
        return None
    if saying.needs and verb.voice == "active":
        theme = _beyond(plain, saying.needs, verb.core.end) or theme
    mode: Mode = "announced" if verb.planned else mode_of(plain[verb.start : verb.core.end])
    return Teller(kind, (verb.start, verb.core.end), date, theme, agent, mode, verb.voice)


def _beyond(plain: str, needed: re.Pattern[str], at: int) -> Where | None:
    """`gave their approval to the plan`: what it happens to is the plan."""
    found = needed.search(plain, at, min(len(plain), at + 90))
    link = LINK.match(plain, found.end()) if found else None
    beyond = object_at(plain, link.end()) if link else None
    return beyond if beyond and beyond[1] > beyond[0] else None


def _meaning(sentence: Sentence, verb: Verb, theme: Where, agent: Where | None) -> tuple[str, Saying | None]:
    """Return the kind of the first saying that fits, and the saying; '' where that tells no event."""
    for saying in verb.sayings:
        kind = _kind(sentence, verb, saying, theme, agent)
        if kind is not None:
            return kind, saying
    return "", None


def _is_its_date(plain: str, saying: Saying, date: Where) -> bool:
    before = plain[max(0, date[0] - 40) : date[0]]
    if before.endswith("between ") and plain.startswith(" and ⟦date", date[1]):
        return False
    if saying.ahead and before.endswith(" for "):
        return True
    return not _word("other_time").search(before) and (saying.by or not _word("deadline").search(before))


def _may_be_object(sentence: Sentence, verb: Verb, kind: str, date: Where) -> bool:
    """`proposed a seminar in 2005`: a bare year may be that of what was spoken of."""
    slot = sentence.slots[sentence.skeleton[slice(*date)]]
    between = sentence.skeleton[verb.core.end : date[0]]
    return kind in SPOKEN and isinstance(slot, FoundDate) and len(slot.edtf) == 4 and between.count(" ") > 3


def _kind(sentence: Sentence, verb: Verb, saying: Saying, theme: Where, agent: Where | None) -> str | None:
    """Return the kind that the saying tells here, '' for none, or None where it does not fit."""
    words = words_at(sentence, theme)
    if saying.needs is not None and not saying.needs.search(f"{_behind(sentence, verb)} | {words}"):
        return None
    if _word("quantities").search(words):
        return ""
    if saying.light:
        held = occasion_in(words) if verb.voice == "bare" else ""
        return held or head_kind(words) or (saying.kind if saying.needs else None)
    found = sorts_of(sentence, theme)
    if agent and (saying.who or words.lower() in PRONOUNS):
        found = [*sorts_of(sentence, agent), *found]
    kind = next((saying.of[sort] for sort in found if sort in saying.of), None)
    if kind is None and saying.only and not saying.only & set(found):
        return None
    return saying.kind if kind is None else kind


def _behind(sentence: Sentence, verb: Verb) -> str:
    end = min(len(sentence.skeleton), verb.core.end + 90)
    return words_at(sentence, (verb.core.end, end))


def _in_gap(plain: str, told: Sequence[Teller], date: int) -> Teller | None:
    """`A was opened on DATE and B on DATE`: the verb is that of the date before."""
    known = next((each for each in reversed(told) if each.where[0] < each.date[0] < date), None)
    if known is None or date - known.date[1] > 80:
        return None
    gap = GAP.fullmatch(plain, known.date[1], date)
    if gap is None:
        return None
    named = next((group for group in ("name", "theme") if gap[group]), "")
    theme = gap.span(named) if named else known.theme
    end = SLOT.match(plain, date)
    return Teller(known.kind, known.where, (date, end.end() if end else date), theme, known.agent, known.mode)


def _by_noun(sentence: Sentence, plain: str, date: int) -> Teller | None:
    noun, slot = noun_of(sentence, plain, date), SLOT.match(plain, date)
    return Teller(noun.kind, noun.where, slot.span(), noun.phrase, None, "asserted") if noun and slot else None


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(load("dated_clauses")["words"][name], re.IGNORECASE)
