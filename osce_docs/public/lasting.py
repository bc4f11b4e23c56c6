"""What lasts to a day or longer; of very many records in parts, of each of which an index has the rows in their order.

From the oldest record on, all would be looked at that ended before. What begins on the day or later is one part; what
began before is looked for by its reach: of what lasts fewer than 64 days nothing lasts to it that began earlier.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q

from osce_docs.models.fields import FAR, OPEN, REACHES

# So many records are looked at in less time than it takes to ask for parts.
FEW = 3_000


def lasting_to(day: date) -> Q:
    """Return the condition that something lasts to this day or longer; an open end lasts."""
    return Q(date_latest__gte=day) | Q(date_latest=None)


def parts_lasting_to(day: date, by_year: Mapping[int, int]) -> list[Q]:
    """Return the same condition of records with a day as parts, which no record has two of, the latest first; it is in
    one part where few records begin in the years before, of which so many are given `by_year`."""
    before = sum(number for year, number in by_year.items() if year < day.year)
    return [Q(date_sort__gte=day), *_by_reach(day)] if before > FEW else [lasting_to(day)]


def _by_reach(day: date) -> Iterator[Q]:
    for place, days in enumerate(REACHES, 1):
        first = date.fromordinal(max(day.toordinal() - days, 0) + 1)
        yield Q(date_reach=place, date_sort__gte=first, date_sort__lt=day, date_latest__gte=day)
    yield Q(date_reach=FAR, date_sort__lt=day, date_latest__gte=day)
    yield Q(date_reach=OPEN, date_sort__lt=day)
