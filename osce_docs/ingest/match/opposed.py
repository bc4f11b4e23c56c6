"""Sentences of two retellings that say the same in other words, where one denies what the other affirms. Pure."""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process

from osce_docs.knowledge import load
from osce_docs.readings import DocumentReading, Span

WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^.!?\n]{20,600}[.!?]?")
# How alike two sentences must be, of 100, to be of the same thing; and how many words they must be made of.
ALIKE = 70
FEWEST_WORDS = 8


def opposed(one: DocumentReading, other: DocumentReading) -> list[tuple[Span, Span]]:
    """Return the pairs of sentences that are alike except that one of them is negative."""
    theirs = list(_sentences(other))
    choices = [" ".join(words) for _, words, _ in theirs]
    pairs = []
    for span, words, negative in _sentences(one):
        best = process.extractOne(" ".join(words), choices, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
        if best and theirs[best[2]][2] != negative:
            pairs.append((span, theirs[best[2]][0]))
    return pairs


def _sentences(reading: DocumentReading) -> Iterator[tuple[Span, list[str], bool]]:
    """Yield each sentence with its words, negations left out, and whether it is negative."""
    document = reading.parsed
    for block in document.blocks:
        if block.role in {"paragraph", "item"}:
            for match in SENTENCE.finditer(document.text, block.start, block.end):
                words = [word.casefold() for word in WORD.findall(match[0])]
                content = [word for word in words if word not in _negations() and word not in _small()]
                if len(content) >= FEWEST_WORDS:
                    start = match.start() + len(match[0]) - len(match[0].lstrip())
                    yield (
                        Span(start, match.end()),
                        content,
                        len(words) != len([w for w in words if w not in _negations()]),
                    )


@cache
def _negations() -> frozenset[str]:
    return frozenset(load("negations")["words"])


@cache
def _small() -> frozenset[str]:
    return frozenset(load("negations")["small"])
