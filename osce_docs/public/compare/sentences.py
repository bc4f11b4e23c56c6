"""A text as the sentences that can be compared: folds left out, each with its words. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

READ = frozenset({"title", "heading", "dateline", "paragraph", "item", "field"})
END = re.compile(r"(?<=[.!?…:;])[\"”’)\]]{0,3}\s+(?=[\"“‘(\[]?[A-Z0-9À-Ý])")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in the text, and as it is compared: without capitals and accents."""

    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands in the text."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def address(self) -> str:
        """The fragment that opens it in its document."""
        return f"c{self.start}-{self.end}"


def sentences(text: str, blocks: Sequence[Any], folds: Sequence[Any], most: int) -> list[Sentence]:
    """Return the first `most` sentences of a text, in its order; `blocks` and `folds` are rows of its structure."""
    found: list[Sentence] = []
    for start, end, role, *_ in blocks:
        if role in READ and not any(fold[0] <= start and end <= fold[1] for fold in folds):
            found += _of_block(text, start, end)
        if len(found) >= most:
            break
    return found[:most]


def _of_block(text: str, start: int, end: int) -> Iterator[Sentence]:
    cuts = [match.end() for match in END.finditer(text, start, end)]
    for begin, stop in zip([start, *cuts], [*cuts, end], strict=True):
        words = tuple(Word(m.start(), m.end(), _plain(m[0])) for m in WORD.finditer(text, begin, stop))
        if words:
            yield Sentence(begin, begin + len(text[begin:stop].rstrip()), words)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
