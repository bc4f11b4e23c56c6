"""Date phrases that belong together: the two ends of a period, days and months that share a year, ends left open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from osce_docs.edtf import UNKNOWN, bounds, in_year, is_valid
from osce_docs.ingest.extract.dates.meanings import collapse
from osce_docs.ingest.extract.dates.patterns import AND, DASH, GAP, TO, WORDS, alternatives
from osce_docs.ingest.extract.dates.phrases import BETWEEN, Phrase

PERIOD = re.compile(TO)
BOTH = re.compile(rf"{AND}|/")
LISTED = re.compile(rf",{GAP}|{BOTH.pattern}")
STROKE = re.compile(DASH)
OPEN_END = re.compile(
    rf",?{GAP}{alternatives(WORDS['around']['onwards'])}|{DASH}{alternatives(WORDS['around']['ongoing'])}"
)
JOINED = frozenset({"day-month", "month-day", "month"})
REACH = 40


def join(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases with those joined that are one date: periods, lists under one year, periods that go on."""
    return [_left_open(text, phrase) for phrase in _lists(text, list(_periods(text, phrases)))]


def _periods(text: str, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    waiting: Phrase | None = None
    for phrase in phrases:
        joined = waiting and _period(text, waiting, phrase)
        if waiting and not joined:
            yield waiting
        waiting = joined or phrase
    if waiting:
        yield waiting


def _period(text: str, start: Phrase, end: Phrase) -> Phrase | None:
    if not (_is_simple(start) and _is_simple(end)) or start.unit or end.unit not in ("", "year"):
        return None
    between = text[start.end : min(end.start, start.end + REACH)]
    paired = BOTH.fullmatch(between) and BETWEEN.search(text, max(start.start - REACH, 0), start.start)
    if not PERIOD.fullmatch(between) and not paired:
        return None
    edtf = _interval(start.edtf, end.edtf)
    bare = start.bare and end.bare and not STROKE.fullmatch(between)
    joined = replace(start, end=end.end, edtf=edtf, rule="period", bare=bare, unit=end.unit, shift=end.shift)
    return replace(joined, anchor=end.anchor) if edtf else None


def _is_simple(phrase: Phrase) -> bool:
    return bool(phrase.edtf) and not any(mark in phrase.edtf for mark in "/{[")


def _interval(start: str, end: str) -> str:
    """Return the interval; an end that states no year lies in the year of the other, or passes New Year beside it."""
    if UNKNOWN in start and UNKNOWN in end:
        return f"{start}/{end}" if start != end and UNKNOWN not in (start, end) else ""
    if UNKNOWN in start:
        start = _placed(start, end, (0, -1))
    elif UNKNOWN in end:
        end = _placed(end, start, (0, 1))
    first, last = (bounds(each)[0] if each else None for each in (start, end))
    return f"{start}/{end}" if first and last and first < last and is_valid(f"{start}/{end}") else ""


def _placed(edtf: str, beside: str, shifts: tuple[int, int]) -> str:
    """Return `edtf` in the year of `beside`, or in the next of `shifts` where it would be on the wrong side."""
    if not beside[:4].isdigit():
        return ""
    for shift in shifts:
        placed = in_year(edtf, int(beside[:4]) + shift)
        if is_valid(placed) and (placed <= beside if min(shifts) < 0 else placed >= beside):
            return placed
    return ""


def _lists(text: str, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    number = 0
    while number < len(phrases):
        run = _run(text, phrases, number)
        edtf = _listed(run) if len(run) > 1 else ""
        if edtf:
            yield replace(run[0], end=run[-1].end, edtf=edtf, rule="list", bare=False)
        number += len(run) if edtf else 1
        if not edtf:
            yield run[0]


def _run(text: str, phrases: Sequence[Phrase], number: int) -> list[Phrase]:
    """Return the phrases from `number` on that stand in one list: dates of one kind, the last of which has the year."""
    run = [phrases[number]]
    for following in phrases[number + 1 : number + 12]:
        last = run[-1]
        between = text[last.end : min(following.start, last.end + REACH)]
        if not _in_list(last) or following.rule not in JOINED or not LISTED.fullmatch(between):
            break
        run.append(following)
        if following.edtf[:4] != UNKNOWN:
            return run if BOTH.fullmatch(between) else run[:1]
    return run[:1]


def _in_list(phrase: Phrase) -> bool:
    return phrase.rule in JOINED and phrase.edtf.startswith(UNKNOWN) and not phrase.unit


def _listed(run: Sequence[Phrase]) -> str:
    last = run[-1].edtf
    if not all(map(_is_simple, run)) or len({len(phrase.edtf) for phrase in run}) > 1:
        return ""
    dates = [in_year(phrase.edtf, int(last[:4])) for phrase in run]
    if not all(map(is_valid, dates)) or any(one >= other for one, other in pairwise(dates)):
        return ""
    return collapse(dates, adjacent=all(_follows(one, other) for one, other in pairwise(dates)))


def _follows(one: str, other: str) -> bool:
    last, first = bounds(one)[1], bounds(other)[0]
    return bool(last and first and first - last == timedelta(1))


def _left_open(text: str, phrase: Phrase) -> Phrase:
    match = OPEN_END.match(text, phrase.end) if _is_simple(phrase) and not phrase.unit else None
    return replace(phrase, end=match.end(), edtf=f"{phrase.edtf}/..", bare=False) if match else phrase
