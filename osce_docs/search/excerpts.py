"""The stretch of a text that best shows why it was found. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from osce_docs.search.query import Query, Term
from osce_docs.search.spellings import Phrase
from osce_docs.search.words import DIGIT, LETTER, LONGEST, placed

Span = tuple[int, int]

WIDTH = 240
BEFORE = 60
# What lies behind so many characters is found, and not shown.
DEPTH = 100_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text in pieces of (words, found); `start` and `end` are the place of the first words found."""

    pieces: tuple[tuple[str, bool], ...]
    start: int
    end: int


def excerpt(text: str, query: Query) -> Excerpt | None:
    """Return the first stretch with the most of what was looked for; None where the text has nothing of it."""
    hits = _hits(text[:DEPTH], query.wanted)
    if not hits:
        return None
    best = max(range(len(hits)), key=lambda at: (_terms_from(hits, at), -at))
    first = hits[best]
    start, end = _window(text, first[0], first[1])
    found = [(each[0], each[1]) for each in hits[best:] if each[1] <= end]
    return Excerpt(tuple(_pieces(text, start, end, found)), first[0], first[1])


def highlight(text: str, query: Query) -> list[tuple[str, bool]]:
    """Return a whole text in pieces of (words, found)."""
    return _pieces(text, 0, len(text), [(start, end) for start, end, _ in _hits(text, query.wanted)])


def _hits(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int, int]]:
    """Return where the terms stand: start, end, number of the term; in the order of the text, none crossing another."""
    sought, numbers = _sought(terms)
    folded, places = placed(text)
    hits: list[tuple[int, int, int]] = []
    for found in sought.finditer(folded) if terms else ():
        start, end = places[found.start()], max(places[found.end()], places[found.end() - 1] + 1)
        # A sign such as ½ is folded to several words.
        if not hits or start >= hits[-1][1]:
            hits.append((start, end, numbers[found.lastindex or 0]))
    return hits


@lru_cache(maxsize=100)
def _sought(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], tuple[int, ...]]:
    """Return the pattern of the terms in a folded text, the longest phrases first, and by group the term's number.

    Each begins with letters and ends with its group, which is empty: so a text is gone through for the letters alone.
    """
    phrases = [(phrase, term.prefix, number) for number, term in enumerate(terms) for phrase in term.phrases]
    phrases.sort(key=lambda each: -len(each[0]))
    pattern = "|".join(f"{_pattern(phrase, prefix)}()" for phrase, prefix, _ in phrases)
    return re.compile(pattern), (0, *(number for _, _, number in phrases))


def _pattern(phrase: Phrase, prefix: bool) -> str:
    """Return the pattern of a phrase; what is longer than a word may be goes on in the next."""
    first, last = phrase[0], phrase[-1]
    ends = ["" if len(word) == LONGEST else f"(?!{_run(word)})" for word in phrase]
    if prefix or len(last) == LONGEST:
        ends[-1] = f"{_run(last)}*"
    ends[0] = f"(?<!{_run(first)}{first}){ends[0]}"
    return r"[\W_]*".join(map(str.__add__, phrase, ends))


def _run(word: str) -> str:
    return DIGIT if word[0].isdecimal() else LETTER


def _terms_from(hits: Sequence[tuple[int, int, int]], at: int) -> int:
    reach = hits[at][0] + WIDTH - BEFORE
    found = set()
    for start, _, number in hits[at : at + 50]:
        if start > reach:
            break
        found.add(number)
    return len(found)


def _window(text: str, first: int, last: int) -> Span:
    """Return a stretch around a place, from the beginning of a word to the end of one; its paragraph begins it."""
    start = max(0, first - BEFORE)
    start = max(start, text.rfind("\n", start, first) + 1)
    if start and text[start - 1] not in " \n":
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), max(last, start + WIDTH))
    if end < len(text):
        end = max(last, text.rfind(" ", last, end))
    return start, end


def _pieces(text: str, start: int, end: int, found: Sequence[Span]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = start
    for first, last in found:
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:end], False))
    before, after = ("… " if start else "", " …" if end < len(text) else "")
    return [piece for piece in [(before, False), *pieces, (after, False)] if piece[0]]
