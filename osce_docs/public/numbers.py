"""How much the archive holds, and how much of it people have looked at: counted, never estimated."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from osce_docs.models import Ruling
from osce_docs.models.record import Record
from osce_docs.public.lists import LISTS


@dataclass(frozen=True, slots=True)
class Number:
    """How many public records of a kind there are, and how many of them a person has reviewed."""

    title: Any
    address: str
    all: int
    reviewed: int


def numbers() -> Sequence[Number]:
    """Return the numbers of the archive by kind of record, a question each."""
    return [_number(each) for each in LISTS.values()]


def _number(listed: Any) -> Number:
    reviewed = Count("pk", filter=Q(status=Record.Status.REVIEWED))
    counted = listed.model.objects.public().aggregate(all=Count("pk"), reviewed=reviewed)
    return Number(listed.title, listed.address, counted["all"], counted["reviewed"])


def standing_decisions() -> int:
    """Return how many decisions of editors on values, ties and readings stand."""
    kinds = [Ruling.Kind.FIELD, Ruling.Kind.RELATION, Ruling.Kind.MISREAD]
    return Ruling.objects.standing().filter(kind__in=kinds).count()
