"""Characters that mean the same, read as one: one for one, so that offsets stay."""

import re
from collections.abc import Mapping


class Alike:
    """A text with some characters in place of others; quick where few of them stand in it."""

    def __init__(self, meant: Mapping[str, str]) -> None:
        self._meant = meant
        self._pattern = re.compile(f"[{re.escape(''.join(meant))}]")

    def __call__(self, text: str) -> str:
        """Return `text` with the characters that are meant."""
        return self._pattern.sub(self._one, text)

    def _one(self, found: re.Match[str]) -> str:
        return self._meant[found[0]]
