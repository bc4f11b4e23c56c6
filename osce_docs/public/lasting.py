"""What lasts to a day or longer, in parts: of each an index has the rows in the order of time.

From the oldest record on, all would be looked at that ended before. What begins on the day or later is one part; what
began before is looked for by its reach: of what lasts fewer than 64 days nothing lasts to it that began earlier.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from osce_docs.models.fields import FAR, OPEN, REACHES


def lasting_to(day: date) -> Q:
    """Return the condition that something lasts to this day or longer; an open end lasts."""
    return Q(date_latest__gte=day) | Q(date_latest=None)


def parts_lasting_to(day: date) -> list[Q]:
    """Return the same condition of records with a day as parts, which no record has two of, the latest first."""
    return [Q(date_sort__gte=day), *_begun_before(day)]


def _begun_before(day: date) -> Iterator[Q]:
    for place, days in enumerate(REACHES, 1):
        first = date.fromordinal(max(day.toordinal() - days, 0) + 1)
        yield Q(date_reach=place, date_sort__gte=first, date_sort__lt=day, date_latest__gte=day)
    yield Q(date_reach=FAR, date_sort__lt=day, date_latest__gte=day)
    yield Q(date_reach=OPEN, date_sort__lt=day)
