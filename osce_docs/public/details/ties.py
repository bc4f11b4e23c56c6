"""The ties of a record, as many as a page holds; where they go on is in the address, under the name of the tie."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet
from django.http import QueryDict

from osce_docs.models import Ruling
from osce_docs.models.record import Record
from osce_docs.public.paging import Cut, Page, cut

SIZE = 100
SIDES = ("before", "after")


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties that a page shows: `rows` are all of them, standing or not, `name` is what the address calls them.

    `owner` is the one owner of all of them, where there is one; `ruled` are the keys of those that rulings are on.
    """

    name: str
    rows: QuerySet
    owner: Record | None = None
    ruled: Set[str] = frozenset()

    def cut(self, asked: QueryDict) -> Cut:
        """Return the standing ones from where an address says on, in the order of their owners and keys."""
        before, after = (asked.get(f"{side}-{self.name}", "") for side in SIDES)
        return cut(self.rows.filter(exists=True), "owner_id", before=before, after=after, size=SIZE)

    def address(self, asked: QueryDict, side: str, position: str) -> str:
        """Return the address of what lies on one side of a position; an empty text where nothing does."""
        query = asked.copy()
        for each in SIDES:
            query.pop(f"{each}-{self.name}", None)
        query[f"{side}-{self.name}"] = position
        return f"?{query.urlencode()}#{self.name}" if position else ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some ties in their order; `before` and `after` are the addresses of those beside them, where there are.

    `others` are those of which rulings speak and that are not among the rows, whether they stand or not.
    """

    rows: Sequence[Any]
    before: str = ""
    after: str = ""
    others: Sequence[Any] = ()

    @property
    def is_whole(self) -> bool:
        """Whether these are all ties."""
        return not (self.before or self.after)


def ruled_ties(rulings: Iterable[Ruling], name: str) -> set[str]:
    """Return the keys of the ties of this name (`position`) that some of these rulings are on."""
    return {each.field.partition("/")[2] for each in rulings if each.field.startswith(f"{name}/")}


def as_supposed(owner: Record, table: type[Model], rows: Sequence[Any]) -> Sequence[Any]:
    """Return rows of a tie of a record; where its page is tried out, as they would be."""
    return owner.supposed.rows(table, rows) if owner.supposed else rows


def parts(rows: QuerySet, asked: QueryDict, *ties: Ties) -> list[Part]:
    """Return of each of these ties the part that an address asks for, all in one question of their table, `rows`."""
    cuts = [each.cut(asked) for each in ties]
    pages = [each.rows.values("pk") for each in cuts]
    ruled = [each.rows.filter(key__in=each.ruled).values("pk") for each in ties if each.ruled]
    # SQLite takes no LIMIT in a part of a union, but in a question within it.
    ids = [rows.model._default_manager.filter(pk__in=each).values("pk") for each in (*pages, *ruled)]
    marks = {f"shown_{at}": ExpressionWrapper(Q(pk__in=each), BooleanField()) for at, each in enumerate(pages)}
    found = rows.filter(pk__in=ids[0].union(*ids[1:]) if ids[1:] else ids[0]).annotate(**marks)
    every = list(found.order_by("owner_id", "key"))
    return [
        _part(each, asked, own.page(_marked(every, f"shown_{at}", own.back)), every)
        for at, (each, own) in enumerate(zip(ties, cuts, strict=True))
    ]


def _marked(rows: Sequence[Any], mark: str, back: bool) -> list[Any]:
    marked = [row for row in rows if getattr(row, mark)]
    return marked[::-1] if back else marked


def _part(ties: Ties, asked: QueryDict, page: Page, every: Sequence[Any]) -> Part:
    """Return the part of which this is the page, with those among all the rows of which rulings speak."""
    rows, spoken_of = (
        as_supposed(ties.owner, ties.rows.model, each) if ties.owner else each for each in (page.rows, every)
    )
    shown = [row for row in rows if row.exists]
    keys = ties.ruled - {row.key for row in shown}
    before, after = (ties.address(asked, *each) for each in (("before", page.before), ("after", page.after)))
    return Part(shown, before, after, [row for row in spoken_of if row.key in keys])
