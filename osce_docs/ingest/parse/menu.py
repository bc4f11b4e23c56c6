"""The navigation of a web site, told by its form: a run of short lines, most of them with a bullet or under one."""

import re
from collections.abc import Sequence
from functools import cache

from osce_docs.ingest.parse.lines import ends_sentence
from osce_docs.knowledge import load

BULLET = re.compile(r"[-–—*•·▪◦‣](?:\s+|$)")
LONGEST_ENTRY = 160
SHORTEST_SENTENCE = 40
MOST_SENTENCES = 0.2
LEAST_LEADING = 8
LEAST_FOOTER = 5
LEAST_KNOWN = 3


def is_menu(raws: Sequence[str]) -> bool:
    """Tell whether lines before a page are navigation, or nothing: hardly any of them is a sentence."""
    long = [raw for raw in raws if len(raw) > SHORTEST_SENTENCE]
    return sum(_is_sentence(raw.strip()) for raw in long) <= MOST_SENTENCES * sum(map(bool, raws))


def _is_sentence(words: str) -> bool:
    return len(words) > LONGEST_ENTRY or (len(words) > SHORTEST_SENTENCE and ends_sentence(words))


def leading_menu(raws: Sequence[str]) -> int | None:
    """Return where a text goes on after a long run of bulleted lines that names parts of the OSCE's site, if any."""
    end = next((index for index in range(len(raws)) if not _in_run(raws, index)), len(raws))
    run = [raw.strip() for raw in raws[:end] if raw.strip()]
    known = sum(_bare(words) in _known() for words in run)
    return end if len(run) >= LEAST_LEADING and known >= LEAST_KNOWN and end < len(raws) else None


def _in_run(raws: Sequence[str], index: int) -> bool:
    words = raws[index].strip()
    if not words or BULLET.match(words):
        return len(words) <= LONGEST_ENTRY
    return index > 0 and bool(BULLET.fullmatch(raws[index - 1].strip())) and not _is_sentence(words)


def footer_at(raws: Sequence[str], start: int) -> int:
    """Return the line at which the navigation below a page begins; the number of lines where there is none.

    It reaches to the end of the text, and shows by bare bullets, or by sections known from the site, that it is no list
    of the page's own.
    """
    first = len(raws)
    while first > start + 1 and _is_foot(raws[first - 1].strip()):
        first -= 1
    first = next((index for index in range(first, len(raws)) if _opens_footer(raws, index)), len(raws))
    foot = [raw.strip() for raw in raws[first:] if raw.strip()]
    bare = sum(bool(BULLET.fullmatch(words)) for words in foot)
    known = sum(_bare(words) in _known() for words in foot)
    is_footer = len(foot) >= LEAST_FOOTER and (known >= LEAST_KNOWN or (bare > 1 and known > 0))
    return first if is_footer else len(raws)


def _is_foot(words: str) -> bool:
    return len(words) <= LONGEST_ENTRY and (not ends_sentence(words) or _is_notice(words))


def _is_notice(words: str) -> bool:
    return any(sign in words.lower() for sign in load("navigation")["notices"])


def _opens_footer(raws: Sequence[str], index: int) -> bool:
    """A footer begins with a bare bullet, a known section or page, or a short line above bullets."""
    words = raws[index].strip()
    return bool(words) and (bool(BULLET.fullmatch(words)) or _bare(words) in _known())


def _bare(words: str) -> str:
    return BULLET.sub("", words, count=1).lower()


@cache
def _known() -> frozenset[str]:
    table = load("navigation")
    sections = [label for group in table["sections"].values() for label in group["labels"]]
    names = [name for group in table["names"].values() for name in group]
    return frozenset(label.lower() for label in sections + names)
