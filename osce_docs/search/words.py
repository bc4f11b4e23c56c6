"""Words as they are indexed and looked for: without accents, capitals and signs. Pure.

Texts and queries are folded by the same function, so that every engine is asked for what it was given.
"""

import re
import unicodedata
from collections.abc import Sequence

# What stands within a word and is no letter: accents, soft hyphens, joiners.
UNSEEN = frozenset({"Mn", "Me"})
JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Letters that no accent was taken from, and what those write who do not have them on their keys.
LETTERS = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ŋ": "n",
}  # fmt: skip
# A longer word is several: no engine has to keep words of any length.
LONGEST = 64
LETTER, DIGIT = r"[^\W\d_]", r"\d"
WORD = re.compile(f"{LETTER}{{1,{LONGEST}}}|{DIGIT}{{1,{LONGEST}}}")


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


def placed(text: str) -> tuple[str, Sequence[int]]:
    """Return a text folded, and where in the text each of its characters stands; behind these the text's end."""
    uneven = "" if text.isascii() else "".join(each for each in sorted(set(text)) if len(FOLDED[ord(each)]) != 1)
    if not uneven:
        return fold(text), range(len(text) + 1)
    places: list[int] = []
    at = 0
    for found in re.finditer(f"[{re.escape(uneven)}]", text):
        places += range(at, found.start())
        places += [found.start()] * len(FOLDED[ord(found[0])])
        at = found.end()
    places += range(at, len(text) + 1)
    return fold(text), places
