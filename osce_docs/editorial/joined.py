"""What belongs together because of pairs that do. Pure."""

from collections.abc import Iterable


def joined(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each key the smallest of those it is joined with through pairs; pairs with other keys join nothing."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, other in pairs:
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    return {key: root(key) for key in parent}
