"""Words without which a pattern cannot match: looked for first, they spare most sentences the pattern itself."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own reading of a pattern;
from re import _parser  # type: ignore[attr-defined]  # it has no public name, and a test holds what we ask of it
from typing import Any

import ahocorasick

# So short a word stands in nearly every sentence.
SHORTEST = 3
# A list of alternatives longer than this costs more to look for than the pattern.
MOST = 120
# Private characters that mark in a pattern where another pattern stands.
FIRST_MARK = 0xF0000
NAMED_GROUP = re.compile(r"\(\?P<\w+>")

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Needed:
    """Sets of words, in small letters, of each of which any match holds one: in the order of the match, and those first
    that have the fewest words."""

    in_order: tuple[Words, ...]
    fewest_first: tuple[Words, ...]

    def may_match(self, text: str) -> bool:
        """Tell whether `text`, in small letters, holds a word of every set, one behind the other."""
        return _holds_all(text, self.fewest_first) and _holds_in_order(text, self.in_order)


class Requirements:
    """What regular expressions need that are to ignore case, and in which one pattern may stand for another.

    `stand_in` finds what stands for a pattern, and `meaning` returns that one; it is read once, wherever it stands.
    """

    def __init__(self, stand_in: re.Pattern[str], meaning: Callable[[re.Match[str]], str]) -> None:
        self._stand_in, self._meaning = stand_in, meaning
        self._known: dict[str, list[Words]] = {}

    def of(self, pattern: str) -> Needed:
        """Return what a match of `pattern` needs."""
        found = [words for words in self._read(pattern) if _is_usable(words)]
        return Needed(tuple(found), tuple(sorted(set(found), key=lambda words: (len(words), sorted(words)))))

    def _read(self, pattern: str) -> list[Words]:
        marked: list[list[Words]] = []

        def mark(stand_in: re.Match[str]) -> str:
            meaning = self._meaning(stand_in)
            if meaning not in self._known:
                self._known[meaning] = self._read(meaning)
            marked.append(self._known[meaning])
            return chr(FIRST_MARK + len(marked) - 1)

        nameless = NAMED_GROUP.sub("(?:", self._stand_in.sub(mark, pattern))
        return _of_sequence(_parser.parse(nameless), marked)


class Candidates:
    """Of many patterns those that may match a text, found in one pass over it; `needed` is what each requires."""

    def __init__(self, needed: Sequence[Needed]) -> None:
        self._needed = needed
        self._always = [number for number, each in enumerate(needed) if not each.in_order]
        self._holders: dict[str, list[int]] = {}
        for number, each in enumerate(needed):
            for word in _rarest(each.in_order):
                self._holders.setdefault(word, []).append(number)
        self._automaton = ahocorasick.Automaton()
        for word, holders in self._holders.items():
            self._automaton.add_word(word, holders)
        self._automaton.make_automaton()

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match `text`, in small letters: it holds what they need."""
        if not self._holders:
            return self._always
        held = {number for _, holders in self._automaton.iter(text) for number in holders}
        return sorted([*self._always, *(number for number in held if self._needed[number].may_match(text))])


def _rarest(sets: Sequence[Words]) -> Words:
    """Return the set that the fewest sentences hold a word of: the one of the longest words; slots are common."""
    return max(
        sets, key=lambda words: min(len(word) - 10 * word.startswith("⟦") for word in words), default=frozenset()
    )


def _holds_all(text: str, needed: Iterable[Words]) -> bool:
    for words in needed:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def _holds_in_order(text: str, needed: Iterable[Words]) -> bool:
    at = 0
    for words in needed:
        at = min((where + len(word) for word in words if (where := text.find(word, at)) >= 0), default=-1)
        if at < 0:
            return False
    return True


def _is_usable(words: Words) -> bool:
    return 0 < len(words) <= MOST and min(map(len, words)) >= SHORTEST


def _best(candidates: Iterable[Words]) -> Words:
    """Return the set whose shortest word is longest; the empty set where none is usable."""
    usable = [words for words in candidates if _is_usable(words)]
    return max(usable, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _of_sequence(items: Iterable[Any], marked: Sequence[list[Words]]) -> list[Words]:
    """Return what each part of a sequence requires; letters that follow one another make one word."""
    found: list[Words] = []
    run = ""
    for code, value in items:
        if code is op.LITERAL and value < FIRST_MARK:
            run += chr(value).lower()
            continue
        found += [frozenset({run})] if run else []
        run = ""
        found += _of_item(code, value, marked)
    return found + ([frozenset({run})] if run else [])


def _of_item(code: Any, value: Any, marked: Sequence[list[Words]]) -> list[Words]:
    if code is op.LITERAL:
        return list(marked[value - FIRST_MARK])
    if code is op.SUBPATTERN:
        return _of_sequence(value[3], marked)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] >= 1:
        return _of_sequence(value[2], marked)
    if code is op.BRANCH:
        return _of_branches(value[1], marked)
    # The parser makes one set of alternatives that are all of one character.
    if code is op.IN and all(each is op.LITERAL for each, _ in value):
        return _of_branches([[each] for each in value], marked)
    return []


def _of_branches(branches: Iterable[Iterable[Any]], marked: Sequence[list[Words]]) -> list[Words]:
    best = [_best(_of_sequence(branch, marked)) for branch in branches]
    return [frozenset().union(*best)] if all(best) else []
