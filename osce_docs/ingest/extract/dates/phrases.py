"""Single date phrases: what the words of one date mean in EDTF, a year that they do not state left open as `XXXX`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from osce_docs.edtf import UNKNOWN, is_valid
from osce_docs.ingest.extract.dates.meanings import meaning, part_of, relation
from osce_docs.ingest.extract.dates.patterns import HEAD, HEAD_REACH, WORDS, find_cores
from osce_docs.readings import Span

BETWEEN = re.compile(r"\bbetween\s{1,3}(?:the\s{1,3})?$", re.IGNORECASE)
WITH_ARTICLE = frozenset({"division", "season", "decade"})
WITHOUT_HEAD = frozenset({"distance", "then"})


@dataclass(frozen=True, slots=True)
class Phrase(Span):
    """A date phrase. `edtf` is empty where the words name no day that exists; `core` is where its numbers begin.
    A `bare` one is a mere number or name, a date only if the words around it say so.

    Where the words count from another date, `unit` and `shift` say how far and `anchor` from which: `dateline`, or
    `text` for the date mentioned last.
    """

    edtf: str
    rule: str
    core: int
    bare: bool = False
    unit: str = ""
    shift: int = 0
    anchor: str = ""


def find_phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    """Yield the date phrases in a stretch of text, in order; numbers and names that may be no dates are among them."""
    free = start
    for rule, groups, core in find_cores(text, start, end):
        yield _phrase(text, free, rule, groups, core)
        free = core.end


def _phrase(text: str, free: int, rule: str, groups: dict[str, str], core: Span) -> Phrase:
    edtf = meaning(rule, groups)
    bare = rule in ("year", "years") or (rule == "month" and "n" in groups)
    phrase = Phrase(core.start, core.end, edtf, rule, core.start, bare, *relation(rule, groups))
    base = max(free, core.start - HEAD_REACH)
    head = None if rule in WITHOUT_HEAD else HEAD.search(text, base, core.start)
    if head:
        phrase = _with_head(phrase, head, ordinal=groups.get("d", "0")[-1].isalpha())
    if phrase.edtf.startswith("{") and BETWEEN.search(text, base, phrase.start):
        days = phrase.edtf.strip("{}").split(",")
        phrase = replace(phrase, edtf=f"{days[0]}/{days[-1]}")
    return phrase if is_valid(phrase.edtf) else replace(phrase, edtf="")


def _with_head(phrase: Phrase, head: re.Match[str], *, ordinal: bool) -> Phrase:
    """Take in the words before the core: the part of it that is meant, `about`, the weekday, an article it needs."""
    number = WORDS["parts"].get(" ".join((head["part"] or "").lower().split()), 0)
    part = part_of(phrase.edtf, phrase.rule, number)
    about = bool(head["about"]) and not part and _is_single(phrase.edtf)
    article = bool(part) or ordinal or phrase.rule in WITH_ARTICLE
    wanted = {"about": about, "the": article and not (head["part"] and not part), "part": bool(part)}
    wanted |= {"weekday": not head["part"] or bool(part), "ordinal": ordinal}
    begins = (head.start(group) for group, taken in wanted.items() if taken and head[group])
    edtf = part or (f"{phrase.edtf}~" if about else phrase.edtf)
    return replace(phrase, start=next(begins, phrase.core), edtf=edtf, bare=phrase.bare and not part)


def _is_single(edtf: str) -> bool:
    return edtf[-1:].isdigit() and "/" not in edtf and edtf != UNKNOWN
