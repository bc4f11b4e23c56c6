"""Dates in EDTF (ISO 8601-2): what a text of that notation covers, and how two of them compare.

Understood: `1997`, `1997-07`, `1992-07-08`; decades and centuries `199X`, `19XX`; an unknown year `XXXX-02-27`;
seasons `1999-21` to `-24`, quarters `-33` to `-36`, thirds of a year `-37` to `-39`, halves `-40` and `-41`;
the marks `~` (approximate), `?` (uncertain) and `%` (both); intervals `1994-12/1997`, `1997-01-01/..`, `../1997`;
one of `[2007-03-04,2007-04-03]` and all of `{1999-05-18,1999-05-25}`.

Every function raises ValueError for a text that is not of this notation, except `is_valid`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

UNKNOWN = "XXXX"
LEAP_YEAR = 2000
# How many answers are remembered: matching holds the same few dates against each other over and over.
REMEMBERED = 1 << 13
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# Parts of a year that are not a month: first and last month, and the words. A winter is the one the year begins or
# ends with, unless the text says which; month 14 is the February after.
PARTS = {
    21: (3, 5, "spring"),
    22: (6, 8, "summer"),
    23: (9, 11, "autumn"),
    24: (1, 14, "winter"),
    33: (1, 3, "first quarter of"),
    34: (4, 6, "second quarter of"),
    35: (7, 9, "third quarter of"),
    36: (10, 12, "fourth quarter of"),
    37: (1, 4, "early"),
    38: (5, 8, "mid-"),
    39: (9, 12, "late"),
    40: (1, 6, "first half of"),
    41: (7, 12, "second half of"),
}
# An approximate day stands for its third of the month; these days are how we write the thirds.
THIRDS = {5: "early", 15: "mid-", 25: "late"}


@dataclass(frozen=True, slots=True)
class _Point:
    year: str
    part: int
    day: int
    mark: str


_Member = tuple[_Point | None, _Point | None]
_Reach = tuple[date | None, date | None]


def is_valid(edtf: str) -> bool:
    """Tell whether the text is of the notation above and names days that exist, no interval ending before it begins."""
    try:
        _members(edtf)
    except ValueError:
        return False
    return True


def is_day(edtf: str) -> bool:
    """Tell whether the text is one day, without a mark."""
    return DAY.fullmatch(edtf) is not None and is_valid(edtf)


@lru_cache(REMEMBERED)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the earliest and the latest day; None where the interval is open, or the year is unknown.

    An approximate day covers its third of the month: `1992-02-15~`, which is how mid-February is written, covers
    11 to 20 February; early February is `1992-02-05~` (1 to 10), late February `1992-02-25~` (21 to the end).
    Other approximate dates cover what they would cover without the mark. Winter covers every month that may be meant.
    """
    reaches = [_reach(member) for member in _members(edtf)]
    firsts = [first for first, _ in reaches if first]
    lasts = [last for _, last in reaches if last]
    complete = len(firsts) == len(reaches), len(lasts) == len(reaches)
    return (min(firsts) if complete[0] else None, max(lasts) if complete[1] else None)


def in_year(edtf: str, year: int) -> str:
    """Return the date with `year` in place of the unknown one; where an interval passes New Year it ends a year later.

    The result may be no date: 29 February has no place in every year.
    """
    placed = edtf.replace(UNKNOWN, f"{year:04d}")
    start, slash, end = edtf.partition("/")
    if not slash or is_valid(placed):
        return placed
    return f"{start.replace(UNKNOWN, f'{year:04d}')}/{end.replace(UNKNOWN, f'{year + 1:04d}')}"


def contains(wide: str, narrow: str) -> bool:
    """Tell whether every day that `narrow` covers is one that `wide` covers. Every date contains itself.

    `XXXX-02` contains `XXXX-02-27` and `1992-02-27`; nothing with a year contains a date without one. One member of
    a set is enough to contain a date; of a set, every member has to be contained.
    """
    return _covers(wide, narrow, generous=False)


def overlaps(a: str, b: str) -> bool:
    """Tell whether some day is covered by both; an unknown year may be any year."""
    if UNKNOWN in a and UNKNOWN in b:
        return any(overlaps(in_year(a, LEAP_YEAR), in_year(b, LEAP_YEAR + shift)) for shift in (-1, 0, 1))
    if UNKNOWN in a:
        return any(overlaps(in_year(a, year), b) for year in _years_about(b) if is_valid(in_year(a, year)))
    if UNKNOWN in b:
        return overlaps(b, a)
    return any(_meet(_reach(one), _reach(other)) for one in _members(a) for other in _members(b))


@lru_cache(REMEMBERED)
def agree(a: str, b: str) -> bool:
    """Tell whether the two can both be true of one thing: one contains the other.

    A date marked `~`, `?` or `%` is read generously, by five days more at either end for a day, a month for a month or
    part of a year, a year for a year.
    """
    if is_day(a) and is_day(b):
        return a == b
    (a_first, a_last), (b_first, b_last) = _widest(a), _widest(b)
    if a_last < b_first or b_last < a_first:
        return False
    return _covers(a, b, generous=True) or _covers(b, a, generous=True)


def more_precise(a: str, b: str) -> str:
    """Return whichever covers fewer days; between equals the unmarked, then the first in the order of text."""
    return min(a, b, key=lambda edtf: (_length(edtf), sum(edtf.count(mark) for mark in "~?%"), edtf))


@lru_cache(REMEMBERED)
def display(edtf: str) -> str:
    """Return the date in English words: `8–10 July 1992`, `mid-February 1992`, `second half of 1997`, `since 1997`."""
    stated = edtf.strip("[]{}")
    joint = " or " if edtf.startswith("[") else " and "
    groups = [_words(point) for member in _members(edtf) for point in member if point]
    words = _joined(groups, "–" if "/" in edtf else joint)
    if ".." in edtf:
        words = ("until " if stated.startswith("..") else "since ") + ("the " if " of " in words else "") + words
    return f"{words}, year not stated" if UNKNOWN in edtf else words


@lru_cache(REMEMBERED)
def _members(edtf: str) -> tuple[_Member, ...]:
    """Return the intervals that the text consists of: one, or as many as a set has members."""
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        return tuple((point, point) for point in map(_point, edtf[1:-1].split(",")))
    first, slash, last = edtf.partition("/")
    if not slash:
        return ((_point(first), _point(first)),)
    start, end = _end(first), _end(last)
    if start is end is None:
        raise ValueError(f"an interval without a beginning and without an end: {edtf!r}")
    if start and end and (UNKNOWN in start.year) != (UNKNOWN in end.year):
        raise ValueError(f"an interval of which only one year is known: {edtf!r}")
    if start and end and UNKNOWN not in edtf and _days(start)[0] > _days(end)[1]:
        raise ValueError(f"an interval that ends before it begins: {edtf!r}")
    return ((start, end),)


def _end(text: str) -> _Point | None:
    return None if text == ".." else _point(text)


def _point(text: str) -> _Point:
    match = POINT.fullmatch(text)
    if not match:
        raise ValueError(f"not a date in EDTF: {text!r}")
    point = _Point(match[1], int(match[2] or 0), int(match[3] or 0), match[4])
    if point.year == "0000" or not _exists(point, match[2], match[3]):
        raise ValueError(f"a date that does not exist: {text!r}")
    return point


def _exists(point: _Point, part: str | None, day: str | None) -> bool:
    if part is None:
        return True
    if "X" in point.year and point.year != UNKNOWN:
        return False
    if day is None:
        return 1 <= point.part <= 12 or point.part in PARTS
    return 1 <= point.part <= 12 and 1 <= point.day <= monthrange(_year(point), point.part)[1]


def _year(point: _Point) -> int:
    return LEAP_YEAR if point.year == UNKNOWN else int(point.year)


def _reach(member: _Member) -> _Reach:
    start, end = member
    first = _days(start)[0] if start and start.year != UNKNOWN else None
    last = _days(end)[1] if end and end.year != UNKNOWN else None
    return first, last


def _days(point: _Point) -> tuple[date, date]:
    """Return the first and last day of a point whose year is known."""
    earliest = max(int(point.year.replace("X", "0")), 1)
    latest = int(point.year.replace("X", "9"))
    if point.day and not point.mark.strip("?"):
        return date(earliest, point.part, point.day), date(latest, point.part, point.day)
    if point.day:
        return _third(earliest, point.part, point.day)
    from_month, to_month = PARTS[point.part][:2] if point.part > 12 else (point.part or 1, point.part or 12)
    return date(earliest, from_month, 1), _month_end(latest, to_month)


def _third(year: int, month: int, day: int) -> tuple[date, date]:
    number = min((day - 1) // 10, 2)
    last = _month_end(year, month) if number == 2 else date(year, month, number * 10 + 10)
    return date(year, month, number * 10 + 1), last


def _month_end(year: int, month: int) -> date:
    if month > 12:
        year, month = year + 1, month - 12
    return date(year, month, monthrange(year, month)[1]) if year <= date.max.year else date.max


def _years_about(edtf: str) -> set[int]:
    """Return years in which an unknown year has to be tried to see whether it falls into `edtf`."""
    return {day.year + shift for day in bounds(edtf) if day for shift in (-1, 0, 1)}


def _covers(wide: str, narrow: str, *, generous: bool) -> bool:
    if wide == narrow and is_valid(wide):
        return True
    if UNKNOWN in narrow and UNKNOWN not in wide:
        return False
    dated = in_year(narrow, LEAP_YEAR)
    if UNKNOWN in wide:
        years = [in_year(wide, year) for year in sorted(_years_about(dated))]
        return any(_covers(each, dated, generous=generous) for each in years if is_valid(each))
    reaches = _reaches(wide, generous=generous)
    return all(any(_within(narrowest, reach) for reach in reaches) for narrowest in _reaches(dated, generous=False))


@lru_cache(REMEMBERED)
def _reaches(edtf: str, *, generous: bool) -> tuple[_Reach, ...]:
    return tuple(_widened(member) if generous else _reach(member) for member in _members(edtf))


@lru_cache(REMEMBERED)
def _widest(edtf: str) -> tuple[date, date]:
    """Return days outside of which nothing agrees with a date: of many dates few are compared any further."""
    reaches = _reaches(edtf, generous=True)
    if UNKNOWN in edtf:
        return date.min, date.max
    return min(first or date.min for first, _ in reaches), max(last or date.max for _, last in reaches)


def _widened(member: _Member) -> _Reach:
    first, last = _reach(member)
    start, end = member
    return _moved(first, -_slack(start)), _moved(last, _slack(end))


def _slack(point: _Point | None) -> int:
    if not point or not point.mark:
        return 0
    return 5 if point.day else 31 if point.part else 366


def _moved(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _within(narrow: _Reach, wide: _Reach) -> bool:
    begins = wide[0] is None or (narrow[0] is not None and wide[0] <= narrow[0])
    ends = wide[1] is None or (narrow[1] is not None and narrow[1] <= wide[1])
    return begins and ends


def _meet(one: _Reach, other: _Reach) -> bool:
    first, last = max(one[0] or date.min, other[0] or date.min), min(one[1] or date.max, other[1] or date.max)
    return first <= last


def _length(edtf: str) -> int:
    first, last = bounds(edtf)
    return (last - first + timedelta(1)).days if first and last else date.max.toordinal() + (UNKNOWN in edtf)


def _words(point: _Point) -> list[str]:
    """Return the words of a point from the day to the year, in groups that two points may share from the end."""
    words = [*_wordsin_year(point), *_year_words(point.year)]
    if point.part > 12:
        words = [" ".join(words).replace("- ", "-")]
    if point.mark in ("?", "%"):
        words[-1] += " (uncertain)"
    if point.mark in ("~", "%") and point.day not in THIRDS and point.part not in (37, 38, 39):
        words[0] = f"about {words[0]}"
    return words


def _year_words(year: str) -> list[str]:
    if year == UNKNOWN:
        return []
    return [f"the {year.replace('X', '0')}s" if "X" in year else year]


def _wordsin_year(point: _Point) -> list[str]:
    if point.part > 12:
        name = PARTS[point.part][2]
        return [name if point.year != UNKNOWN or point.part < 33 else f"{name} a year".replace("- a", "-")]
    if not point.part:
        return []
    month = MONTHS[point.part - 1]
    if point.day in THIRDS and point.mark in ("~", "%"):
        return [f"{THIRDS[point.day]} {month}".replace("- ", "-")]
    return [str(point.day), month] if point.day else [month]


def _joined(groups: list[list[str]], joint: str) -> str:
    """Join the words of points that follow one another, saying what all have in common once, at the end."""
    common: list[str] = []
    while len(groups) > 1 and all(len(group) > 1 and group[-1] == groups[0][-1] for group in groups):
        common.insert(0, groups[0][-1])
        groups = [group[:-1] for group in groups]
    texts = list(dict.fromkeys(" ".join(group) for group in groups))
    if joint == "–":
        words = (" – " if any(" " in text for text in texts) else "–").join(texts)
    else:
        words = joint.join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    return " ".join([words, *common])
