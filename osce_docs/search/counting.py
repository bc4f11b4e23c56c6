"""How many records of each kind readers may see, by year: kept beside the search entries, one of which each has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Subquery, Sum

from osce_docs.models import SearchEntry, YearCount
from osce_docs.models.fields import NO_DAY
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record
from osce_docs.search.entries import KINDS, record_in, year_in

Place = tuple[int, int]

DATED = YearCount.objects.filter(kind=Given("kind"), year__lt=NO_DAY.year, number__gt=0)
YEARS = Question(DATED.order_by("year").values_list("year", "number"))


def note(cursor: Any, gone: Iterable[int], new: Iterable[int]) -> None:
    """Count the entries of these numbers no longer, or from now on."""
    moved = Counter(map(_place, new))
    moved.subtract(map(_place, gone))
    rows = [(*place, number) for place, number in sorted(moved.items()) if number]
    table = YearCount._meta.db_table
    if rows:
        cursor.executemany(
            f"INSERT INTO {table} (kind, year, number) VALUES (%s, %s, %s) "
            f"ON CONFLICT (kind, year) DO UPDATE SET number = {table}.number + excluded.number",
            rows,
        )


def counted() -> dict[Place, int]:
    """Return the counts by kind and year as they are kept."""
    kept = YearCount.objects.exclude(number=0).values_list("kind", "year", "number")
    return {(kind, year): number for kind, year, number in kept}


def recounted() -> dict[Place, int]:
    """Return the counts as the entries give them."""
    return dict(Counter(_place(entry) for entry in SearchEntry.objects.values_list("pk", flat=True).iterator()))


def count_anew() -> None:
    """Bring all counts up to date."""
    YearCount.objects.all().delete()
    YearCount.objects.bulk_create(
        YearCount(kind=kind, year=year, number=number) for (kind, year), number in sorted(recounted().items())
    )


def by_year(model: type[Record]) -> dict[int, int]:
    """Return how many records of a kind begin in each year, those without a day left out."""
    return dict(YEARS(kind=KINDS.index(model)))


def number_of(model: type[Record]) -> Subquery:
    """Return the expression for how many records of a kind readers may see; NULL where there are none."""
    years = YearCount.objects.filter(kind=KINDS.index(model)).order_by()
    return Subquery(years.values("kind").annotate(number_of=Sum("number")).values("number_of"))


def totals() -> Mapping[type[Record], int]:
    """Return how many records of each kind readers may see."""
    rows = YearCount.objects.values_list("kind").annotate(Sum("number")).order_by()
    return dict.fromkeys(KINDS, 0) | {KINDS[kind]: number for kind, number in rows}


def _place(entry: int) -> Place:
    return record_in(entry)[0], year_in(entry)
