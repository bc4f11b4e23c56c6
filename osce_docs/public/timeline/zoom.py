"""How near the timeline is looked at: all of it, a decade, or a year, as the address says. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from osce_docs.public.timeline.line import Window


@dataclass(frozen=True, slots=True)
class Zoom:
    """What the address asks for; both are 0 where it asks for all."""

    decade: int = 0
    year: int = 0

    @property
    def window(self) -> Window | None:
        """The time it shows, or None for all."""
        first, last = (self.year, self.year) if self.year else (self.decade, self.decade + 9)
        return Window(date(first, 1, 1), date(last, 12, 31)) if first else None

    @property
    def near(self) -> int:
        """The decade that a year is in, or the decade itself."""
        return self.decade or self.year // 10 * 10


@dataclass(frozen=True, slots=True)
class Part:
    """A decade or year that the reader may go on to, how many events begin in it, and whether it is shown."""

    first: int
    count: int
    shown: bool


def asked(parameters: Mapping[str, str]) -> Zoom:
    """Return what the parameters `decade` or `year` ask for; what is no year is taken for nothing asked."""
    year = _year(parameters.get("year", ""))
    decade = 0 if year else _year(parameters.get("decade", "")) // 10 * 10
    return Zoom(decade, year)


def is_year(text: str) -> bool:
    """Whether a text is a year, or the first of a decade, that can be looked at."""
    return _year(text) > 0


def _year(text: str) -> int:
    """Return a year that has a decade of its own; 9999 stands for no day."""
    return int(text) if text.isascii() and text.isdigit() and 10 <= int(text[:5]) < 9990 and len(text) <= 4 else 0


def decades(by_year: Mapping[int, int], zoom: Zoom) -> list[Part]:
    """Return the decades in which events begin."""
    return _parts(by_year, lambda year: year // 10 * 10, zoom.near)


def years(by_year: Mapping[int, int], zoom: Zoom) -> list[Part]:
    """Return the years in which events begin, of the decade that is looked at."""
    within = {year: count for year, count in by_year.items() if zoom.near <= year < zoom.near + 10}
    return _parts(within, int, zoom.year) if zoom.near else []


def _parts(by_year: Mapping[int, int], part_of: Callable[[int], int], shown: int) -> list[Part]:
    counts: dict[int, int] = {}
    for year, count in sorted(by_year.items()):
        counts[part_of(year)] = counts.get(part_of(year), 0) + count
    return [Part(first, count, first == shown) for first, count in counts.items()]


def whole(years: Iterable[int]) -> Window | None:
    """Return the window of all these years, in whole decades; None where there is none."""
    known = sorted(years)
    if not known:
        return None
    return Window(date(known[0] // 10 * 10 or 1, 1, 1), date(known[-1] // 10 * 10 + 9, 12, 31))
