"""Where the rules for events match in a sentence."""

import re
from dataclasses import dataclass

from osce_docs.ingest.extract.clauses import Core, clause_start, is_chronicle
from osce_docs.ingest.extract.event_rules import EventRule, rules_for
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.sentences import SLOT, Sentence, compile_pattern, group_span, group_spans
from osce_docs.readings import FoundDate, FoundName, Span

# Occasions at which other things happen.
VENUES = frozenset({"summit", "meeting", "seminar"})
# The present tense tells an event in a chronicle, or with a date behind it: `Malta joins the Council on 3 May`.
BY_DAY = re.compile(r"(?:,? (?:in|at) ⟦(?:place|state)\d{1,3}⟧)?,? (?:on|as of|from|in) ⟦date\d{1,3}⟧")
SUBJECT = (
    r'["(]?(?:(?:On|In|At|Since|From|By|After|During|It was) [^,;:.]{1,60}, )?{the}(?:republic of )?'
    r"(?:{actors:who}|{instrument:who})"
)
# A hostile text may hold a sentence without end: it is left unread.
LONGEST = 2500


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match in a sentence."""

    rule: EventRule
    found: re.Match[str]
    core: Core
    sentence: Sentence

    def where(self, group: str) -> tuple[int, int] | None:
        """Return where `group` stands in the skeleton, or None."""
        if group == self.rule.shared:
            return subject_of(self.sentence)
        return group_span(self.found, group)

    def words(self, group: str) -> str:
        """Return the words of the text that `group` stands for, or ''."""
        where = self.where(group)
        return quoted(self.sentence, self.sentence.span(*where)) if where else ""

    def slots(self, group: str) -> list[FoundName | FoundDate]:
        """Return the names and dates in `group`, in order."""
        if group == self.rule.shared:
            return slots_at(self.sentence, self.where(group))
        return [slot for where in group_spans(self.found, group) for slot in slots_at(self.sentence, where)]


def find_matches(sentence: Sentence) -> list[Match]:
    """Return the matches of all rules that tell of something done or announced, in the order of the rules."""
    if len(sentence.skeleton) > LONGEST:
        return []
    matches = [
        Match(rule, found, _core(rule, found), sentence)
        for rule in rules_for(sentence.skeleton)
        for found in rule.pattern.finditer(sentence.skeleton)
    ]
    return [match for match in matches if _holds(match)]


def hides(known: Match, match: Match) -> bool:
    """Of two rules that find the same kind in the same words, the earlier counts; some hide other kinds too."""
    if known.core.start >= match.core.end or match.core.start >= known.core.end:
        return False
    same = known.rule.kind == match.rule.kind and known.rule.act == match.rule.act
    return same or match.rule.kind in known.rule.hides


def _core(rule: EventRule, found: re.Match[str]) -> Core:
    """A rule may read more than what tells the event: then the group `core` is what does."""
    start, end = group_span(found, "core") or found.span()
    return Core(start, end, rule.kind in VENUES)


def slots_at(sentence: Sentence, where: tuple[int, int] | None) -> list[FoundName | FoundDate]:
    """Return what the slots in a stretch of the skeleton stand for."""
    return [sentence.slots[slot[0]] for slot in SLOT.finditer(sentence.skeleton, *where)] if where else []


def quoted(sentence: Sentence, span: Span) -> str:
    """Return the words of a span of the sentence."""
    return sentence.text[span.start - sentence.start : span.end - sentence.start]


def _holds(match: Match) -> bool:
    rule, core, skeleton = match.rule, match.core, match.sentence.skeleton
    if match.where("now") and not is_chronicle(skeleton) and not BY_DAY.match(skeleton, core.end):
        return False
    if rule.shared and not _may_share(match):
        return False
    if any(not _named_in(match, group, keys) for group, keys in rule.among.items()):
        return False
    if any(match.where(group) and not like.search(match.words(group)) for group, like in rule.like.items()):
        return False
    return rule.fact or is_told(skeleton, clause_start(skeleton, core.start), core.start, core.end)


def _may_share(match: Match) -> bool:
    """The subject of the sentence goes with its second verb too; a state is never opened or closed."""
    slots = [slot for slot in match.slots(match.rule.shared) if isinstance(slot, FoundName)]
    return bool(slots) and (match.rule.shared != "subject" or slots[0].kind not in {"state", "people", "person"})


def _named_in(match: Match, group: str, keys: frozenset[str]) -> bool:
    return any(isinstance(slot, FoundName) and slot.key in keys for slot in match.slots(group))


def subject_of(sentence: Sentence) -> tuple[int, int] | None:
    """Return where the names stand that are the subject of the sentence: those it begins with, or None."""
    found = compile_pattern(SUBJECT).match(sentence.skeleton)
    return group_span(found, "who") if found else None
