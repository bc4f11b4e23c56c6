"""The noun to which a date belongs: `the war of 2008`, `at the session in Vienna on 3 May`, `3 May: opening of …`."""

import re
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.extract.clauses import clause_start
from osce_docs.ingest.extract.dated_words import Where, head_kind, noun_kind, words_at
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.sentences import SLOT, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundDate

# With a text, a bare year is but part of its name: `the Final Act of 1975`.
TEXTS = frozenset({"signature", "adoption", "decision", "proposal", "statement"})
NAMED = r"⟦(?:instrument|body|topic)\d{1,3}⟧"
ENTRY = re.compile(r"⟦date\d{1,3}⟧\)?(?: \([^()]{0,90}\))?(?: ?[–—:]| -) (?P<what>[^.;,:()\n]{3,90})")
# Between a noun and its date stands no verb.
REST = re.compile(
    r"(?: (?!(?:was|were|is|are|has|have|had|will|which|that|who|and|while|[a-z]{3,12}ed)\b(?! on| in))"
    r"[^ .,;:\"()]{1,40}){0,10},? ?\(?"
)
# `The closure of the office on DATE was welcomed`: the date stands between the noun and the verb.
VERB_BEHIND = re.compile(r"⟦date\d{1,3}⟧,? [a-z]")
LABEL = re.compile(r"(?P<what>[A-Za-z][A-Za-z ]{2,30}):? ?: (?:on |in )?")
REACH = 120


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that tells an event of `kind`; `where` it stands, and the `phrase` it is the head of."""

    kind: str
    where: Where
    phrase: Where


def noun_of(sentence: Sentence, plain: str, date: int) -> Noun | None:
    """Return the noun to which the date slot at `date` belongs, where it tells an event, or None."""
    return _label(plain, date) or _before(sentence, plain, date) or _entry(sentence, plain, date)


def _label(plain: str, date: int) -> Noun | None:
    """`Formed: DATE`: what the whole document is about was formed then."""
    label = LABEL.match(plain)
    if label is None or label.end() != date:
        return None
    words = label["what"].lower()
    kind = next((kind for kind, known in load("dated_clauses")["labels"].items() if words in known), "")
    return Noun(kind, label.span("what"), (0, 0)) if kind else None


def _before(sentence: Sentence, plain: str, date: int) -> Noun | None:
    nouns = _pattern().finditer(plain, max(0, date - REACH), date)
    for noun in reversed([each for each in nouns if _belongs(plain, each, date)]):
        words = words_at(sentence, noun.span("noun"))
        kind = noun_kind(words) if noun["noun"].startswith("⟦body") else head_kind(words)
        if kind and not (kind in TEXTS and _is_year(sentence, date)) and _is_told(plain, noun):
            return Noun(kind, noun.span("noun"), noun.span())
    return None


def _is_told(plain: str, noun: re.Match[str]) -> bool:
    return is_told(plain, clause_start(plain, noun.start()), noun.start(), noun.end())


def _is_year(sentence: Sentence, date: int) -> bool:
    slot = SLOT.match(sentence.skeleton, date)
    found = sentence.slots[slot[0]] if slot else None
    return isinstance(found, FoundDate) and len(found.edtf) == 4


def _belongs(plain: str, noun: re.Match[str], date: int) -> bool:
    between = plain[noun.end("noun") : date]
    if not REST.fullmatch(between):
        return False
    if _place("certain").search(between):
        return True
    return _place("occasion").search(between) is not None and _is_apart(plain, noun, date)


def _is_apart(plain: str, noun: re.Match[str], date: int) -> bool:
    """`at the session`, or the noun opens the sentence and its verb stands behind the date."""
    lead = plain[max(0, noun.start() - 60) : noun.start()]
    opens = not plain[: noun.start()].strip(" TheAn") and VERB_BEHIND.match(plain, date)
    return bool(_place("in_front").search(lead) or opens)


def _entry(sentence: Sentence, plain: str, date: int) -> Noun | None:
    """`DATE: second follow-up meeting (Madrid)`: an entry of a chronicle is what its first noun is."""
    entry = ENTRY.match(plain, date) if not plain[:date].strip(" (") else None
    kind = head_kind(words_at(sentence, entry.span("what"))) if entry else ""
    return Noun(kind, entry.span("what"), entry.span("what")) if entry and kind else None


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(load("dated_clauses")["nouns"].values())
    return re.compile(
        rf"(?<![\w-])(?:(?!of\b|and\b|or\b|the\b|at\b|in\b|on\b|by\b)(?:[\w'-]{{1,20}}|⟦[a-z]+\d{{1,3}}⟧) ){{0,4}}?"
        rf"(?P<noun>(?:{nouns})\b(?!')|{NAMED})",
        re.IGNORECASE,
    )


@cache
def _place(name: str) -> re.Pattern[str]:
    return re.compile(load("dated_clauses")["noun_places"][name], re.IGNORECASE)
