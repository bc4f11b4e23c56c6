"""What has been put forward so far in a text: found again by its name, by its noun, or as what was spoken of last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from osce_docs.ingest.extract.forms import same
from osce_docs.knowledge import load
from osce_docs.readings import Block

IDLE = frozenset({"the", "of", "on", "for", "a", "s", "in", "and"})
# Of so many names with a word in common the first are compared, however many there are.
MOST = 200


@dataclass(slots=True, eq=False)
class Thread:
    """One thing put forward, with the numbers of its mentions, in order. `place` is its (place, size) in a series,
    `heading` the heading that names it; `put`: one of the mentions tells that it was put forward."""

    mentions: list[int] = field(default_factory=list)
    name: str = ""
    proper: bool = False
    head: str = ""
    instrument: bool = False
    heading: Block | None = None
    place: tuple[int, int] | None = None
    put: bool = False


class Spoken:
    """The threads that were spoken of, in the order in which they begin."""

    def __init__(self) -> None:
        self._order: dict[Thread, int] = {}
        self._at: dict[int, list[Thread]] = {}
        self._called: dict[str, Thread] = {}
        self._headed: dict[str, Thread] = {}
        self._by_word: dict[str, list[Thread]] = {}
        # Each proper name under the rarest of its words.
        self._by_rarest: dict[str, list[Thread]] = {}

    @property
    def all(self) -> list[Thread]:
        """All threads."""
        return list(self._order)

    @property
    def only(self) -> Thread | None:
        """The one thing put forward so far; None where there are none or several."""
        return next(iter(self._order)) if len(self._order) == 1 else None

    @property
    def latest(self) -> Thread | None:
        """What was spoken of last; of several the one that was begun first."""
        return self._at[next(reversed(self._at))][0] if self._at else None

    def speak(self, number: int, threads: Iterable[Thread], put: bool) -> None:
        """Note that the mention with this number is of `threads`; `put`: it tells that they were put forward."""
        for thread in dict.fromkeys(threads):
            thread.mentions.append(number)
            thread.put = thread.put or put
            if thread not in self._order:
                self._begin(thread)
            self._at.setdefault(number, []).append(thread)
        meant = self._at.get(number, [])
        meant.sort(key=self._order.__getitem__)
        self._headed |= {last_word(thread.head): thread for thread in reversed(meant)}

    def of(self, number: int) -> list[Thread]:
        """Return what the mention with this number is of."""
        return self._at.get(number, [])

    def called(self, name: str) -> Thread | None:
        """Return the first thread of exactly this name, capitals aside."""
        return self._called.get(name.lower())

    def headed(self, noun: str) -> Thread | None:
        """Return what was spoken of last among the threads with this noun."""
        return self._headed.get(noun)

    def named(self, name: str) -> Thread | None:
        """Return the first thread whose proper name has all words of `name`, or no others."""
        words = own_words(name)
        listed = [self._by_word.get(word, []) for word in words]
        longer = min(listed, key=len, default=[])[:MOST]
        shorter = [thread for word in words for thread in self._by_rarest.get(word, [])[:MOST]]
        alike = (thread for thread in (*longer, *shorter) if are_alike(name, thread.name))
        return min(alike, key=self._order.__getitem__, default=None)

    def _begin(self, thread: Thread) -> None:
        self._order[thread] = len(self._order)
        if thread.name:
            self._called.setdefault(thread.name.lower(), thread)
        words = dict.fromkeys(own_words(thread.name)) if thread.proper else {}
        for word in words:
            self._by_word.setdefault(word, []).append(thread)
        if words:
            rarest = min(words, key=lambda word: len(self._by_word[word]))
            self._by_rarest.setdefault(rarest, []).append(thread)


def are_alike(one: str, other: str) -> bool:
    """Tell whether one of two names has all the words of the other: `Kozak plan`, `plan of Dmitry Kozak`."""
    some, others = set(own_words(one)), set(own_words(other))
    return bool(some and others) and (some <= others or others <= some)


@lru_cache(4096)
def own_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without its noun, in plain letters: `kozak` of `Kozak plan`."""
    words = re.findall(r"[\w-]+", same(name).lower())
    return tuple(word for word in words if word.removesuffix("s") not in _idle() and word not in IDLE)


def last_word(head: str) -> str:
    """Return the last word of a noun: `resolution` of `draft resolution`."""
    return head.rsplit(" ", 1)[-1]


@cache
def _idle() -> frozenset[str]:
    return frozenset(word for kind in load("proposals")["nouns"].values() for noun in kind for word in noun.split())
