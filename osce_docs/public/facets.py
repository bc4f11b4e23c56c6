"""How many rows each value of a column would leave: counted no further than a reader cares to know.

Over a whole list each value is counted by itself, in an index, to COUNTED; in a narrowed one all values are counted
together, in the newest SAMPLE rows. `more` says where counting stopped: there are so many, or more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet

from osce_docs.editorial.bounded import MOST_VALUES, CountEach, distinct
from osce_docs.models.fields import DatedModel
from osce_docs.models.question import Given
from osce_docs.models.record import Record, shown
from osce_docs.public.told import in_words

COUNTED = 1_000
COUNTED_TIES = 100
SAMPLE = 1_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen: its words, how many rows have it, whether more do, and whether it is chosen."""

    value: str
    label: str
    count: int
    more: bool = False
    chosen: bool = False


class Facet:
    """Values to choose from. `known` are all that may occur, where they are known beforehand."""

    def choices(self, rows: QuerySet, chosen: str, others: Iterable[str]) -> list[Choice]:
        """Return the values that `rows` have, most frequent first; `others` are the names they are narrowed by."""
        counts, more = self._in_sample(rows) if others else self._in_all(rows)
        if chosen:
            counts.setdefault(chosen, 0)
        labels = self.labels(rows, counts)
        found = [
            Choice(value, labels[value], count, value in more, value == chosen)
            for value, count in counts.items()
            if value
        ]
        return sorted(found, key=lambda each: (-each.count, each.label))

    def labels(self, rows: QuerySet, values: Iterable[str]) -> dict[str, str]:
        """Return the values' words."""
        raise NotImplementedError

    def _in_all(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        raise NotImplementedError

    def _in_sample(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        raise NotImplementedError


@dataclass(frozen=True)
class Having(Facet):
    """The values of a column that an index begins with."""

    column: str
    known: Iterable[str] = ()

    def labels(self, rows: QuerySet, values: Iterable[str]) -> dict[str, str]:
        """Return the values' words."""
        return {value: in_words(self.column, value) for value in values}

    def _in_all(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        values = list(self.known) or distinct(rows.model, self.column)
        return _bounded(_having(rows.model, self.column, COUNTED + 1)(values), COUNTED)

    def _in_sample(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        return _grouped(Counter(_sample(rows).values_list(self.column, flat=True)))


@dataclass(frozen=True)
class Tied(Facet):
    """The values of a tie: `column` is the path to the value from the table of ties, `name` to its words."""

    ties: type[Any]
    column: str
    name: str = ""

    def labels(self, rows: QuerySet, values: Iterable[str]) -> dict[str, str]:
        """Return the values' words."""
        if not self.name:
            return {value: in_words(self.column, value) for value in values}
        table = self.ties._meta.get_field(self.column.partition("__")[0]).related_model
        column, name = (path.partition("__")[2] for path in (self.column, self.name))
        known = dict(table.objects.filter(**{f"{column}__in": list(values)}).values_list(column, name))
        return {value: known.get(value, value) for value in values}

    def _in_all(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        field = self.ties._meta.get_field(self.column.partition("__")[0])
        values = list(field.related_model.objects.values_list("key", flat=True)) if self.name else dict(field.choices)
        return _bounded(_tied(self.ties, self.column, COUNTED_TIES + 1)(list(values)[:MOST_VALUES]), COUNTED_TIES)

    def _in_sample(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        ties = self.ties.objects.filter(exists=True, owner__in=_sample(rows).values("pk"))
        counted = ties.values_list(self.column).annotate(n=Count("owner", distinct=True)).order_by("-n")
        return _grouped(counted[:MOST_VALUES])


def _sample(rows: QuerySet) -> QuerySet:
    """Return the newest rows, or any where they have no day."""
    newest = ("-date_sort", "-key") if issubclass(rows.model, DatedModel) else ()
    return rows.select_related(None).prefetch_related(None).order_by(*newest)[:SAMPLE]


def _grouped(rows: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[dict[str, int], set[str]]:
    counts = dict(rows)
    return counts, set(counts) if sum(counts.values()) >= SAMPLE else set()


@cache
def _having(model: type[Record], column: str, most: int) -> CountEach:
    return CountEach(model._default_manager.filter(shown(), **{column: Given("value")}), most)


@cache
def _tied(ties: type[Any], column: str, most: int) -> CountEach:
    return CountEach(ties.objects.filter(shown("owner__"), exists=True, **{column: Given("value")}), most)


def _bounded(counts: Mapping[str, int], most: int) -> tuple[dict[str, int], set[str]]:
    """Return counts of which none goes further than `most`, and the values of which there are more."""
    more = {value for value, count in counts.items() if count > most}
    return {value: min(count, most) for value, count in counts.items() if count}, more
