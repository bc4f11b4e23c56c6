"""Words as they are indexed and looked for: without accents, capitals and signs. Pure.

Texts and queries are folded by the same function, so that every engine is asked for what it was given.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

# What stands within a word and is no letter: accents, soft hyphens, joiners.
UNSEEN = frozenset({"Mn", "Me"})
JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Letters that no accent was taken from, and what those write who do not have them on their keys.
LETTERS = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ŋ": "n",
}  # fmt: skip
# A longer word is several: no engine has to keep words of any length.
LONGEST = 64
WORD = re.compile(rf"[^\W\d_]{{1,{LONGEST}}}|\d{{1,{LONGEST}}}")


def words(text: str) -> list[str]:
    """Return the folded words of a text: runs of letters and runs of digits."""
    return WORD.findall(fold(text))


def fold(text: str) -> str:
    """Return a text without capitals and accents, its digits as ASCII has them."""
    if text.isascii():
        return text.lower()
    return text.translate(FOLDED)


class _Folded(dict[int, str]):
    """What each character is folded to, found when it is first met."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        seen = (each for each in letters if each not in JOINERS and unicodedata.category(each) not in UNSEEN)
        self[code] = "".join(LETTERS.get(each) or str(unicodedata.decimal(each, each)) for each in seen)
        return self[code]


FOLDED = _Folded()


def placed_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each folded word of a text with its place there: start, end, word."""
    for found in _written_word().finditer(text):
        for word in _folded(found[0]):
            yield found.start(), found.end(), word


@lru_cache(maxsize=50_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(words(word))


@cache
def _written_word() -> re.Pattern[str]:
    """Return the pattern of a word as written, its accents and joiners included."""
    return re.compile(rf"(?:[^\W\d_]|{_marks().pattern})+|\d+|[^\W_]")


@cache
def _marks() -> re.Pattern[str]:
    marks = [at for at in range(sys.maxunicode + 1) if unicodedata.category(chr(at)) in UNSEEN]
    return re.compile(f"[{_ranges(marks)}{JOINERS}]")


def _ranges(points: list[int]) -> str:
    """Return code points in ascending order as the inside of a character class."""
    runs: list[list[int]] = []
    for at in points:
        if runs and runs[-1][1] == at - 1:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)
