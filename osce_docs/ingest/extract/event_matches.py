"""Where the rules for events match in a sentence."""

import re
from dataclasses import dataclass

from osce_docs.ingest.extract.clauses import Core, clause_start
from osce_docs.ingest.extract.event_rules import EventRule, event_rules
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.sentences import SLOT, Sentence, group_span
from osce_docs.readings import FoundDate, FoundName, Span

# Occasions at which other things happen.
VENUES = frozenset({"summit", "meeting", "seminar"})
# A hostile text may hold a sentence without end: it is left unread.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match in a sentence."""

    rule: EventRule
    found: re.Match[str]
    core: Core
    sentence: Sentence

    def where(self, group: str) -> tuple[int, int] | None:
        """Return where `group` stands in the skeleton, or None."""
        return group_span(self.found, group)

    def words(self, group: str) -> str:
        """Return the words of the text that `group` stands for, or ''."""
        where = self.where(group)
        return quoted(self.sentence, self.sentence.span(*where)) if where else ""

    def slots(self, group: str) -> list[FoundName | FoundDate]:
        """Return the names and dates in `group`, in order."""
        return slots_at(self.sentence, self.where(group))


def find_matches(sentence: Sentence) -> list[Match]:
    """Return the matches of all rules that tell of something done or announced; none where the kind is told already."""
    if len(sentence.skeleton) > LONGEST:
        return []
    kept: list[Match] = []
    for rule in event_rules():
        if not rule.cue.search(sentence.skeleton):
            continue
        for found in rule.pattern.finditer(sentence.skeleton):
            match = Match(rule, found, Core(found.start(), found.end(), rule.kind in VENUES), sentence)
            if _holds(match) and not any(_hides(other, match) for other in kept):
                kept.append(match)
    return kept


def slots_at(sentence: Sentence, where: tuple[int, int] | None) -> list[FoundName | FoundDate]:
    """Return what the slots in a stretch of the skeleton stand for."""
    return [sentence.slots[slot[0]] for slot in SLOT.finditer(sentence.skeleton, *where)] if where else []


def quoted(sentence: Sentence, span: Span) -> str:
    """Return the words of a span of the sentence."""
    return sentence.text[span.start - sentence.start : span.end - sentence.start]


def _hides(known: Match, match: Match) -> bool:
    """The rules stand in order: of two that find the same kind in the same words, the earlier counts."""
    overlap = known.core.start < match.core.end and match.core.start < known.core.end
    return overlap and known.rule.kind == match.rule.kind and known.rule.act == match.rule.act


def _holds(match: Match) -> bool:
    rule, core, skeleton = match.rule, match.core, match.sentence.skeleton
    if any(not _named_in(match, group, keys) for group, keys in rule.among.items()):
        return False
    if any(not pattern.search(match.words(group)) for group, pattern in rule.like.items()):
        return False
    return is_told(skeleton, clause_start(skeleton, core.start), core.start, core.end)


def _named_in(match: Match, group: str, keys: frozenset[str]) -> bool:
    return any(isinstance(slot, FoundName) and slot.key in keys for slot in match.slots(group))
