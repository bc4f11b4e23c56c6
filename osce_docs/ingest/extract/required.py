"""Words without which a pattern cannot match: looked for first, they spare most sentences the pattern itself."""

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own reading of a pattern;
from re import _parser  # type: ignore[attr-defined]  # it has no public name, and a test holds what we ask of it
from typing import Any

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
    """Tell whether `text`, in small letters, holds a word of every set."""
    for words in needed:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


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
