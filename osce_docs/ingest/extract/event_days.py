"""Days that a sentence names only by their relation to another: `on Monday`, `today`, `on the same day`.

A weekday is counted from the day of the release; where that day and the date the release is filed under differ, only
a weekday that one of them falls on is sure.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from osce_docs.ingest.extract.clauses import Core, clause_start
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.readings import Block, FoundDate, Mode, ParsedDocument, Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(rf"\b(?:on|this|last) ({'|'.join(WEEKDAYS)})\b(?!,? ⟦date)", re.IGNORECASE)
TODAY = re.compile(r"\b(?:earlier )?(today|yesterday|this (?:morning|afternoon|evening))\b(?!'s)", re.IGNORECASE)
SAME_DAY = re.compile(r"\bon (?:the same|that) (?:very )?(?:day|date)\b|\bthe same day\b", re.IGNORECASE)
THAT_DAY = re.compile(r"It was on (?:that|the same) (?:very )?day that ")
REACH = 100


@dataclass(frozen=True, slots=True)
class Days:
    """The days a sentence may count from: those of the release, and the date of the event told last before it."""

    release: tuple[date, ...] = ()
    last_told: str = ""


def release_days(document: ParsedDocument, dates: tuple[FoundDate, ...]) -> tuple[date, ...]:
    """Return the day of the dateline and the days of the field Date, where they are stated to the day."""
    stated = [_first_date(block, dates) for block in release_blocks(document)]
    return tuple(dict.fromkeys(day for day in map(_day, stated) if day is not None))


def release_blocks(document: ParsedDocument) -> tuple[Block, ...]:
    """Return the blocks that state the day of a release: its dateline, then its field Date."""
    fields = [block for block in document.blocks if block.role == "field" and block.name == "Date"]
    return (*(block for block in document.blocks if block.role == "dateline"), *fields)


def named_day(sentence: Sentence, core: Core, days: Days, mode: Mode) -> tuple[Span, str] | None:
    """Return the words that name the day of the event told in `core`, and the day as EDTF; None where none is sure."""
    clause = 0 if THAT_DAY.match(sentence.skeleton) else clause_start(sentence.skeleton, core.start)
    start = max(clause, core.start - REACH)
    stop = min(len(sentence.skeleton), core.end + REACH)
    for pattern, meant in ((SAME_DAY, _same), (TODAY, _today), (WEEKDAY, _weekday)):
        found = pattern.search(sentence.skeleton, start, stop)
        if found and "⟦date" not in sentence.skeleton[core.end : max(core.end, found.start())]:
            day = meant(found, days, mode)
            return (sentence.span(*found.span()), day) if day else None
    return None


def _same(_: re.Match[str], days: Days, __: Mode) -> str:
    return days.last_told


def _today(found: re.Match[str], days: Days, _: Mode) -> str:
    if len(days.release) != 1:
        return ""
    back = 1 if found[1].lower() == "yesterday" else 0
    return (days.release[0] - timedelta(days=back)).isoformat()


def _weekday(found: re.Match[str], days: Days, mode: Mode) -> str:
    number = WEEKDAYS.index(found[1].lower())
    exact = [day for day in days.release if day.weekday() == number]
    if exact:
        return exact[0].isoformat()
    if len(days.release) != 1:
        return ""
    if mode == "announced":
        return (days.release[0] + timedelta(days=(number - days.release[0].weekday() - 1) % 7 + 1)).isoformat()
    return (days.release[0] - timedelta(days=(days.release[0].weekday() - number) % 7)).isoformat()


def _first_date(block: Span, dates: tuple[FoundDate, ...]) -> str:
    return next((each.edtf for each in dates if block.start <= each.start < block.end), "")


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None
