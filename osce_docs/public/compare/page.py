"""The page that shows two documents side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from osce_docs.models import Document
from osce_docs.public.compare.alignment import Row, align
from osce_docs.public.compare.sentences import Sentence, sentences
from osce_docs.public.compare.wording import Piece, differing
from osce_docs.public.differences import differences, in_words

# Of each text so many sentences are compared, and so many rows are shown on a page.
MOST = 400
SIZE = 100
FINDINGS = 20
SHOW = ("parallel", "left", "right")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as shown: its address in its document and its pieces."""

    address: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in one row: sentences of the left text, of the right one, or of both."""

    left: Sequence[Said]
    right: Sequence[Said]
    moved: bool = False


def compare_page(left: Document, right: Document, show: str, number: str) -> dict[str, Any]:
    """Return what the comparison of two documents shows; `show` narrows it to one of SHOW, `number` is the page's."""
    texts = left.text.readable, right.text.readable
    read = [_read(document, text) for document, text in zip((left, right), texts, strict=True)]
    aligned = align(*read)
    counted = {each: sum(_side(row) == each for row in aligned) for each in SHOW}
    wanted = [row for row in aligned if show not in SHOW or _side(row) == show]
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    first = (max(at, 1) - 1) * SIZE
    return {
        "left": left,
        "right": right,
        "rows": list(_shown(wanted[first : first + SIZE], *texts)),
        "before": at - 1 if at > 1 else 0,
        "after": at + 1 if first + SIZE < len(wanted) else 0,
        "show": show if show in SHOW else "",
        "counted": counted,
        "cut": any(len(each) == MOST for each in read),
        "most": MOST,
        "findings": _differences(left, right),
    }


def _read(document: Document, text: str) -> list[Sentence]:
    return sentences(text, document.structure("blocks"), document.structure("folds"), MOST)


def _side(row: Row) -> str:
    return "parallel" if row.left and row.right else "left" if row.left else "right"


def _shown(rows: Iterable[Row], left: str, right: str) -> Iterator[Beside]:
    """Yield rows as shown: parallel ones each for itself, of the others those that follow one another together."""
    for side, group in groupby(rows, key=_side):
        own = list(group)
        if side == "parallel":
            yield from (_parallel(row.left, row.right, row.moved, left, right) for row in own if row.left and row.right)
        else:
            yield Beside(
                [_alone(row.left, left) for row in own if row.left],
                [_alone(row.right, right) for row in own if row.right],
            )


def _parallel(one: Sentence, other: Sentence, moved: bool, left: str, right: str) -> Beside:
    pieces = differing((left, one), (right, other))
    return Beside([Said(one.address, pieces[0])], [Said(other.address, pieces[1])], moved)


def _alone(sentence: Sentence, text: str) -> Said:
    return Said(sentence.address, [Piece(text[sentence.start : sentence.end])])


def _differences(left: Document, right: Document) -> list[Any]:
    """Return the findings in which these two documents say different things, the weightiest first."""
    between = differences("disagreement").filter(passages__document=left).filter(passages__document=right)
    return in_words(between.distinct()[:FINDINGS])
