"""Records that are tied to a body, in the order of a list.

Where few are, they are looked up and put in order; where many are, records are looked at in their order until a page is
full. Either way little is read, however many records or ties there are.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import isqrt
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull

from osce_docs.editorial.bounded import CountEach, Counted, count_each
from osce_docs.models import Document, Event, Mention, Organization, Participation, Position, Proposal, Proposer
from osce_docs.models.question import Given
from osce_docs.models.record import Record
from osce_docs.public.paging import SIZE
from osce_docs.public.parted import first_of_all
from osce_docs.search.counting import number_of

# So many ids are looked up in any case, and at most so many.
FEW, MOST = 3_000, 60_000
# On the page of a body no more of its ties are counted.
COUNTED = 20_000


class LookedUp(Q):
    """A condition by which few rows are found, and are put in order then."""


class LookedUpPartly(LookedUp):
    """The same where only so many were looked up as will do, and there may be more."""


# Where there is no tie the database is not even asked.
NOTHING = LookedUp(pk__in=())

Bodies = QuerySet[Organization] | Organization | OuterRef | Given
Ties = tuple[QuerySet, str]

# By kind of record the columns of ties that name a body: the table, the column of the body, and that of the record.
TIES: Mapping[type[Record], Sequence[tuple[type[Any], str, str]]] = {
    Document: ((Mention, "organization", "document"),),
    Event: ((Event, "body", "pk"), (Participation, "organization", "owner")),
    Proposal: ((Proposer, "organization", "owner"), (Position, "party", "owner")),
}


def few_of(records: int, *, narrowed: bool) -> int:
    """Return how many ties are few in a list of so many records; `narrowed` where more narrows it.

    Looked up, each tie is looked at. Of r records of which t are tied r / t are looked at for each row of a page; where
    more narrows the list, perhaps all of them, for nothing.
    """
    return max(FEW, min(MOST, records // 50 if narrowed else isqrt(SIZE * records)))


def tied(model: type[Record], bodies: Bodies, sample: int = 0, few: int | None = None) -> Q:
    """Return the condition that records of a kind are tied to a body, or to one of several.

    With a number in `sample` that many ties are enough, whichever they are. As many as `few` are looked up, else FEW.
    """
    return led_to(_ties(model, bodies), sample, few, _own(model, bodies))


def led_to(sets: Sequence[Ties], sample: int = 0, few: int | None = None, own: Sequence[Q] = ()) -> Q:
    """Return the condition that records are those that some rows lead to, each set with the column of the record.

    With a number in `sample` that many rows are enough, whichever they are. As many as `few` are looked up, else FEW.
    For sets of the records themselves `own` are the same as conditions.
    """
    most = sample or (FEW if few is None else few)
    number = sum(count_each({str(at): rows for at, (rows, _) in enumerate(sets)}, most + 1).values())
    if number <= most:
        return _looked_up(sets) if number else NOTHING
    return _looked_up_partly(sets, sample) if sample else _walked(sets, *own)


def having(rows: QuerySet, column: str, values: Mapping[str, int], sample: int = 0, *, in_order: bool = False) -> Q:
    """Return the same condition for rows that have one of several values of a column, which an index begins with.

    The values come with how many rows have each, as `holders` counts them. `in_order` where the index goes on with the
    order of the list: then it has the rows of one value in it.
    """
    there = [value for value, number in values.items() if number]
    wanted, few = LookedUp(**{f"{column}__in": there}), sum(values.values()) <= FEW
    if len(there) == 1 and (sample or few or in_order):
        return (LookedUp if few else Q)(**{column: there[0]})
    if sample:
        partly = LookedUpPartly if sum(values.values()) > sample else LookedUp
        return partly(pk__in=rows.filter(wanted).order_by().values("pk")[:sample])
    # Said in this way it is looked up in no index.
    return wanted if few else ~Q(~Q(wanted))


@cache
def holders(model: type[Record], column: str) -> CountEach:
    """Return what counts the records of a kind that have each of several values of a column, each as far as FEW."""
    return CountEach(model._default_manager.filter(**{column: Given("value")}), FEW + 1)


def tie_counts() -> dict[str, Subquery]:
    """Return the columns that a query of bodies needs for `are_many`: how many ties each body has, and how many records
    there are."""
    ties = {
        _column(model, at): Counted(rows, COUNTED + 1)
        for model in TIES
        for at, (rows, _) in enumerate(_ties(model, OuterRef("pk")))
    }
    return ties | {_column(model): number_of(model) for model in TIES}


def are_many(body: Organization, model: type[Record]) -> bool | None:
    """Tell whether a body that came with its `tie_counts` has many ties to records of a kind; None if it has none."""
    number = sum(getattr(body, _column(model, at)) for at in range(len(TIES[model])))
    few = few_of(getattr(body, _column(model)) or 0, narrowed=False)
    return number > min(few, COUNTED) if number else None


def tied_to(body: Given, model: type[Record], many: bool) -> Q:
    """Return the condition that records of a kind are tied to a body, for one that has many ties to them or few."""
    return _walked(_ties(model, body), *_own(model, body)) if many else _looked_up(_ties(model, body))


def _column(model: type[Record], at: int | str = "among") -> str:
    return f"{model._meta.model_name}_ties_{at}"


def _looked_up(sets: Sequence[Ties]) -> Q:
    first, *others = (rows.values(of) for rows, of in sets)
    return LookedUp(pk__in=first.union(*others, all=True) if others else first)


def _looked_up_partly(sets: Sequence[Ties], most: int) -> Q:
    return LookedUpPartly(pk__in=RawSQL(*first_of_all([rows.values(of) for rows, of in sets], most)))


def _walked(sets: Sequence[Ties], *own: Q) -> Q:
    """Return the condition that rows lead to a record, or that its own columns do.

    For EXISTS PostgreSQL may read all the rows beforehand, to look few records up among them.
    """
    leading = (rows.filter(**{of: OuterRef("pk")}).values("pk")[:1] for rows, of in sets if of != "pk")
    return Q(*own, *(IsNull(Subquery(each), False) for each in leading), _connector=Q.OR)


def _ties(model: type[Record], bodies: Bodies) -> list[Ties]:
    return [(_rows(table, body, bodies), of) for table, body, of in TIES[model]]


def _own(model: type[Record], bodies: Bodies) -> list[Q]:
    return [_naming(body, bodies) for _, body, of in TIES[model] if of == "pk"]


def _rows(table: type[Any], body: str, bodies: Bodies) -> QuerySet:
    stands = {"exists": True} if hasattr(table, "exists") else {}
    return table._default_manager.filter(_naming(body, bodies), **stands).order_by()


def _naming(body: str, bodies: Bodies) -> Q:
    one = isinstance(bodies, Organization | OuterRef | Given)
    return Q(**({body: bodies} if one else {f"{body}__in": bodies.values("pk")}))
