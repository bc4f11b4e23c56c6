"""Where dates lie on a line of time, drawn as what they are. Pure.

Places are percent of the line's length, so that a drawing can be stretched to any width and its words stay as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from osce_docs import edtf

# What is shorter on the line is drawn this long, in percent, for it could not be seen.
SHORTEST = 1.8
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# So many years are still marked at such a step.
STEPS = ((12, 1), (24, 2), (60, 5), (120, 10), (240, 20), (600, 50))

Kind = Literal["day", "span", "vague", "since", "until"]
Reach = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time that a line shows, from its first day to its last."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return where a day begins on the line; a day outside of it lies at its end."""
        days = self.last.toordinal() - self.first.toordinal() + 1
        return min(max((day.toordinal() - self.first.toordinal()) / days, 0.0), 1.0) * 100


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a date on the line.

    `day`: this one · `span`: all of it · `vague`: some time in it · `since`, `until`: an end that is open.
    """

    kind: Kind
    start: float
    length: float

    @property
    def x(self) -> str:
        """Where it begins."""
        return f"{self.start:.2f}%"

    @property
    def width(self) -> str:
        """How long it is."""
        return f"{self.length:.2f}%"

    @property
    def middle(self) -> str:
        """Where its middle is."""
        return f"{self.start + self.length / 2:.2f}%"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the line with its words."""

    at: float
    words: str

    @property
    def x(self) -> str:
        """Where it stands."""
        return f"{self.at:.2f}%"


def shapes(date_told: str, window: Window) -> list[Shape]:
    """Return a date in EDTF as it lies within the window, in the order of time; raises ValueError for what is no date.

    A date without a year lies nowhere. Of an interval the ends are as vague as they are told: `1994-12/1997` surely
    lasts from the end of December 1994 to the beginning of 1997, and perhaps longer either way.
    """
    if edtf.UNKNOWN in date_told:
        return []
    found = [each for member in _members(date_told) for each in _drawn(*member)]
    return [shape for kind, reach in found if (shape := _within(kind, reach, window))]


def _members(date_told: str) -> Iterator[tuple[str, bool]]:
    """Yield the dates that a set consists of, and whether each is in doubt."""
    one_of = date_told.startswith("[")
    for each in date_told.strip("[]{}").split(","):
        yield each, one_of or "?" in each or "%" in each


def _drawn(told: str, doubtful: bool) -> Iterator[tuple[Kind, Reach]]:
    start, is_interval, end = told.partition("/")
    if is_interval:
        yield from _interval(start, end)
        return
    first, last = _reach(told)
    yield ("vague" if doubtful or first != last else "day"), (first, last)


def _interval(start: str, end: str) -> Iterator[tuple[Kind, Reach]]:
    """Yield a vague beginning, what lies surely within, and a vague end; an open end goes on."""
    begins = (date.min, date.min) if start == ".." else _reach(start)
    ends = (date.max, date.max) if end == ".." else _reach(end)
    core = begins[1], ends[0]
    if start != ".." and begins[0] < begins[1]:
        yield "vague", (begins[0], min(begins[1], ends[1]))
    if core[0] <= core[1]:
        yield ("until" if start == ".." else "since" if end == ".." else "span"), core
    if end != ".." and ends[0] < ends[1]:
        yield "vague", (max(ends[0], begins[0]), ends[1])


def _reach(told: str) -> Reach:
    first, last = edtf.bounds(told)
    return first or date.min, last or date.max


def _within(kind: Kind, reach: Reach, window: Window) -> Shape | None:
    first, last = reach
    if last < window.first or first > window.last:
        return None
    start = window.place(first)
    end = 100.0 if last >= window.last else window.place(date.fromordinal(last.toordinal() + 1))
    length = max(end - start, SHORTEST)
    return Shape(kind, min(start, 100 - length), length)


def ticks(window: Window) -> list[Tick]:
    """Return the marks of a window: months within a year, else years at a step that leaves room for their words."""
    years = window.last.year - window.first.year + 1
    if years == 1:
        return [Tick(window.place(date(window.first.year, month, 1)), name) for month, name in enumerate(MONTHS, 1)]
    step = next((step for most, step in STEPS if years <= most), 100)
    first = -(-window.first.year // step) * step
    marked = range(first, window.last.year + 1, step)
    return [Tick(window.place(date(year, 1, 1)), str(year)) for year in marked]
