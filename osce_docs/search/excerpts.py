"""The stretch of a text that best shows why it was found. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from osce_docs.search.query import Query, Term
from osce_docs.search.words import placed_words

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


def _hits(text: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Return where the terms stand: start, end, number of the term; in the order of the text, none crossing another."""
    placed = list(placed_words(text))
    first = {phrase[0] for term in terms for phrase in term.phrases}
    loose = tuple(phrase[0] for term in terms if term.prefix for phrase in term.phrases if len(phrase) == 1)
    hits: list[tuple[int, int, int]] = []
    for at, (start, _, word) in enumerate(placed):
        if (word in first or word.startswith(loose)) and (not hits or start >= hits[-1][1]):
            longest = max((_length(placed, at, term), -number) for number, term in enumerate(terms))
            if longest[0]:
                hits.append((start, placed[at + longest[0] - 1][1], -longest[1]))
    return hits


def _length(placed: Sequence[tuple[int, int, str]], at: int, term: Term) -> int:
    """Return how many words the longest of the term's phrases has that stands here; 0 where none does."""
    lengths = [0]
    for phrase in term.phrases:
        here = [word for _, _, word in placed[at : at + len(phrase)]]
        whole = len(here) == len(phrase) and here[:-1] == list(phrase[:-1])
        if whole and (here[-1].startswith(phrase[-1]) if term.prefix else here[-1] == phrase[-1]):
            lengths.append(len(phrase))
    return max(lengths)


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
