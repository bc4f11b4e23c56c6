"""Words without which a pattern cannot match: looked for first, they spare most sentences the pattern itself."""

from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own reading of a pattern;
from re import _parser  # type: ignore[attr-defined]  # it has no public name, and a test holds what we ask of it
from typing import Any

import ahocorasick

# So short a word stands in nearly every sentence.
SHORTEST = 3
# A list of alternatives longer than this costs more to look for than the pattern.
MOST = 120

Words = frozenset[str]


def required(pattern: str) -> tuple[Words, ...]:
    """Return sets of words, in small letters, of each of which any match of the regular expression holds one or more.

    The sets with the fewest words come first. The expression is one that is to ignore case.
    """
    found = {words for words in _of_sequence(_parser.parse(pattern)) if _is_usable(words)}
    return tuple(sorted(found, key=lambda words: (len(words), sorted(words))))


def may_match(needed: tuple[Words, ...], text: str) -> bool:
    """Tell whether `text`, in small letters, holds a word of every set: a pattern that needs them may match it."""
    for words in needed:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


class Candidates:
    """Of many patterns those that may match a text, found in one pass over it; `needed` is what each requires."""

    def __init__(self, needed: Sequence[tuple[Words, ...]]) -> None:
        self._needed = needed
        self._always = [number for number, sets in enumerate(needed) if not sets]
        self._holders: dict[str, list[int]] = {}
        for number, sets in enumerate(needed):
            for word in _rarest(sets):
                self._holders.setdefault(word, []).append(number)
        self._automaton = ahocorasick.Automaton()
        for word, holders in self._holders.items():
            self._automaton.add_word(word, holders)
        self._automaton.make_automaton()

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match `text`, in small letters: it holds a word of every set."""
        if not self._holders:
            return self._always
        held = {number for _, holders in self._automaton.iter(text) for number in holders}
        return sorted([*self._always, *(number for number in held if may_match(self._needed[number], text))])


def _rarest(sets: Sequence[Words]) -> Words:
    """Return the set that the fewest sentences hold a word of: the one of the longest words; slots are common."""
    return max(
        sets, key=lambda words: min(len(word) - 10 * word.startswith("⟦") for word in words), default=frozenset()
    )


def _is_usable(words: Words) -> bool:
    return 0 < len(words) <= MOST and min(map(len, words)) >= SHORTEST


def _best(candidates: Iterable[Words]) -> Words:
    """Return the set whose shortest word is longest; the empty set where none is usable."""
    usable = [words for words in candidates if _is_usable(words)]
    return max(usable, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _of_sequence(items: Iterable[Any]) -> list[Words]:
    """Return what each part of a sequence requires; letters that follow one another make one word."""
    found: list[Words] = []
    run = ""
    for code, value in items:
        if code is op.LITERAL:
            run += chr(value).lower()
            continue
        found += [frozenset({run})] if run else []
        run = ""
        found += _of_item(code, value)
    return found + ([frozenset({run})] if run else [])


def _of_item(code: Any, value: Any) -> list[Words]:
    if code is op.SUBPATTERN:
        return _of_sequence(value[3])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] >= 1:
        return _of_sequence(value[2])
    if code is op.BRANCH:
        branches = [_best(_of_sequence(branch)) for branch in value[1]]
        return [frozenset().union(*branches)] if all(branches) else []
    return []
