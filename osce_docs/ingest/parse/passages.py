"""Lines become passages: a sentence broken over lines is one, a hard-wrapped paragraph is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from osce_docs.ingest.parse.lines import Line, ends_sentence, heading_of, mark_of
from osce_docs.knowledge import load
from osce_docs.readings import Span

# Entries of a list may begin in small letters and end in `; and`.
ENTRY = re.compile(r"[;:](?: (?:and|or))?$")
LEAST_WRAPPED = 3
SHORTEST_BROKEN = 30
LONGEST_WRAPPED = 130


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """One or more lines that belong together. `gap`: a blank line stands before; `mark`: its list mark, which takes up
    the first `marked` characters."""

    words: str
    gap: bool
    mark: str
    marked: int


def passages(text: str, body: list[Line]) -> tuple[list[Passage], tuple[Span, ...]]:
    """Return the passages of a body and, as the last and first word around them, the line ends that break a sentence.

    The line ends of a hard-wrapped paragraph are its layout and break nothing.
    """
    found: list[Passage] = []
    broken: list[Span] = []
    for group in _groups(body):
        wrapped = _is_wrapped(group)
        for joined in _joined(group, wrapped):
            found.append(_passage(text, joined))
            if not wrapped:
                broken += [_around(text, one, two) for one, two in pairwise(joined)]
    return found, tuple(broken)


def _groups(body: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines that no blank line parts."""
    group: list[Line] = []
    for line in body:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped(group: list[Line]) -> bool:
    """Prose that a machine has wrapped: no line is long, and many go on in small letters."""
    if len(group) < LEAST_WRAPPED or max(len(line.words) for line in group) > LONGEST_WRAPPED:
        return False
    small = sum(line.words[0].islower() for line in group[1:])
    return small * 5 >= (len(group) - 1) * 2


def _joined(group: list[Line], wrapped: bool) -> Iterator[list[Line]]:
    width = max(len(line.words) for line in group) * 0.7
    joined = group[:1]
    for line in group[1:]:
        if _stands_alone(line) or not _goes_on(joined[-1], line, width if wrapped else None):
            yield joined
            joined = []
        joined.append(line)
    yield joined


def _stands_alone(line: Line) -> bool:
    return bool(mark_of(line.words)[0] or heading_of(line.words)[0])


def _goes_on(line: Line, following: Line, width: float | None) -> bool:
    if heading_of(line.words)[0] or ENTRY.search(line.words):
        return False
    if width is not None:
        return not (ends_sentence(line.words) and len(line.words) < width)
    if ends_sentence(line.words):
        return False
    return _is_unfinished(line.words) or (len(line.words) >= SHORTEST_BROKEN and following.words[0].islower())


def _is_unfinished(words: str) -> bool:
    """Tell whether the last word calls for another; a list's short entries seldom end so."""
    return " " in words and words.rsplit(None, 1)[-1] in _unfinished()


@cache
def _unfinished() -> frozenset[str]:
    return frozenset(load("formats")["prose"]["unfinished"])


def _passage(text: str, joined: list[Line]) -> Passage:
    first = joined[0]
    start, end = first.start, joined[-1].end
    return Passage(start, end, text[start:end], first.gap, *mark_of(first.words))


def _around(text: str, line: Line, following: Line) -> Span:
    start = line.end - len(line.words.rsplit(None, 1)[-1])
    return Span(start, following.start + len(following.words.split(None, 1)[0]))
