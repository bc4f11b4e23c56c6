"""How much the archive holds, and how much of it people have looked at: counted, never estimated.

What is kept is counted whole; what people did is counted as far as MOST, and told as such.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from osce_docs.models import Ruling
from osce_docs.models.record import Record
from osce_docs.public.lists import LISTS
from osce_docs.search.counting import totals

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number, or that there are more than MOST."""

    number: int

    @property
    def is_more(self) -> bool:
        """Whether counting stopped."""
        return self.number > MOST

    def __str__(self) -> str:
        return f"{min(self.number, MOST):,}"


@dataclass(frozen=True, slots=True)
class Number:
    """How many public records of a kind there are, and how many of them a person has reviewed."""

    title: Any
    address: str
    all: int
    reviewed: Bounded


def numbers() -> Sequence[Number]:
    """Return the numbers of the archive by kind of record."""
    everything = totals()
    return [
        Number(each.title, each.address, everything[each.model], _bounded(_reviewed(each.model)))
        for each in LISTS.values()
    ]


def standing_decisions() -> Bounded:
    """Return how many decisions of editors on values, ties and readings stand."""
    kinds = [Ruling.Kind.FIELD, Ruling.Kind.RELATION, Ruling.Kind.MISREAD]
    return _bounded(Ruling.objects.standing().filter(kind__in=kinds))


def _reviewed(model: type[Record]) -> QuerySet:
    return model.objects.public().filter(status=Record.Status.REVIEWED)


def _bounded(rows: QuerySet) -> Bounded:
    return Bounded(rows.order_by()[: MOST + 1].count())
