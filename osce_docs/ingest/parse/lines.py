"""The lines of a text, and the signs by which one tells what a line is."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from osce_docs.knowledge import load
from osce_docs.readings import Span

MARK = re.compile(
    r"(?:(?P<bullet>[•·▪◦‣∙●○■□➢]\s*|[-–—*](?:\s+|$))"
    r"|(?P<number>\(\d{1,3}\)|\d{1,3}(?:\.\d{1,3}){0,3}[.)])(?:\s+|$)"
    r"|(?P<letter>\([a-zA-Z]\)|[a-z][.)]|\(?[ivx]{2,5}[.)])(?:\s+|$))"
)
SENTENCE_END = re.compile(r"[.!?:;…。！？][\"”’'»)\]]{0,3}$")
LONGEST_HEADING = 80
AND = re.compile(r" and | & | / ")
BAR = re.compile(r" ?[|›»] ?")
# `Policy brief No. 14`
NUMBERED = re.compile(r",? (?:No\.?|Nr\.?|#) ?\d{1,4}$", re.IGNORECASE)
MOST_HEADING_WORDS = 12
PROSE = 60


@dataclass(frozen=True, slots=True)
class Line(Span):
    """A line without the blanks around it; `gap` tells that a blank line, or nothing, stands before it."""

    words: str
    gap: bool


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of text[start:end] that are not blank. Only a line feed ends a line."""
    found: list[Line] = []
    at, gap = start, True
    for raw in text[start:end].split("\n"):
        words = raw.strip()
        if words:
            begin = at + raw.index(words[0])
            found.append(Line(begin, begin + len(words), words, gap))
        gap = not words
        at += len(raw) + 1
    return found


def mark_of(words: str) -> tuple[str, int]:
    """Return the kind of list mark that a line begins with (bullet, number, letter, or nothing) and its length."""
    match = MARK.match(words)
    return (str(match.lastgroup), match.end()) if match and match.end() < len(words) else ("", 0)


def heading_of(words: str) -> tuple[str, int]:
    """Return the name and level of a heading marked as one (`== References ==`, `# Aims`), else nothing and 0."""
    sign = words[:1]
    level = len(words) - len(words.lstrip(sign)) if sign in {"=", "#"} else 0
    name = words.strip("=").strip() if sign == "=" else words[level:].strip()
    marked = words.endswith("=") if sign == "=" else words[level : level + 1] == " "
    return (name, level) if marked and 0 < level <= 6 and 0 < len(name) <= 200 else ("", 0)


def ends_sentence(words: str) -> bool:
    """Tell whether a line ends as a sentence, or a part of one, ends."""
    return bool(SENTENCE_END.search(words, max(0, len(words) - 5)))


def is_prose(words: str) -> bool:
    """Tell whether a line looks like running text rather than a heading, a label or a name."""
    return len(words) >= PROSE or ends_sentence(words)


def is_short(words: str) -> bool:
    """Tell whether a line could be a heading: short, begun with a capital or a number, and not ended as a sentence."""
    return (
        len(words) <= LONGEST_HEADING
        and len(words.split()) <= MOST_HEADING_WORDS
        and not ends_sentence(words)
        and words[-1] != ","
        and (words[0].isupper() or words[0].isdigit() or words[0] in "\"“‘'«„(")
    )


@cache
def kinds() -> frozenset[str]:
    """Return the lines, in small letters, that say what kind of page follows: `press release`."""
    return frozenset(kind.lower() for kind in load("formats")["kinds"])


@lru_cache(4096)
def is_kind(words: str) -> bool:
    """Tell whether a line says what kind of page follows: `Press release`, `News and press releases`, `News | OSCE`."""
    plain = NUMBERED.sub("", words.strip(" \t:")).lower()
    if len(plain) > LONGEST_HEADING:
        return False
    return all(part in kinds() for part in AND.split(plain)) or any(part in kinds() for part in BAR.split(plain)[:-1])
