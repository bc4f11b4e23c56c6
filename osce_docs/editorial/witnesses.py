"""Which documents are one witness: those with equal bytes, and those that retell one another. Pure."""

from collections.abc import Iterable, Mapping


def witnesses(originals: Mapping[str, object], retellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each document the smallest key among the documents it is one witness with.

    `originals` maps document keys to whatever identifies their bytes; `retellings` are pairs of document keys.
    """
    parent = {key: key for key in originals}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    first_of: dict[object, str] = {}
    pairs = [(first_of.setdefault(original, key), key) for key, original in sorted(originals.items())]
    for one, other in [*pairs, *retellings]:
        if one in parent and other in parent:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    return {key: root(key) for key in parent}
