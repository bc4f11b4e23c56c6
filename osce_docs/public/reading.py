"""The reading view of a text: its paragraphs, headings and lists in order, folds under their reason. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from osce_docs.public.marking import Mark, Token, mark_stretches

# What stands between two blocks and is no more than the source's way of marking a list.
BULLET = re.compile(r"[\s\-•*–—·]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block of the text as shown; `role` is the block's, or `raw` for text that is part of no block.

    `lead` is what the source writes before a list's item: `-`, `2.`. `told` is what the block tells of, `notes` what
    editors remark on it.
    """

    start: int
    end: int
    role: str
    lead: str = ""
    tokens: Sequence[Token] = ()
    told: Sequence[Any] = ()
    notes: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Stretches that are shown together: folded for a reason, or open; `items` where they are items of one list."""

    stretches: Sequence[Stretch]
    folded: str = ""
    items: bool = False

    @property
    def characters(self) -> int:
        """How much text it holds, for the reader to know before opening a fold."""
        return self.stretches[-1].end - self.stretches[0].start


@dataclass(slots=True)
class Notes:
    """What to say beside the text: the passages to mark, and by offset what stands there.

    `told` are the records that the text tells of, `remarks` the notes that editors made on its words.
    """

    marks: list[Mark] = field(default_factory=list)
    told: list[tuple[int, Any]] = field(default_factory=list)
    remarks: list[tuple[int, Any]] = field(default_factory=list)


def sections(text: str, blocks: Sequence[Any], folds: Sequence[Any], notes: Notes) -> list[Section]:
    """Return a text as the sections it is shown in; `blocks` and `folds` are rows of its stored structure."""
    plain = list(_stretches(text, blocks, folds))
    marked = mark_stretches(text, [(each.start, each.end) for each in plain], notes.marks)
    told, remarks = _beside(plain, notes.told), _beside(plain, notes.remarks)
    shown = [
        replace(each, tokens=own[0], told=own[1], notes=own[2])
        for each, *own in zip(plain, marked, told, remarks, strict=True)
    ]
    folded = _within(folds)
    runs = groupby(shown, key=lambda each: (fold := folded(each), fold is None and each.role == "item"))
    return [Section(tuple(run), fold[2] if fold else "", items) for (fold, items), run in runs]


def _stretches(text: str, blocks: Sequence[Any], folds: Sequence[Any]) -> Iterator[Stretch]:
    """Yield the blocks, and between them any visible text that is part of none: nothing is left out."""
    at = 0
    for start, end, role, *_ in blocks:
        lead = text[at:start].rpartition("\n")[2] if role in {"item", "field"} else ""
        yield from _raw(text, at, start - len(lead), folds)
        yield Stretch(start, end, role, lead.strip())
        at = max(at, end)
    yield from _raw(text, at, len(text), folds)


def _raw(text: str, start: int, end: int, folds: Sequence[Any]) -> Iterator[Stretch]:
    """Yield the text between two blocks, if there is any to see, divided where a fold begins or ends."""
    cuts = sorted({start, end, *(edge for fold in folds for edge in fold[:2] if start < edge < end)})
    for begin, stop in zip(cuts, cuts[1:], strict=False):
        if not BULLET.fullmatch(text, begin, stop):
            yield Stretch(begin, stop, "raw")


def _within(folds: Sequence[Any]) -> Callable[[Stretch], Any]:
    """Return a function that tells which fold a stretch lies in as a whole, if any."""
    rows = [tuple(fold) for fold in folds]
    return lambda each: next((fold for fold in rows if fold[0] <= each.start and each.end <= fold[1]), None)


def _beside(stretches: Sequence[Stretch], placed: Iterable[tuple[int, Any]]) -> list[list[Any]]:
    """Return for each stretch what has its place in it, in the order of the text, each once."""
    waiting = sorted(placed, key=lambda pair: pair[0])
    found: list[list[Any]] = []
    at = 0
    for stretch in stretches:
        here: dict[Any, None] = {}
        while at < len(waiting) and waiting[at][0] < stretch.end:
            here[waiting[at][1]] = None
            at += 1
        found.append(list(here))
    return found
