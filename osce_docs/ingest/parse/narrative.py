"""Plain narrative: paragraphs, with a title where the first line is one. What fits no other format is read so too."""

import re
from collections.abc import Sequence

from osce_docs.ingest.parse.dateline import dateline
from osce_docs.ingest.parse.layout import Layout
from osce_docs.ingest.parse.letterhead import letterhead
from osce_docs.ingest.parse.lines import Line, ends_sentence, is_kind, is_short, mark_of
from osce_docs.ingest.parse.passages import LONGEST_WRAPPED, Passage
from osce_docs.readings import Block, Finding, Span

WORD = re.compile(r"[^\W\d_]{1,60}")
BLANKS = re.compile(r"\s+")
# An entry of a chronology: `3 May 1995 – Malta takes the chair`.
ENTRY = re.compile(r"(?:\? ?)?(?:\d{1,2}[ –-]|[12]\d{3}\b|[A-Z][a-z]{2,8} [12]\d{3})[^:–—]{0,40}(?:: | [–—-] )")
# A text is recognised where half of its characters stand in sentences.
FEWEST_WORDS = 4
LEAST_LETTERS = 0.75
LEAST_PROSE = 0.5
# Languages without blanks between words have words as long as a clause.
LONGEST_WORD = 12


def narrative(body: list[Line]) -> Layout:
    """Return the layout of any text. A kind of page and a title are read only where the first lines are so short."""
    if paper := letterhead(body):
        return Layout("narrative", paper, body[len(paper) :])
    kind, rest = (body[:1], body[1:]) if len(body) > 1 and is_kind(body[0].words) else ([], body)
    title, rest = (rest[:1], rest[1:]) if _has_title(rest) else ([], rest)
    head = [Block(line.start, line.end, "kind") for line in kind]
    head += [Block(line.start, line.end, "title") for line in title]
    return Layout("narrative", tuple(head), rest)


def _has_title(body: list[Line]) -> bool:
    """A short first line, and a blank line or one too long to be its continuation below it."""
    if len(body) < 2 or not is_short(body[0].words) or mark_of(body[0].words)[0]:
        return False
    follows = ends_sentence(body[1].words) or dateline(body[1].words) > 0
    return (body[1].gap and follows) or len(body[1].words) > LONGEST_WRAPPED


def find_unrecognised(body: Sequence[Passage]) -> tuple[Finding, ...]:
    """Return a Finding where less than half of a text stands in sentences: a table, code, a damaged text."""
    sizes = [len(BLANKS.sub("", passage.words)) for passage in body]
    prose = [_is_prose(passage, size) for passage, size in zip(body, sizes, strict=True)]
    share = sum(size for size, is_prose in zip(sizes, prose, strict=True) if is_prose)
    if share >= LEAST_PROSE * sum(sizes):
        return ()
    odd = next(passage for passage, is_prose in zip(body, prose, strict=True) if not is_prose)
    message = f"The form of the text is not known: {share * 100 // sum(sizes)} % of it are sentences."
    return (Finding("unrecognised-format", message, (Span(odd.start, odd.end),)),)


def _is_prose(passage: Passage, size: int) -> bool:
    """Four words, mostly letters, and an end; an entry of a list may be shorter, and end in a semicolon; one of a
    chronology needs no end."""
    found = WORD.findall(passage.words)
    if ENTRY.match(passage.words):
        return len(found) >= FEWEST_WORDS
    letters = sum(map(len, found))
    if letters < LEAST_LETTERS * size or not ends_sentence(passage.words):
        return False
    enough = len(found) >= FEWEST_WORDS or letters >= FEWEST_WORDS * LONGEST_WORD
    return bool(passage.mark) or (enough and passage.words[-1] != ";")
