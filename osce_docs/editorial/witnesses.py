"""Which documents are one witness: those with equal bytes, and those that retell one another. Pure."""

from collections.abc import Iterable, Mapping

from .joined import joined


def witnesses(originals: Mapping[str, object], retellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each document the smallest key among the documents it is one witness with.

    `originals` maps document keys to whatever identifies their bytes; `retellings` are pairs of document keys.
    """
    first_of: dict[object, str] = {}
    equal = [(first_of.setdefault(original, key), key) for key, original in sorted(originals.items())]
    return joined(originals, [*equal, *retellings])
