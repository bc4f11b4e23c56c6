"""What editors ruled on pairs of tellings, with all that follows from it. Pure."""

from collections.abc import Collection, Iterable

from osce_docs.editorial.joined import joined

Pairs = Collection[frozenset[str]]


class Ruled:
    """Tellings of the same thing, through however many rulings, and things that are not the same.

    Where rulings contradict one another, tellings that others join are the same.
    """

    def __init__(self, same: Pairs, different: Pairs) -> None:
        pairs = [(min(pair), max(pair)) for pair in same]
        self._things = joined((key for pair in pairs for key in pair), pairs)
        apart = (frozenset(self.thing(key) for key in pair) for pair in different)
        self._apart = {things for things in apart if len(things) == 2}

    def thing(self, key: str) -> str:
        """Return what names the thing that a telling is of: the smallest key of the tellings ruled the same."""
        return self._things.get(key, key)

    def is_ruled(self, key: str) -> bool:
        """Whether a telling was ruled the same as another."""
        return key in self._things

    def are_apart(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether one of these tellings is not of the same thing as one of the others."""
        if not self._apart:
            return False
        theirs = {self.thing(key) for key in other}
        return any(frozenset((self.thing(key), thing)) in self._apart for key in one for thing in theirs)
