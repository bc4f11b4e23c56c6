"""Who put something forward, and when (the rules of knowledge/proposals.toml)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from osce_docs.ingest.extract.clauses import Core, date_of
from osce_docs.ingest.extract.cues import Cue, cues, told
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.parties import parties_in, states_of_persons
from osce_docs.ingest.extract.sentences import Sentence, slots_in
from osce_docs.knowledge import load
from osce_docs.readings import FoundDate, FoundName, Span

# A chronology gives the date first: `3 May 1981: Malta tables …`.
ENTRY = re.compile(r"^\W{0,3}(⟦date\d{1,3}⟧) ?[:–—-] ")
AND_DATE = re.compile(r"(?:,? and|,) (?:again )?(?:in|on|in the) (⟦date\d{1,3}⟧)")


@dataclass(frozen=True, slots=True)
class Put(Span):
    """A passage that tells who put the mention forward; `forward` is false where it tells only whose it is.

    `dates` has one date, or as many as things were put forward ("made in May 1990 and in June 1991").
    """

    mention: int
    by: tuple[str, ...]
    by_span: Span
    dates: tuple[FoundDate, ...]
    rule: str
    forward: bool
    outright: bool
    verb: str
    sentence: Span


def find_puts(marked: Sequence[Sentence]) -> tuple[Put, ...]:
    """Return what the sentences, which hold ⟦proposal⟧ slots, tell of putting forward; in text order."""
    states = states_of_persons(marked)
    matches = [
        (sentence, cue, match)
        for sentence, cue, match in told([each for each in marked if "⟦proposal" in each.skeleton], cues("proposals"))
        if _is_fact(sentence, cue, match) and not _is_ordinal(sentence, match)
    ]
    cores: dict[int, list[Core]] = {}
    for sentence, _, match in matches:
        cores.setdefault(sentence.start, []).append(Core(*match.span()))
    return tuple(_put(sentence, cue, match, cores[sentence.start], states) for sentence, cue, match in matches)


def _is_fact(sentence: Sentence, cue: Cue, match: re.Match[str]) -> bool:
    """Whose a proposal is, and that it was presented, stands even in "Malta rejected the proposal of Spain"."""
    clause = match.start() if match.start("what") == match.start() else 0
    return not cue.values.get("put", True) or is_told(sentence.skeleton, clause, match.start(), match.end())


def _is_ordinal(sentence: Sentence, match: re.Match[str]) -> bool:
    """`the third by Malta` does not say whose the third is."""
    what = slots_in(sentence, match["what"])[0]
    return isinstance(what, FoundName) and what.rule == "ordinal"


def _put(sentence: Sentence, cue: Cue, match: re.Match[str], cores: list[Core], states: dict[str, str]) -> Put:
    what, span = slots_in(sentence, match["what"])[0], sentence.span(*match.span())
    forward, verb = cue.values.get("put", True), match.groupdict().get("verb") or "proposed"
    by = match.groupdict().get("by") or ""
    return Put(
        span.start,
        span.end,
        int(what.key) if isinstance(what, FoundName) else -1,
        tuple(parties_in(sentence, by, states, {})) if by else (),
        sentence.span(*match.span("by")) if by else span,
        _dates(sentence, match, cores) if forward else (),
        cue.name,
        forward,
        bool(re.fullmatch(load("proposals")["only_proposed"]["verbs"], verb, re.IGNORECASE)),
        verb.lower(),
        Span(sentence.start, sentence.end),
    )


def _dates(sentence: Sentence, match: re.Match[str], cores: list[Core]) -> tuple[FoundDate, ...]:
    """Return the date of the clause, and those listed with it: `in ⟦date0⟧ and in ⟦date1⟧`."""
    inside = match.groupdict().get("when")
    if inside:
        return tuple(date for date in [sentence.slots[inside]] if isinstance(date, FoundDate))
    core = Core(*match.span())
    found = date_of(sentence.skeleton, core, [other for other in cores if other != core])
    entry = ENTRY.match(sentence.skeleton)
    if found is None and entry:
        found = entry.span(1)
    if found is None:
        return ()
    more = AND_DATE.match(sentence.skeleton, found[1])
    slots = [sentence.skeleton[slice(*found)], *([more[1]] if more else [])]
    return tuple(date for slot in slots if isinstance(date := sentence.slots[slot], FoundDate))
