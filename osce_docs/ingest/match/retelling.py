"""When two documents retell one another. Pure."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

# So few shared events are chance; so few of a text's events are no retelling of it.
FEWEST_SHARED = 4
LEAST_PART = 0.4
# An event that more documents tell than this says nothing about any two of them.
MOST_TELLINGS = 50

Told = tuple[str, str, str]


def shared_events(told: Iterable[Told], asked: Container[str] | None = None) -> Counter[tuple[str, str]]:
    """Count by pair of documents the events that both tell with the same date; `told` is (document, event, date).

    Of a pair one is among those `asked` about, None: all.
    """
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document, event, date in told:
        if date:
            documents[event, date].add(document)
    pairs: Counter[tuple[str, str]] = Counter()
    for among in documents.values():
        if len(among) <= MOST_TELLINGS:
            ones = among if asked is None else [each for each in among if each in asked]
            pairs.update({(min(one, other), max(one, other)) for one in ones for other in among if one != other})
    return pairs


def enough(shared: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return the pairs that share so many events that they may retell one another."""
    return {pair: number for pair, number in shared.items() if number >= FEWEST_SHARED}


def retellings(pairs: Mapping[tuple[str, str], int], sizes: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return the pairs that retell one another; `sizes` is how many dated events each document tells."""
    return {
        pair: shared for pair, shared in enough(pairs).items() if shared >= LEAST_PART * min(sizes[key] for key in pair)
    }
