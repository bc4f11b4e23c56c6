"""Splits a stretch of text at passage boundaries, so that every passage is an element with an address. Pure.

Elements cannot overlap crosswise, passages can: such a passage is broken where the other one ends. Its first piece has
the address; all its pieces share a number, by which the stylesheet lights them up together.

A passage leads to what it tells of. Links cannot lie in one another: of passages that do, the innermost leads on. What
is only named leads on the first time in its stretch.
"""

import heapq
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

# So many broken passages of one document have a number (.k1 … .k24 in public.css); the script lights up any.
NUMBERS = 24


class Mark(NamedTuple):
    """A passage to mark; `cited` where a value of a record rests on it, `target` what it leads to, if anything."""

    start: int
    end: int
    cited: bool = False
    target: Any = None

    @property
    def address(self) -> str:
        """The fragment that opens the passage."""
        return f"c{self.start}-{self.end}"


class Piece(NamedTuple):
    """The part of a mark that one element holds."""

    start: int
    end: int
    mark: Mark


class Token(NamedTuple):
    """A part of a stretch to be written one after the other: some text, or the beginning or end of an element.

    Where the element is a link too, both its ends have the `target`.
    """

    kind: Literal["open", "text", "close"]
    text: str = ""
    address: str = ""
    cited: bool = False
    number: int = 0
    target: Any = None


def mark_stretches(text: str, stretches: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> list[list[Token]]:
    """Return the tokens of each stretch; `stretches` are (start, end) in text order and do not overlap.

    Equal passages become one element, which leads where the last of them leads. A mark within no stretch is left out.
    """
    pieces = [_nested(each) for each in _shared_out(stretches, _distinct(marks))]
    numbers = _numbers(pieces)
    opened: set[Mark] = set()
    return [
        list(_tokens(text, start, end, own, numbers, opened))
        for (start, end), own in zip(stretches, pieces, strict=True)
    ]


def _distinct(marks: Iterable[Mark]) -> list[Mark]:
    found: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        place = mark.start, mark.end
        same = found.get(place)
        found[place] = Mark(*place, same.cited or mark.cited, mark.target or same.target) if same else mark
    return sorted(found.values(), key=_place)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _shared_out(stretches: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> list[list[Piece]]:
    """Return for each stretch what of the marks lies within it."""
    ends = [end for _, end in stretches]
    shared: list[list[Piece]] = [[] for _ in stretches]
    for mark in marks:
        at = bisect_right(ends, mark.start)
        while at < len(stretches) and stretches[at][0] < mark.end:
            start, end = stretches[at]
            shared[at].append(Piece(max(mark.start, start), min(mark.end, end), mark))
            at += 1
    return shared


def _nested(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces in the order in which their elements open, those that would cross another one broken."""
    waiting = [(piece.start, -piece.end, number, piece) for number, piece in enumerate(pieces)]
    heapq.heapify(waiting)
    found: list[Piece] = []
    around: list[Piece] = []
    while waiting:
        _, _, number, piece = heapq.heappop(waiting)
        while around and around[-1].end <= piece.start:
            around.pop()
        if around and piece.end > around[-1].end:
            rest = piece._replace(start=around[-1].end)
            heapq.heappush(waiting, (rest.start, -rest.end, number, rest))
            piece = piece._replace(end=around[-1].end)
        around.append(piece)
        found.append(piece)
    return found


def _numbers(pieces: Iterable[Sequence[Piece]]) -> dict[Mark, int]:
    times = Counter(piece.mark for own in pieces for piece in own)
    broken = [mark for mark, count in times.items() if count > 1]
    return {mark: number for number, mark in enumerate(broken[:NUMBERS], 1)}


def _tokens(
    text: str, start: int, end: int, pieces: Sequence[Piece], numbers: dict[Mark, int], opened: set[Mark]
) -> Iterator[Token]:
    """Yield the tokens of one stretch; `opened` are the marks whose first piece, which has the address, came before."""
    leading = _leading(pieces)
    around: list[Piece] = []
    at = start
    for piece in [*pieces, Piece(end, end, Mark(end, end))]:
        while around and around[-1].end <= piece.start:
            yield from _words(text[at : around[-1].end])
            ended = around.pop()
            at = ended.end
            yield Token("close", target=leading.get(ended))
        yield from _words(text[at : piece.start])
        at = piece.start
        if piece.start < piece.end:
            yield _opening(piece.mark, numbers, opened, leading.get(piece))
            around.append(piece)


def _leading(pieces: Sequence[Piece]) -> dict[Piece, Any]:
    """Return the pieces of a stretch that are links, with what they lead to; `pieces` are nested and in order."""
    named: set[Any] = set()
    wanted: list[Piece] = []
    for piece in pieces:
        mark = piece.mark
        if mark.target is not None and (mark.cited or mark.target not in named):
            named.add(mark.target)
            wanted.append(piece)
    found: list[Piece] = []
    for piece in reversed(wanted):
        if not found or found[-1].start >= piece.end:
            found.append(piece)
    return {piece: piece.mark.target for piece in found}


def _words(words: str) -> Iterator[Token]:
    if words:
        yield Token("text", words)


def _opening(mark: Mark, numbers: dict[Mark, int], opened: set[Mark], target: Any) -> Token:
    address = "" if mark in opened else mark.address
    opened.add(mark)
    return Token("open", "", address, mark.cited, numbers.get(mark, 0), target)
