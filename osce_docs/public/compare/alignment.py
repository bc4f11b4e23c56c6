"""Which sentences of two texts say the same. Pure.

Two sentences are alike by the words that they share, a rare word counting for more than one that stands everywhere.
Those that follow one another in the same order in both texts are aligned first; then what was told at another place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from osce_docs.public.compare.sentences import Sentence

# The part of their weight that two sentences must share to say the same, and to do so at another place.
ALIKE = 0.3
ALIKE_ELSEWHERE = 0.5

Alikeness = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the one text beside one of the other, or alone; `moved`: it stands at another place there."""

    left: Sentence | None
    right: Sentence | None
    moved: bool = False


def align(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Row]:
    """Return all sentences of two texts in order, those that say the same side by side.

    Takes time and space by the product of their numbers.
    """
    alike = _alikeness(left, right)
    pairs = _in_order(len(left), len(right), alike)
    moved = _elsewhere(alike, pairs)
    return list(_rows(left, right, pairs, moved))


def _alikeness(left: Sequence[Sentence], right: Sequence[Sentence]) -> Alikeness:
    """Return how alike the sentences are that share enough, from 0 to 1, by their numbers."""
    own = [[frozenset(word.plain for word in each.words) for each in side] for side in (left, right)]
    weights = _weights([*own[0], *own[1]])
    heft = [[sum(weights[word] for word in words) for words in side] for side in own]
    containing = defaultdict(list)
    for number, words in enumerate(own[1]):
        for word in words:
            containing[word].append(number)
    found: dict[tuple[int, int], float] = {}
    for number, words in enumerate(own[0]):
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(words):
            for other in containing.get(word, ()):
                shared[other] += weights[word]
        for other, weight in shared.items():
            alike = 2 * weight / (heft[0][number] + heft[1][other])
            if alike >= ALIKE:
                found[number, other] = alike
    return found


def _weights(sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    times = Counter(word for words in sentences for word in words)
    return {word: log(1 + len(sentences) / count) for word, count in times.items()}


def _in_order(left: int, right: int, alike: Alikeness) -> list[tuple[int, int]]:
    """Return the pairs, in order in both texts, that are most alike together."""
    best = [[0.0] * (right + 1) for _ in range(left + 1)]
    for one in range(left - 1, -1, -1):
        row, below = best[one], best[one + 1]
        for other in range(right - 1, -1, -1):
            paired = alike.get((one, other), 0.0)
            row[other] = max(below[other], row[other + 1], below[other + 1] + paired if paired else 0.0)
    pairs: list[tuple[int, int]] = []
    one = other = 0
    while one < left and other < right:
        if best[one][other] == best[one + 1][other]:
            one += 1
        elif best[one][other] == best[one][other + 1]:
            other += 1
        else:
            pairs.append((one, other))
            one, other = one + 1, other + 1
    return pairs


def _elsewhere(alike: Alikeness, pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return of the sentences left over those that say the same at another place, the most alike first."""
    taken = [set(numbers) for numbers in zip(*pairs, strict=True)] or [set(), set()]
    moved: dict[int, int] = {}
    for (one, other), how_much in sorted(alike.items(), key=lambda item: (-item[1], item[0])):
        if how_much >= ALIKE_ELSEWHERE and one not in taken[0] and other not in taken[1]:
            moved[one] = other
            taken[0].add(one)
            taken[1].add(other)
    return moved


def _rows(
    left: Sequence[Sentence], right: Sequence[Sentence], pairs: Iterable[tuple[int, int]], moved: Mapping[int, int]
) -> Iterable[Row]:
    placed = set(moved.values())
    at = [0, 0]
    for one, other in [*pairs, (len(left), len(right))]:
        for number in range(at[0], one):
            yield Row(left[number], right[moved[number]], True) if number in moved else Row(left[number], None)
        yield from (Row(None, right[number]) for number in range(at[1], other) if number not in placed)
        if one < len(left):
            yield Row(left[one], right[other])
        at = [one + 1, other + 1]
