"""Who accepted, rejected or left open what was put forward (knowledge/stances.toml)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.extract.cues import Cue, Cues, cues, told
from osce_docs.ingest.extract.parties import parties_in, states_of_persons
from osce_docs.ingest.extract.sentences import Sentence, group_span, slots_in
from osce_docs.knowledge import load
from osce_docs.readings import FoundName, Mode, Span

BEHIND = 60
REACH = 120
# `accepted it, subject to two amendments` is one clause still.
CLAUSE_END = re.compile(
    r"[.;:]|, (?!subject to|provided|on condition|though with|albeit with|but (?:only )?(?:with|if|on)\b|if\b)"
    r"|(?<!,) (?:and|while) | but (?!with|only|on condition)"
)
SIDES = re.compile(r"\b(?:the|both|all) (?:sides|parties)\b", re.IGNORECASE)
SUPPOSED = re.compile(
    r"\b(?:if|whether|should|unless|until|urged?|urges|call(?:ed|s) on|asked|invited|encouraged?|hope[ds]?|in case)\b"
    r"[^,;]{0,60}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stance(Span):
    """One party's stance; `mention` is the key of the ⟦proposal⟧ slot, or '' for what was spoken of last."""

    mention: str
    party: str
    stance: str
    mode: Mode
    rule: str


def find_positions(
    sentences: Sequence[Sentence], co_chairs: Mapping[str, Sequence[str]] | None = None
) -> tuple[Stance, ...]:
    """Return the stances told in sentences whose skeletons hold ⟦proposal⟧ slots, in text order.

    Where two rules read one stretch the first of the data file counts. `co_chairs` maps a body to the states that
    chair it.
    """
    states, chairs = states_of_persons(sentences), co_chairs or {}
    found: list[Stance] = []
    for sentence, cue, match in _told(sentences):
        lead = sentence.skeleton[max(0, match.start() - 70) : match.start()]
        if SUPPOSED.search(lead) and not cue.values.get("sides"):
            continue
        for stance in _read(sentence, cue, match, states, chairs):
            if not any(_same(stance, known) for known in found[-40:]):
                found.append(stance)
    return tuple(sorted(found, key=lambda stance: (stance.start, stance.end)))


def _told(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Cue, re.Match[str]]]:
    """Match every rule where something put forward is spoken of; elsewhere those that need it not ("X abstained")."""
    for sentence in sentences:
        yield from told([sentence], _rules() if "⟦proposal" in sentence.skeleton else _last_rules())


def _read(
    sentence: Sentence, cue: Cue, match: re.Match[str], states: Mapping[str, str], chairs: Mapping[str, Sequence[str]]
) -> Iterator[Stance]:
    span = sentence.span(*match.span())
    stance, mode = _stance(sentence, cue, match), cue.values.get("mode", "asserted")
    who = group_span(match, "who")
    parties = parties_in(sentence, sentence.skeleton[slice(*who)], states, chairs) if who else _sides(sentence, match)
    for party in parties:
        yield Stance(span.start, span.end, _mention(sentence, match, "what"), party, stance, mode, cue.name)
    if cue.name.endswith("-by"):
        yield from _ellipsis(sentence, match.end(), stance, mode, cue.name, states, chairs)


def _ellipsis(
    sentence: Sentence,
    end: int,
    stance: str,
    mode: Mode,
    rule: str,
    states: Mapping[str, str],
    chairs: Mapping[str, Sequence[str]],
) -> Iterator[Stance]:
    following = _ellipsis_rule().pattern.match(sentence.skeleton, end)
    if following is None:
        return
    span = sentence.span(following.start("next"), following.end())
    for party in parties_in(sentence, following["next_who"], states, chairs):
        yield Stance(span.start, span.end, _mention(sentence, following, "next"), party, stance, mode, rule)
    yield from _ellipsis(sentence, following.end(), stance, mode, rule, states, chairs)


def _stance(sentence: Sentence, cue: Cue, match: re.Match[str]) -> str:
    """Return the rule's stance; acceptance with conditions, in the match or close behind it, is conditional."""
    stance = str(cue.values["stance"])
    behind = CLAUSE_END.split(sentence.skeleton[match.end() : match.end() + BEHIND], maxsplit=1)[0]
    conditional = _words("conditions").search(match[0]) or _words("conditions").search(behind)
    conditional = conditional or _words("reservations").search(sentence.skeleton[match.end() :][:REACH])
    return "conditional" if stance == "accepted" and conditional else stance


def _same(one: Stance, other: Stance) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return overlap and one.mention == other.mention and one.party == other.party


def _sides(sentence: Sentence, match: re.Match[str]) -> list[str]:
    """Return "the sides" as the sentence names them next to the match: nobody says who negotiates."""
    named = list(SIDES.finditer(sentence.skeleton))
    nearest = min(named, key=lambda found: abs(found.start() - match.end()), default=None)
    return [nearest[0].lower()] if nearest else ["the sides"]


def _mention(sentence: Sentence, match: re.Match[str], group: str) -> str:
    found = group_span(match, group)
    slots = slots_in(sentence, sentence.skeleton[slice(*found)]) if found else []
    return next((slot.key for slot in slots if isinstance(slot, FoundName)), "")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(load("stances")[name], re.IGNORECASE)


@cache
def _rules() -> Cues:
    return cues("stances", **load("proposals")["phrases"])


@cache
def _last_rules() -> Cues:
    """Those for which what was spoken of last is meant, if nothing is named."""
    return Cues(rule for rule in _rules() if rule.values.get("last"))


@cache
def _ellipsis_rule() -> Cue:
    return cues("stances", "ellipsis", **load("proposals")["phrases"])[0]
