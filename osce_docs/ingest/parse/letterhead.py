"""The head of a paper: who issued it, its reference, kind, title, place and day, each on a line of its own."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from osce_docs.ingest.parse.dateline import dateline
from osce_docs.ingest.parse.lines import Line, ends_sentence, is_kind, mark_of
from osce_docs.knowledge import load
from osce_docs.readings import Block

MOST_LINES, LONGEST_LINE = 7, 140
DATED = re.compile(
    r",? (?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?[A-Z][a-z]{2,8}\.?,? \d{4}$|, \d{1,2}[./]\d{1,2}[./]\d{4}$"
)
REFERENCE = re.compile(r"[A-Z\d][A-Z\d./()-]{2,30}(?:/[\w./-]{1,20})?$")


def letterhead(body: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of the lines above the text; nothing where they are not surely such a head: two lines or more,
    one of them a title and another one an issuer, a reference, a kind or a day; or a kind and a day.
    """
    head = list(takewhile(_is_head_line, body[: MOST_LINES + 1]))
    if not 1 < len(head) <= MOST_LINES or len(head) == len(body):
        return ()
    roles = [_role(line.words) for line in head]
    titled = "title" in roles and {"field", "label", "kind", "dateline"} & set(roles)
    if not titled and not {"kind", "dateline"} <= set(roles):
        return ()
    first = roles.index("title") if titled else -1
    return tuple(
        Block(line.start, line.end, "paragraph" if role == "title" and number != first else role)
        for number, (line, role) in enumerate(zip(head, roles, strict=True))
    )


def _is_head_line(line: Line) -> bool:
    words = line.words
    return len(words) <= LONGEST_LINE and not mark_of(words)[0] and not ends_sentence(words) and words[-1] != ","


def _role(words: str) -> str:
    if is_kind(words):
        return "kind"
    if DATED.search(words) or dateline(words) == len(words):
        return "dateline"
    if _above("issuers").match(words):
        return "field"
    if _above("remarks").match(words) or REFERENCE.fullmatch(words):
        return "label"
    return "title" if words[0].isupper() or not words[0].isalpha() else "paragraph"


@cache
def _above(name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("formats")["letterhead"][name]))
    return re.compile(rf"(?:The )?(?:{words})\b(?![^:]{{0,100}}(?: and the |:))")
