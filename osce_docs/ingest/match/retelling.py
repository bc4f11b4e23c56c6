"""When two documents retell one another. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

# So few shared events are chance; so few of a text's events are no retelling of it.
FEWEST_SHARED = 4
LEAST_PART = 0.4
# An event that more documents tell than this says nothing about any two of them.
MOST_TELLINGS = 50

Told = tuple[str, str, str]


def shared_events(told: Iterable[Told]) -> Counter[tuple[str, str]]:
    """Count by pair of documents the events that both tell with the same date; `told` is (document, event, date)."""
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document, event, date in told:
        if date:
            documents[event, date].add(document)
    pairs: Counter[tuple[str, str]] = Counter()
    for among in documents.values():
        ordered = sorted(among) if len(among) <= MOST_TELLINGS else []
        pairs.update((one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :])
    return pairs


def enough(shared: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return the pairs that share so many events that they may retell one another."""
    return {pair: number for pair, number in shared.items() if number >= FEWEST_SHARED}


def retellings(pairs: Mapping[tuple[str, str], int], sizes: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return the pairs that retell one another; `sizes` is how many dated events each document tells."""
    return {
        pair: shared for pair, shared in enough(pairs).items() if shared >= LEAST_PART * min(sizes[key] for key in pair)
    }
