"""What the groups of a date pattern mean in EDTF. A year that is not a number is left open as `XXXX`."""

import re
from calendar import monthrange
from collections.abc import Callable

from osce_docs.edtf import UNKNOWN, is_valid
from osce_docs.ingest.extract.dates.patterns import MONTHS, TO, WORDS

Groups = dict[str, str]
MONTH_NUMBERS = {name.lower(): f"{number:02d}" for name, number in MONTHS.items()}
DIVISIONS: dict[str, int] = {name.lower(): code for name, code in WORDS["divisions"].items()}
SEASONS: dict[str, int] = {name.lower(): code for name, code in WORDS["seasons"].items()}
DAY_OR_RANGE = re.compile(rf"(\d{{1,2}})(?:{TO}(\d{{1,2}}))?")
ORDINAL = re.compile(r"(?<=\d)-?(?:st|nd|rd|th)")
# Which day stands for the beginning, middle and end of a month, and which years for those of a decade.
THIRDS = ("", "05", "15", "25")
DECADE_THIRDS = ("", "{0}0/{0}3~", "{0}4~/{0}6~", "{0}7~/{0}9")
DECADE_HALVES = {40: "{0}0/{0}4", 41: "{0}5/{0}9"}
WINTER = 24


def meaning(rule: str, groups: Groups) -> str:
    """Return the EDTF of the groups of pattern `rule`; what is no date is empty or not valid."""
    return READERS[rule](groups)


def part_of(edtf: str, rule: str, number: int) -> str:
    """Return the first, second or third third of the date; empty where it has no parts, or `number` is 0."""
    if not number or not edtf:
        return ""
    if rule == "month":
        return f"{edtf}-{THIRDS[number]}~"
    if rule in ("year", "relative-year"):
        return f"{edtf}-{36 + number}~"
    if rule == "decade":
        return DECADE_THIRDS[number].format(edtf[:3])
    return f"{edtf}~" if rule == "season" else ""


def relation(rule: str, groups: Groups) -> tuple[str, int, str]:
    """Return the unit, the distance and the anchor of a date that is counted from another; empty for any other date."""
    if rule == "then":
        return "then", 0, "text"
    if rule == "distance":
        return groups["w"], _number(groups["n"]) * int(WORDS["relative"]["direction"][groups["v"]]), "text"
    for group, unit in (("w", "month"), ("y", "year"), ("z", "year")):
        for anchor in ("dateline", "text"):
            shift = WORDS["relative"][unit][anchor].get(_plain(groups.get(group, "")))
            if shift is not None:
                return unit, shift, anchor
    return "", 0, ""


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(WORDS["numbers"][word.lower()])


def _year(words: str) -> str:
    return words if words.isdigit() else UNKNOWN


def _month(name: str) -> str:
    return MONTH_NUMBERS[name.rstrip(".").lower()]


def _numeric(groups: Groups) -> str:
    """Read numbers only: with dots the day comes first; otherwise, where both orders give a day, it is one of two."""
    year, day, month = groups["y"], groups["d"].zfill(2), groups["m"].zfill(2)
    orders = [f"{year}-{month}-{day}", f"{year}-{day}-{month}"]
    possible = [edtf for edtf in orders[: 1 if groups["s"] == "." else 2] if is_valid(edtf)]
    if len(set(possible)) == 2:
        return f"[{','.join(sorted(possible))}]"
    return possible[0] if possible else ""


def _year_month(groups: Groups) -> str:
    """Read `2005-06`: two years that follow one another, which also hold that month; else a month."""
    year, month = int(groups["y"]), int(groups["m"])
    return f"{year}/{year + 1}" if month == (year + 1) % 100 else f"{year}-{month:02d}"


def _days_of_month(groups: Groups) -> str:
    days = _days(groups["d"])
    month = f"{_year(groups.get('y', ''))}-{_month(groups['m'])}"
    dates = [f"{month}-{day:02d}" for day in days]
    if not dates or not all(map(is_valid, dates)):
        return ""
    return collapse(dates, adjacent=days[-1] - days[0] == len(days) - 1)


def collapse(dates: list[str], *, adjacent: bool) -> str:
    """Write dates in order as one: itself, an interval where nothing lies between them, else all of a set."""
    if len(dates) == 1:
        return dates[0]
    return f"{dates[0]}/{dates[-1]}" if adjacent else f"{{{','.join(dates)}}}"


def _days(words: str) -> list[int]:
    days: set[int] = set()
    for match in DAY_OR_RANGE.finditer(ORDINAL.sub("", words)):
        first, last = int(match[1]), int(match[2] or match[1])
        if first > last or last > 31:
            return []
        days.update(range(first, last + 1))
    return sorted(days)


def _month_of_year(groups: Groups) -> str:
    return f"{_year(groups.get('y', ''))}-{_month(groups.get('m') or groups['n'])}"


def _division(groups: Groups) -> str:
    code = DIVISIONS[_plain(groups["w"])]
    if "m" in groups:
        return _half_month(groups, code)
    if groups["z"][:4].isdigit() and not groups["z"].isdigit():
        return DECADE_HALVES.get(code, "").format(groups["z"][:3])
    return f"{_year(groups['z'])}-{code}"


def _half_month(groups: Groups, code: int) -> str:
    month = _month_of_year(groups)
    if code == 40:
        return f"{month}-01/{month}-15"
    year = int(groups["y"]) if groups.get("y", "").isdigit() else 2001
    return f"{month}-16/{month}-{monthrange(year, int(month[-2:]))[1]}" if code == 41 else ""


def _season(groups: Groups) -> str:
    code = SEASONS[_plain(groups["w"])]
    if "x" not in groups:
        return f"{_year(groups['z'])}-{code}"
    years = _years(groups).split("/")
    follow = years[0] and int(years[1]) == int(years[0]) + 1
    return f"{years[0]}-12/{years[1]}-02" if code == WINTER and follow else ""


def _years(groups: Groups) -> str:
    first, last = int(groups["y"]), groups.get("z") or groups["x"]
    if len(last) == 2:
        last = str(first // 100 * 100 + int(last) + (100 if int(last) == (first + 1) % 100 == 0 else 0))
    return f"{first}/{last}" if first < int(last) else ""


READERS: dict[str, Callable[[Groups], str]] = {
    "year-month-day": lambda groups: f"{groups['y']}-{groups['m']}-{groups['d']}",
    "year-month": _year_month,
    "numeric": _numeric,
    "day-month": _days_of_month,
    "month-day": _days_of_month,
    "month": _month_of_year,
    "division": _division,
    "season": _season,
    "decade": lambda groups: f"{groups['y'][:3]}X",
    "years": _years,
    "year": lambda groups: groups["y"],
    **dict.fromkeys(("relative-year", "relative-month", "distance", "then"), lambda _: UNKNOWN),
}
