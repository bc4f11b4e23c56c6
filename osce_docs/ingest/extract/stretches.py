"""Stretches of a text, arranged so that it costs little to ask what lies in them, however many there are."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from osce_docs.ingest.extract.once import once
from osce_docs.readings import ParsedDocument, Span

Found = TypeVar("Found", bound=Span)


class Stretches:
    """Any number of stretches, in any order; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in ordered]
        # How far the stretches up to each one reach.
        self._reaches = list(accumulate((span.end for span in ordered), max))

    def hold(self, at: int) -> bool:
        """Tell whether one of the stretches holds the character `at`."""
        return self._reaches_beyond(bisect_right(self._starts, at), at)

    def touch(self, span: Span) -> bool:
        """Tell whether one of the stretches overlaps `span`."""
        return self._reaches_beyond(bisect_left(self._starts, span.end), span.start)

    def _reaches_beyond(self, number: int, at: int) -> bool:
        return number > 0 and self._reaches[number - 1] > at


class InOrder(Generic[Found]):
    """Things found in a text, in the order of their starts, to be asked for by place."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = found
        self._starts = [each.start for each in found]

    def between(self, start: int, end: int) -> Sequence[Found]:
        """Return those that begin in text[start:end]."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def within(self, span: Span) -> list[Found]:
        """Return those that lie in `span` whole."""
        return [each for each in self.between(span.start, span.end) if each.end <= span.end]

    def number_at(self, at: int) -> int:
        """Return the number of the last one that begins at or before `at`; -1 where none does."""
        return bisect_right(self._starts, at) - 1


@once
def folded(document: ParsedDocument) -> Stretches:
    """Return the folded stretches of a document: its navigation, and what it has said before."""
    folds: list[Span] = [fold for fold in document.folds if fold.reason != "artefact"]
    return Stretches([*folds, document.navigation] if document.navigation else folds)
