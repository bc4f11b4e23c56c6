"""Of which sort a thing is, and what kind of event a noun tells, by the words of knowledge/dated_clauses.toml."""

import re
from functools import cache, lru_cache

from osce_docs.ingest.extract.event_matches import quoted, slots_at
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundName

Where = tuple[int, int]
OBJECT_HEAD = re.compile(r" (?:of|on|for|to|in|with|between|concerning|against|about|from|at|by|into)\b|,")
NUMBERED = re.compile(r",? (?:No\.? ?|[IVX]{1,4}$)?[\d/()-]{0,12}$")
OCCASIONS = frozenset({"summit", "meeting", "seminar", "election", "vote", "negotiation"})
SORTS = {"person": "person", "instrument": "text", "state": "state", "place": "place"}


def words_at(sentence: Sentence, where: Where) -> str:
    """Return the words of the text that a stretch of the skeleton stands for, or ''."""
    return quoted(sentence, sentence.span(*where)) if where[1] > where[0] else ""


def sorts_of(sentence: Sentence, where: Where) -> list[str]:
    """Return the sorts of thing that a stretch of the skeleton names: what the head noun is first."""
    words = words_at(sentence, where)
    named = [slot for slot in slots_at(sentence, where) if isinstance(slot, FoundName)]
    found = _from_the_end(OBJECT_HEAD.split(words, maxsplit=1)[0])
    return found or [SORTS.get(each.kind, "body") for each in named[:1]] or _from_the_end(words)


def head_kind(words: str) -> str:
    """Return the kind of event that the head noun tells (`the opening of the mission`), or ''."""
    return noun_kind(OBJECT_HEAD.split(words, maxsplit=1)[0])


def noun_kind(words: str) -> str:
    """Return the kind of event that the last noun of `words` tells, or ''."""
    plain = NUMBERED.sub("", words.strip(" ,"))
    return next((kind for kind, pattern in _nouns("$") if pattern.search(plain)), "")


def occasion_in(words: str) -> str:
    """Return the kind of the last occasion named: `adoption of a plan at the meeting held on` is of a meeting."""
    found = [(m.end(), kind) for kind, pattern in _nouns(r"\b") if kind in OCCASIONS for m in pattern.finditer(words)]
    return max(found)[1] if found else ""


@lru_cache(1024)
def _from_the_end(words: str) -> list[str]:
    ends = [(max((m.end() for m in pattern.finditer(words)), default=0), sort) for sort, pattern in _sorts()]
    last = max(end for end, _ in ends)
    return [sort for end, sort in ends if end == last and last]


@cache
def _sorts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    sorts = load("dated_clauses")["sorts"].items()
    return tuple((sort, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for sort, words in sorts)


@cache
def _nouns(end: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    nouns = load("dated_clauses")["nouns"].items()
    return tuple((kind, re.compile(rf"\b(?:{words}){end}", re.IGNORECASE)) for kind, words in nouns)
