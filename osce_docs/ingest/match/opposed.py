"""Sentences of two retellings that say the same in other words, where one denies what the other affirms. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rapidfuzz import fuzz, process

from osce_docs.knowledge import load
from osce_docs.readings import Span

WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^.!?\n]{20,600}[.!?]?")
# The blocks of a document that are sentences, and how many of these are compared.
PROSE = frozenset({"paragraph", "item"})
MOST = 500
OPPOSED = "Of two passages that tell the same, one says what the other denies."
# How alike two sentences must be, of 100, to be of the same thing; and how many words they must be made of.
ALIKE = 70
FEWEST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with the stretches of it that are sentences: where each begins and ends."""

    text: str
    stretches: Sequence[tuple[int, int]]


def opposed(one: Prose, other: Prose) -> list[tuple[Span, Span]]:
    """Return the pairs of sentences that are alike except that one of them is negative."""
    theirs = list(islice(_sentences(other), MOST))
    choices = [" ".join(words) for _, words, _ in theirs]
    pairs = []
    for span, words, negative in islice(_sentences(one), MOST):
        best = process.extractOne(" ".join(words), choices, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
        if best and theirs[best[2]][2] != negative:
            pairs.append((span, theirs[best[2]][0]))
    return pairs


def _sentences(prose: Prose) -> Iterator[tuple[Span, list[str], bool]]:
    """Yield each sentence with its words, negations left out, and whether it is negative."""
    for first, last in prose.stretches:
        for match in SENTENCE.finditer(prose.text, first, last):
            words = [word.casefold() for word in WORD.findall(match[0])]
            plain = [word for word in words if word not in _negations()]
            content = [word for word in plain if word not in _small()]
            if len(content) >= FEWEST_WORDS:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Span(start, match.end()), content, len(words) != len(plain)


@cache
def _negations() -> frozenset[str]:
    return frozenset(load("negations")["words"])


@cache
def _small() -> frozenset[str]:
    return frozenset(load("negations")["small"])
