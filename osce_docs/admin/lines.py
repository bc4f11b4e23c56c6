"""A text as the lines it is read and annotated in, divided where a passage begins or ends. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

# So many characters of a text are shown at once.
WINDOW = 100_000


@dataclass(frozen=True, slots=True)
class Span:
    """A passage to be marked: one that was `read` by the importer, or one with a note of an editor."""

    start: int
    end: int
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether a reading or a note lies on them."""

    words: str
    read: bool = False
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: where it begins, in code points, and its pieces."""

    start: int
    pieces: Sequence[Piece]
    folded: str = ""


def window(text: str, at: int) -> tuple[int, int]:
    """Return the ends of the part of a text that begins with the line of `at`: whole lines, WINDOW and a bit."""
    start = text.rfind("\n", 0, max(0, min(at, len(text) - 1))) + 1
    end = text.find("\n", start + WINDOW)
    return start, len(text) if end < 0 else end


def sections(
    text: str, start: int, end: int, spans: Iterable[Span], folds: Sequence[Any]
) -> Iterator[tuple[str, list[Line]]]:
    """Yield the lines between two offsets, those that lie in one fold together, with the fold's reason or nothing."""
    for folded, lines in groupby(_lines(text, start, end, spans, folds), key=lambda line: line.folded):
        yield folded, list(lines)


def _lines(text: str, start: int, end: int, spans: Iterable[Span], folds: Sequence[Any]) -> Iterator[Line]:
    written = text[start:end].split("\n")
    starts = [start]
    for line in written[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    on = _by_line(starts, spans)
    for number, line in enumerate(written):
        begin = starts[number]
        reason = next((fold[2] for fold in folds if fold[0] <= begin and begin + len(line) <= fold[1]), "")
        yield Line(begin, tuple(_pieces(line, begin, on[number])), reason)


def _by_line(starts: Sequence[int], spans: Iterable[Span]) -> list[list[Span]]:
    on: list[list[Span]] = [[] for _ in starts]
    for span in spans:
        first = max(0, bisect_right(starts, span.start) - 1)
        for number in range(first, bisect_right(starts, span.end - 1)):
            on[number].append(span)
    return on


def _pieces(line: str, begin: int, spans: Sequence[Span]) -> Iterator[Piece]:
    end = begin + len(line)
    cuts = sorted({begin, end, *(edge for span in spans for edge in (span.start, span.end) if begin < edge < end)})
    for start, stop in zip(cuts, cuts[1:], strict=False):
        here = [span.noted for span in spans if span.start <= start and stop <= span.end]
        yield Piece(line[start - begin : stop - begin], False in here, True in here)
