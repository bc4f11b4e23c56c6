"""Words without which a pattern cannot match: looked for first, they spare most sentences the pattern itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own reading of a pattern;
from re import _parser  # type: ignore[attr-defined]  # it has no public name, and a test holds what we ask of it
from typing import Any

# So few letters stand in nearly every sentence, and so do these words, and the names of the slots.
SHORTEST = 3
TELLING = re.compile(
    r"\b(?!(?:a|an|the|and|of|to|in|on|by|at|as|is|be|it|he|we|or|no|so|if|for|with|from|that|this|these|those|was|were"
    r"|are|has|have|had|been|its|their|his|they|who|which|state|people|body|person|place|date|territory)\b)\w+"
)
SIGNS = re.compile(r"[⟦:;()–—]|\A[ ,.'\"⟧]*[^\w ,.'\"⟧\uE000-\uF8FF]+\W*\Z")
# Longer lists of alternatives need nothing.
MOST = 1000
# So many spellings of one word are told apart: `organised` and `organized`.
SPELLINGS = 64
# Of so many those are left out that hold another.
FEW = 64
# Private characters that mark in a pattern where another pattern stands.
FIRST_MARK = 0xF0000
NAMED_GROUP = re.compile(r"\(\?P<\w+>")

Words = frozenset[str]
NOTHING = frozenset({""})


@dataclass(frozen=True, slots=True)
class Needed:
    """Sets of words, in small letters, of each of which any match holds one: those that follow one another in a match,
    and those of which that is not known."""

    in_order: tuple[Words, ...] = ()
    anywhere: frozenset[Words] = frozenset()

    @property
    def sets(self) -> frozenset[Words]:
        """All the sets, whatever their order."""
        return self.anywhere.union(self.in_order)


@dataclass(frozen=True, slots=True)
class _Reading(Needed):
    """What a part of a pattern needs; `spelt` is all that it can match, where that is little: then nothing else is told
    of it."""

    spelt: Words = frozenset()

    def needed(self) -> Needed:
        """Return what it needs by itself, what it can match among that."""
        return Needed((*self.in_order, *_word(self.spelt)), self.anywhere)


class Requirements:
    """What regular expressions need that are to ignore case, and in which one pattern may stand for another.

    `stand_in` finds what stands for a pattern, and `meaning` returns that one; it is read once, wherever it stands.
    """

    def __init__(self, stand_in: re.Pattern[str], meaning: Callable[[re.Match[str]], str]) -> None:
        self._stand_in, self._meaning = stand_in, meaning
        self._known: dict[str, _Reading] = {}

    def of(self, pattern: str, *stated: Words) -> Needed:
        """Return what a match of `pattern` needs; `stated` are sets that are known to be needed."""
        needed = self._read(pattern).needed()
        return Needed(needed.in_order, needed.anywhere.union(stated))

    def _read(self, pattern: str) -> _Reading:
        marked: list[_Reading] = []

        def mark(stand_in: re.Match[str]) -> str:
            meaning = self._meaning(stand_in)
            if meaning not in self._known:
                self._known[meaning] = self._read(meaning)
            marked.append(self._known[meaning])
            return chr(FIRST_MARK + len(marked) - 1)

        nameless = NAMED_GROUP.sub("(?:", self._stand_in.sub(mark, pattern))
        return _of_sequence(_parser.parse(nameless), marked)


def rarity(words: Words) -> tuple[int, int, list[str]]:
    """Sets of which few sentences hold a word come last: all their words are long, or they have few."""
    return min(map(_letters_of, words)), -len(words), sorted(words)


@lru_cache(65536)
def _letters_of(word: str) -> int:
    """Return how many letters of a word tell anything; slots and signs are frequent."""
    return SHORTEST if SIGNS.search(word) else sum(map(len, TELLING.findall(word)))


def _is_usable(words: Words) -> bool:
    return 0 < len(words) <= MOST and min(map(_letters_of, words)) >= SHORTEST


def _of_sequence(items: Iterable[Any], marked: Sequence[_Reading]) -> _Reading:
    """Read the parts of a sequence; what follows one another without a gap makes one word."""
    in_order: list[Words] = []
    anywhere: set[Words] = set()
    runs, whole = NOTHING, True
    for each in _parts(items, marked):
        anywhere |= each.anywhere
        if each.spelt and len(runs) * len(each.spelt) <= SPELLINGS:
            runs = frozenset(run + spelling for run in runs for spelling in each.spelt)
            continue
        in_order += [*_word(runs), *(() if each.spelt else each.in_order)]
        runs, whole = each.spelt or NOTHING, False
    return (
        _Reading((), frozenset(anywhere), runs) if whole else _Reading((*in_order, *_word(runs)), frozenset(anywhere))
    )


def _parts(items: Iterable[Any], marked: Sequence[_Reading]) -> Iterator[_Reading]:
    """Read each part, letters that follow one another as one."""
    for are_letters, run in groupby(items, key=lambda item: item[0] is op.LITERAL and item[1] < FIRST_MARK):
        if are_letters:
            yield _spelling("".join(chr(letter) for _, letter in run).lower())
        else:
            yield from (_of_item(code, value, marked) for code, value in run)


def _word(spellings: Words) -> list[Words]:
    """Return the spellings without those that hold another; none where they tell nothing."""
    words = spellings
    if len(spellings) <= FEW:
        words = frozenset(each for each in spellings if not any(other in each for other in spellings if other != each))
    return [words] if _is_usable(words) else []


def _of_item(code: Any, value: Any, marked: Sequence[_Reading]) -> _Reading:
    if code is op.LITERAL:
        return marked[value - FIRST_MARK] if value >= FIRST_MARK else _spelling(chr(value).lower())
    # The parser makes one set of alternatives that are all of one character.
    if code is op.IN and all(each is op.LITERAL for each, _ in value):
        return _of_branches([_of_item(code, letter, marked) for code, letter in value])
    if code is op.SUBPATTERN:
        return _of_sequence(value[3], marked)
    if code is op.ATOMIC_GROUP:
        return _of_sequence(value, marked)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _of_repeat(value[0], value[1], _of_sequence(value[2], marked))
    if code is op.BRANCH:
        return _of_branches([_of_sequence(branch, marked) for branch in value[1]])
    return _of_place(code, value, marked)


def _spelling(word: str) -> _Reading:
    return _Reading(spelt=frozenset({word}))


def _of_repeat(least: int, most: int, repeated: _Reading) -> _Reading:
    if most == 1:
        optional = repeated.spelt | {""} if repeated.spelt else frozenset()
        return repeated if least else _Reading(spelt=optional)
    needed = repeated.needed()
    return _Reading(needed.in_order, needed.anywhere) if least else _Reading()


def _of_place(code: Any, value: Any, marked: Sequence[_Reading]) -> _Reading:
    """What stands ahead may be matched again by what follows; other places need nothing, and part no words."""
    if code is op.ASSERT and value[0] > 0:
        return _Reading((), _of_sequence(value[1], marked).needed().sets, NOTHING)
    return _Reading(spelt=NOTHING) if code in (op.AT, op.ASSERT, op.ASSERT_NOT) else _Reading()


def _of_branches(branches: Sequence[_Reading]) -> _Reading:
    """Return the rarest words of every branch together, and the next rarest, as far as every branch has any."""
    spelt = _union(each.spelt for each in branches) if all(each.spelt for each in branches) else frozenset()
    if spelt and len(spelt) <= MOST:
        return _Reading(spelt=spelt)
    ranked = (sorted(each.needed().sets, key=rarity, reverse=True) for each in branches)
    found = [words for words in map(_union, zip(*ranked, strict=False)) if _is_usable(words)]
    return _Reading(tuple(found[:1]), frozenset(found[1:]))


def _union(sets: Iterable[Words]) -> Words:
    return frozenset().union(*sets)
