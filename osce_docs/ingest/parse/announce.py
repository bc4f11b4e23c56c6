"""Sentences that announce a list, and what can be an entry of it."""

import re
from functools import cache
from typing import NamedTuple

from osce_docs.ingest.parse.lines import is_short
from osce_docs.knowledge import load

# A colon at the end, perhaps with a remark in parentheses behind it.
COLON = re.compile(r":\s{0,3}(?:\([^()\n]{0,200}\)\s{0,3}[:.]?)?$")
SENTENCE = re.compile(r"[.!?…][\"”’')\]]{0,3}\s+(?=[\"“(]?[^\W\d_a-z])")
LONGEST_TAIL = 600
MOST_LABEL_WORDS = 8
LONGEST_ENTRY = 160
ENTRY_GOES_ON = re.compile(r"(?:[;,]|[;,] (?:and|or))$")
PIECE = re.compile(r"[,;]\s|\s(?:and|as well as)\s")


class Announcement(NamedTuple):
    """`start` is where the announcing sentence begins; `speech` announces words, `clearly` a list beyond doubt."""

    start: int
    speech: bool
    clearly: bool


def announcement(words: str) -> Announcement | None:
    """Return what the colon that a passage ends in announces; None where it ends in none."""
    colon = COLON.search(words, max(0, len(words) - 220))
    if not colon:
        return None
    start = max(0, colon.start() - LONGEST_TAIL)
    start = max((end.end() for end in SENTENCE.finditer(words, start, colon.start())), default=start)
    sentence = words[start : colon.start()]
    return Announcement(start, _is_speech(sentence), _is_list(sentence))


def _is_speech(sentence: str) -> bool:
    last = sentence.rsplit(None, 1)[-1] if sentence.strip() else ""
    return last in _speech_verbs() or last.lower() in _speech_nouns() or bool(_announced_speech().search(sentence))


def _is_list(sentence: str) -> bool:
    words = [word.strip("\"'“”‘’(),") for word in sentence.lower().split()]
    if not words:
        return False
    cues = load("formats")["lists"]
    named = len(words) <= MOST_LABEL_WORDS and not set(cues["naming"]).isdisjoint(words)
    return words[-1] in cues["ending"] or not set(cues["announcing"]).isdisjoint(words) or named


@cache
def _speech_verbs() -> frozenset[str]:
    return frozenset(load("formats")["lists"]["speech_verbs"])


@cache
def _speech_nouns() -> frozenset[str]:
    return frozenset(load("formats")["lists"]["speech_nouns"])


@cache
def _announced_speech() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(_speech_nouns(), key=len, reverse=True)))
    return re.compile(rf"\b(?:following|this|these)\s+(?:[\w-]{{1,30}}\s+){{0,3}}(?:{nouns})\b", re.IGNORECASE)


def is_entry(words: str, before: str) -> bool:
    """Tell whether an unmarked line can be an entry of an announced list, `before` being the entry above it, if any."""
    if len(words) > LONGEST_ENTRY:
        return False
    return is_short(words) or bool(ENTRY_GOES_ON.search(words)) or bool(ENTRY_GOES_ON.search(before))


def enumerates(words: str) -> bool:
    """Tell whether a line is itself a list of names: `Albania, Finland and the Holy See.`"""
    pieces = [piece for piece in PIECE.split(words.rstrip(".")) if piece]
    return len(pieces) >= 3 and all(len(piece.split()) <= 6 and any(map(str.isupper, piece)) for piece in pieces)
