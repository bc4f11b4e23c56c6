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


# Where a passage starts and ends: of those that are marked no two are at one place.
Place = tuple[int, int]


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
    opened: set[Place] = set()
    return [
        list(_tokens(text, start, end, own, numbers, opened))
        for (start, end), own in zip(stretches, pieces, strict=True)
    ]


def _distinct(marks: Iterable[Mark]) -> list[Mark]:
    found: dict[Place, Mark] = {}
    for mark in marks:
        place = mark.start, mark.end
        same = found.get(place)
        found[place] = Mark(*place, same.cited or mark.cited, mark.target or same.target) if same else mark
    return sorted(found.values(), key=_place)


def _place(mark: Mark) -> Place:
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


def _numbers(pieces: Iterable[Sequence[Piece]]) -> dict[Place, int]:
    times = Counter(_place(piece.mark) for own in pieces for piece in own)
    broken = [place for place, count in times.items() if count > 1]
    return {place: number for number, place in enumerate(broken[:NUMBERS], 1)}


def _tokens(
    text: str, start: int, end: int, pieces: Sequence[Piece], numbers: dict[Place, int], opened: set[Place]
) -> Iterator[Token]:
    """Yield the tokens of one stretch; `opened` are the marks whose first piece, which has the address, came before."""
    targets = [*_targets(pieces), None]
    around: list[tuple[int, Any]] = []
    at = start
    for piece, target in zip([*pieces, Piece(end, end, Mark(end, end))], targets, strict=True):
        while around and around[-1][0] <= piece.start:
            stop, left = around.pop()
            if at < stop:
                yield Token("text", text[at:stop])
            at = stop
            yield Token("close", target=left)
        if at < piece.start:
            yield Token("text", text[at : piece.start])
        at = piece.start
        if piece.start < piece.end:
            yield _opening(piece.mark, numbers, opened, target)
            around.append((piece.end, target))


def _targets(pieces: Sequence[Piece]) -> list[Any]:
    """Return what each piece of a stretch leads to, None where it is no link; `pieces` are nested and in order."""
    named: set[Any] = set()
    wanted: list[Any] = []
    for _, _, mark in pieces:
        leads = mark.target is not None and (mark.cited or mark.target not in named)
        wanted.append(mark.target if leads else None)
        if leads:
            named.add(mark.target)
    begun: int | None = None
    for at in range(len(pieces) - 1, -1, -1):
        if wanted[at] is not None and (begun is None or begun >= pieces[at].end):
            begun = pieces[at].start
        else:
            wanted[at] = None
    return wanted


def _opening(mark: Mark, numbers: dict[Place, int], opened: set[Place], target: Any) -> Token:
    place = _place(mark)
    address = "" if place in opened else mark.address
    opened.add(place)
    return Token("open", "", address, mark.cited, numbers.get(place, 0), target)
