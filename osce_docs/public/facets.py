"""How many rows each value of a column would leave: counted no further than a reader cares to know.

Over a whole list each value is counted by itself, in an index, to COUNTED; in a narrowed one all values are counted
together, in the newest SAMPLE rows. `more` says where counting stopped: there are so many, or more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from osce_docs.editorial.bounded import MOST_VALUES, count_each, distinct
from osce_docs.models.fields import DatedModel
from osce_docs.models.record import shown
from osce_docs.public.told import in_words

COUNTED = 1_000
COUNTED_TIES = 200
SAMPLE = 5_000


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
        return _each({value: rows.filter(**{self.column: value}) for value in values}, COUNTED)

    def _in_sample(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        sample = rows.model.objects.filter(pk__in=_sample(rows))
        return _grouped(sample.values_list(self.column).annotate(n=Count("pk")).order_by())


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
        ties = self.ties.objects.filter(shown("owner__"), exists=True)
        counted = {value: ties.filter(**{self.column: value}) for value in list(values)[:MOST_VALUES]}
        return _each(counted, COUNTED_TIES)

    def _in_sample(self, rows: QuerySet) -> tuple[dict[str, int], set[str]]:
        ties = self.ties.objects.filter(exists=True, owner__in=_sample(rows))
        counted = ties.values_list(self.column).annotate(n=Count("owner", distinct=True)).order_by("-n")
        return _grouped(counted[:MOST_VALUES])


def _sample(rows: QuerySet) -> QuerySet:
    """Return the ids of the newest rows, or of any where they have no day."""
    newest = ("-date_sort", "-key") if issubclass(rows.model, DatedModel) else ()
    return rows.select_related(None).prefetch_related(None).order_by(*newest).values("pk")[:SAMPLE]


def _grouped(rows: Iterable[tuple[str, int]]) -> tuple[dict[str, int], set[str]]:
    counts = dict(rows)
    return counts, set(counts) if sum(counts.values()) >= SAMPLE else set()


def _each(counted: Mapping[str, QuerySet], most: int) -> tuple[dict[str, int], set[str]]:
    """Count several sets of rows in one query, none further than `most`."""
    found = count_each(counted, most + 1)
    more = {value for value, count in found.items() if count > most}
    return {value: min(count, most) for value, count in found.items() if count}, more
