"""Whether a bare number is a year, and a bare name a month: by the words around it (knowledge/calendar.toml)."""

import re

from osce_docs.edtf import UNKNOWN
from osce_docs.ingest.extract.dates.patterns import AND, COUNTED, GAP, HYPHENS, WORDS, alternatives
from osce_docs.ingest.extract.dates.phrases import Phrase
from osce_docs.readings import Span

REACH = 30


def _ending(words: list[str], *, case: str = "(?i)") -> re.Pattern[str]:
    return re.compile(rf"{case}(?<!\w){alternatives(words)}{GAP}$")


YEAR = WORDS["year"]
AFTER = _ending(YEAR["after"])
PERHAPS_AFTER = _ending(YEAR["perhaps_after"])
NAMED_AFTER = _ending(YEAR["named_after"], case="")
NEVER_AFTER = re.compile(rf"(?i)(?:(?<!\w){alternatives(YEAR['never_after'])}{GAP}?|[#§]|\d{GAP}?|\d[{HYPHENS}])$")
ATTRIBUTE_AFTER = re.compile(rf"(?i)(?:(?<!\w)|(?<=\w)(?=['’]|s['’])){alternatives(YEAR['attribute_after'])}{GAP}$")
MONTH_AFTER = _ending(WORDS["month"]["after"])
HEADS_LINE = re.compile(rf"\s{{0,2}}(?::|{GAP}?[–—-]{GAP})")
LINE_START = re.compile(rf"[{HYPHENS}\s•*]{{0,4}}")
LISTED = re.compile(rf",{GAP}|{AND}|{GAP}or{GAP}|/")
A_WORD = re.compile(r"\s{1,3}[^\W\d]")
# Things counted in round numbers may stand a few words off: `up to 2000 heavily armed men`.
COUNTED_SOON = re.compile(rf"(?:{GAP}(?!the\b)[a-z-]{{2,20}}){{0,2}}{COUNTED}")
COUNTED_NEXT = re.compile(COUNTED)


def is_date(text: str, block: Span, phrase: Phrase, previous: Phrase | None) -> bool:
    """Tell whether a phrase is meant as a date; `previous` is the accepted one before it in the same block."""
    if not phrase.bare and not (phrase.rule == "day-month" and UNKNOWN in phrase.edtf):
        return True
    before = text[max(block.start, phrase.core - REACH) : phrase.core]
    if phrase.rule == "month":
        return bool(MONTH_AFTER.search(before))
    if NEVER_AFTER.search(before):
        return False
    if phrase.rule in ("years", "day-month"):
        return True
    after = text[phrase.end : min(block.end, phrase.end + REACH * 2)]
    if AFTER.search(before):
        return True
    counted = COUNTED_SOON if phrase.edtf.endswith("00") else COUNTED_NEXT
    if counted.match(after):
        return False
    return _is_year(before, after) or _continues(text, phrase, previous) or _heads_line(text, block, phrase, after)


def is_attribute(text: str, block: Span, phrase: Phrase) -> bool:
    """Tell whether the date only describes a thing (`the 1994 ceasefire`, `a decision of May 1994`, `(1994)`)."""
    before = text[max(block.start, phrase.start - REACH) : phrase.start]
    return bool(
        ATTRIBUTE_AFTER.search(before) or NAMED_AFTER.search(before) or re.search(r"(?:[(\[]|\bof\s|,\s)$", before)
    )


def _is_year(before: str, after: str) -> bool:
    if PERHAPS_AFTER.search(before) or NAMED_AFTER.search(before) or _in_brackets(before, after):
        return True
    return bool(ATTRIBUTE_AFTER.search(before) and A_WORD.match(after))


def _in_brackets(before: str, after: str) -> bool:
    """Tell whether a number stands in brackets as a year does: `(1994)`, `(1994, …`, `(Lisbon, 1996)`."""
    if before.endswith(("(", "[")):
        return after[:1] in tuple(")],;–-")
    return after[:1] in (")", "]") and bool(re.search(r"[^\W\d],? $", before))


def _continues(text: str, phrase: Phrase, previous: Phrase | None) -> bool:
    if previous is None or previous.rule not in ("year", "years") or phrase.core - previous.end > REACH:
        return False
    return bool(LISTED.fullmatch(text, previous.end, phrase.core))


def _heads_line(text: str, block: Span, phrase: Phrase, after: str) -> bool:
    """Tell whether a number opens a line of a chronology: `1992: …`, `1992 – …`."""
    return bool(LINE_START.fullmatch(text, block.start, phrase.core) and HEADS_LINE.match(after))
