"""Who took part, from what stands beside the words that tell an event (knowledge/attendance.toml)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from osce_docs.ingest.extract.clauses import clause_start
from osce_docs.ingest.extract.cues import Cue, cues, told
from osce_docs.ingest.extract.event_mentions import Mention
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.participants import participants
from osce_docs.ingest.extract.sentences import Sentence, group_span, slots_in
from osce_docs.knowledge import load
from osce_docs.readings import Claim, Span

# So far from the event what belongs to it may stand.
REACH = 160


def with_attendance(mentions: Sequence[Mention], sentence: Sentence) -> list[Mention]:
    """Return the events that `sentence` tells, each with those of whom the words beside it say that they took part."""
    found = list(mentions)
    for cue, match in _told(sentence) if found else ():
        span = sentence.span(*match.span())
        nearest = min(found, key=lambda each: _gap(each, span))
        if _belongs(nearest, span, cue, sentence):
            # Several events may be told by one rule in one breath: "took part in the summits of 1996 and 1999".
            found = [_with(each, cue, match, sentence) if each.rule == nearest.rule else each for each in found]
    return found


def going_on(mention: Mention, sentence: Sentence) -> Mention:
    """Return the event told last with those of whom the next sentence, which tells of none itself, says that they
    took part: `The meeting was chaired by …`."""
    if 0 <= sentence.start - mention.end <= REACH and mention.kind in load("attendance")["again"]["kinds"]:
        for cue, match in _told(sentence) if _again().match(sentence.text) else ():
            if mention.kind in _kinds(cue):
                mention = _with(mention, cue, match, sentence)
    return mention


def _told(sentence: Sentence) -> Iterator[tuple[Cue, re.Match[str]]]:
    for _, cue, match in told([sentence], cues("attendance")):
        if is_told(sentence.skeleton, clause_start(sentence.skeleton, match.start()), match.start(), match.end()):
            yield cue, match


def _kinds(cue: Cue) -> Sequence[str]:
    kinds: Sequence[str] = cue.values.get("kinds") or load("attendance")["default"]["kinds"]
    return kinds


def _gap(mention: Mention, span: Span) -> int:
    return max(mention.start - span.end, span.start - mention.end, 0)


def _belongs(mention: Mention, span: Span, cue: Cue, sentence: Sentence) -> bool:
    """Tell whether the event is of the rule's kinds and in one clause with the words."""
    start, end = min(mention.end, span.end), max(mention.start, span.start)
    between = sentence.text[start - sentence.start : end - sentence.start]
    return mention.kind in _kinds(cue) and _gap(mention, span) <= REACH and not re.search(r"[;:]", between)


def _with(mention: Mention, cue: Cue, match: re.Match[str], sentence: Sentence) -> Mention:
    known = {_who(claim) for claim in mention.claims if claim.field == "participant"}
    taken = {claim.value for claim in mention.claims if claim.field in {"body", "subject"}}
    anew = [claim for claim in _claims(mention, cue, match, sentence) if _who(claim) not in known]
    anew = [claim for claim in anew if claim.value["holder"] or claim.value["name"] not in taken]
    return replace(mention, claims=(*mention.claims, *anew)) if anew else mention


def _claims(mention: Mention, cue: Cue, match: re.Match[str], sentence: Sentence) -> Iterator[Claim]:
    where = group_span(match, "who")
    slots = slots_in(sentence, sentence.skeleton[slice(*where)]) if where else []
    yield from participants(slots, cue.values["role"], sentence, cue.name, mention.mode)


def _who(claim: Claim) -> tuple[str, str]:
    """A state's minister and the state are one participant; a second person is another."""
    return claim.value["name"], claim.value["holder"] if not claim.value["name"] else ""


@cache
def _again() -> re.Pattern[str]:
    return re.compile(load("attendance")["again"]["pattern"])
