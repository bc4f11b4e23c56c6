"""Which date and which place of a sentence belong to which of the events it tells.

An event is told by a stretch of the sentence's skeleton, its core. The date may stand inside the core, behind it in
the same clause, or at the head of the clause. The words that part clauses are in knowledge/events.toml.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.knowledge import load

DATE = re.compile(r"⟦date\d{1,3}⟧")
PLACE = re.compile(r"\b(?:in|at|near) (?:the )?(?:city of |town of |village of )?(⟦(place|territory|state)\d{1,3}⟧)")
# A town that the gazetteer does not know: capitalised words behind "in", which are no month and no heading.
TOWN = re.compile(
    r"\b(?:in|at|near) ((?!The\b)[A-ZÀ-Ž][\w'-]{2,30}(?:[ -][A-ZÀ-Ž][\w'-]{2,30}){0,2})"
    r"(?=[,.;)]| on\b| in\b| by\b| ⟦date|$)"
)
# What stands in brackets is no part of the clause, unless it is only a date.
ASIDE = re.compile(r"\((?!⟦date\d{1,3}⟧\))[^()]{0,120}\)")
# Somebody who acts at an occasion: a date behind is his, not its.
OTHERS = re.compile(r"^,? (?:the )?⟦(?:state|people|person)\d")
AT_VENUE = re.compile(r" (?:[\w-]{1,12} ){0,2}(?:at|by|during) (?:the )?(?:⟦body\d{1,3}⟧ )?")
# `the Treaty of DATE`: the date is the noun's.
OF_NOUN = re.compile(r"[^ ](?<!\bas) of $")
BLANKS = re.compile(r" {2,}")
ENTRY = re.compile(r"[\s(]{0,9}⟦date\d{1,3}⟧\)?(?: ?[–—:]| -)")
REACH = 120
# An occasion has the date at the head of its clause only where it is what the clause is about.
NEAR_HEAD = 40
# A country is the place of an event only where it is named at once: not `adopted a text on the situation in Georgia`.
NEAR = 10


@dataclass(frozen=True, slots=True)
class Core:
    """Where a rule matched: a stretch of the skeleton. `venue`: it is an occasion at which other things happen."""

    start: int
    end: int
    venue: bool = False


def date_of(skeleton: str, core: Core, cores: Sequence[Core], side: str = "") -> tuple[int, int] | None:
    """Return where the date slot stands that belongs to `core`, or None; with `side` "before", none behind it counts.

    `cores` are the other cores of the sentence.
    """
    if core.venue and _background().search(skeleton, max(0, core.start - 60), core.start):
        return None
    found = (_behind(skeleton, core, cores) if side != "before" else None) or _before(skeleton, core, cores)
    found = found or (DATE.search(skeleton) if is_chronicle(skeleton) else None)
    return found.span() if found else None


def is_chronicle(skeleton: str) -> bool:
    """Tell whether the sentence is an entry of a chronicle: `3 May 1990 – Ruritania joins the Council`."""
    return ENTRY.match(skeleton) is not None


def place_of(skeleton: str, core: Core, cores: Sequence[Core]) -> tuple[int, int] | None:
    """Return where the name of the event's place stands, or None: behind the core, or at the head of the clause."""
    stop = _clause_end(skeleton, core, cores)
    found = _first_place(skeleton, core.end, stop)
    if found is None:
        start = clause_start(skeleton, core.start)
        if _HEAD.match(skeleton, start, core.start):
            found = _first_place(skeleton, start, core.start)
    return found


def clause_start(skeleton: str, at: int) -> int:
    """Return where the clause that holds `at` begins."""
    start = 0
    for match in _parting().finditer(skeleton, 0, at):
        start = match.end()
    return start


_HEAD = re.compile(
    r"\s{0,9}(?:(?:and|but|then|later|already|also|earlier|thus|however),? )?(?:on|in|at|during|since|from|by)\b", re.I
)


def _behind(skeleton: str, core: Core, cores: Sequence[Core]) -> re.Match[str] | None:
    stop = _clause_end(skeleton, core, cores)
    plain = ASIDE.sub(lambda aside: " " * len(aside[0]), skeleton)
    for date in DATE.finditer(plain, core.end, stop):
        between = BLANKS.sub(" ", plain[core.end : date.start()])
        if core.venue and OTHERS.search(between):
            return None
        if _links().search(between) and not OF_NOUN.search(between):
            return date
    return _of_venue(plain, core, cores)


def _of_venue(skeleton: str, core: Core, cores: Sequence[Core]) -> re.Match[str] | None:
    """`created by the Helsinki Summit of DATE`: what an occasion brings about has its date."""
    for venue in (other for other in cores if other.venue and 0 < other.start - core.end <= 30):
        if AT_VENUE.fullmatch(skeleton, core.end, venue.start):
            return DATE.search(skeleton, venue.start, venue.end) or _behind(skeleton, venue, [])
    return None


def _before(skeleton: str, core: Core, cores: Sequence[Core]) -> re.Match[str] | None:
    """`On DATE, X joined Y`, and `since DATE, when X joined Y`."""
    told = re.compile(r"⟦date\d{1,3}⟧,? when $").search(skeleton, max(0, core.start - 24), core.start)
    if told:
        return DATE.search(skeleton, told.start())
    start = clause_start(skeleton, core.start)
    head = _dated_head().match(skeleton, start, core.start)
    if head is None or core.start - head.end() > (NEAR_HEAD if core.venue else REACH):
        return None
    if any(head.end() <= other.start and other.end <= core.start for other in cores):
        return None
    return DATE.search(skeleton, head.start())


def _clause_end(skeleton: str, core: Core, cores: Sequence[Core]) -> int:
    parting = _parting().search(skeleton, core.end)
    stops = [other.start for other in cores if other.start >= core.end and not other.venue]
    return min([core.end + REACH, len(skeleton), *stops, *([parting.start()] if parting else [])])


def _first_place(skeleton: str, start: int, stop: int) -> tuple[int, int] | None:
    places = list(PLACE.finditer(skeleton, start, stop))
    town = TOWN.search(skeleton, start, stop)
    chosen = next((place for place in places if place[2] == "place"), None)
    if chosen is None and town:
        return town.span(1)
    chosen = chosen or next((place for place in places if place.start() - start <= NEAR), None)
    return chosen.span(1) if chosen else None


@cache
def _parting() -> re.Pattern[str]:
    return re.compile(load("events")["clauses"]["parting"], re.IGNORECASE)


@cache
def _links() -> re.Pattern[str]:
    return re.compile(load("events")["clauses"]["before_date"], re.IGNORECASE)


@cache
def _background() -> re.Pattern[str]:
    return re.compile(load("events")["clauses"]["background"], re.IGNORECASE)


@cache
def _dated_head() -> re.Pattern[str]:
    return re.compile(load("events")["clauses"]["dated_head"], re.IGNORECASE)
