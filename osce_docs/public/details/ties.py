"""The ties of a record, as many as a page holds; where they go on is in the address, under the name of the tie."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet
from django.http import QueryDict

from osce_docs.models import Ruling
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record
from osce_docs.public.paging import Cut, Page, cut

SIZE = 100
# The record whose ties are asked for.
RECORD = Given("record")


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties of a record that a page shows: `rows` are all of RECORD's, standing or not; addresses call them `name`.

    `field` is what rulings call them (`position`), where the record is the owner of all of them.
    """

    name: str
    rows: QuerySet
    field: str = ""

    def cut(self, asked: QueryDict) -> Cut:
        """Return the standing ones from where an address says on, in the order of their owners and keys."""
        before, after = (asked.get(each, "") for each in self.positions)
        return cut(self.rows.filter(exists=True), "owner_id", before=before, after=after, size=SIZE)

    @property
    def positions(self) -> tuple[str, str]:
        """What an address calls the positions before and after which ties are asked for."""
        return f"before-{self.name}", f"after-{self.name}"

    def address(self, asked: QueryDict, side: int, position: str) -> str:
        """Return the address of what lies on one side of a position; an empty text where nothing does."""
        query = asked.copy()
        for each in self.positions:
            query.pop(each, None)
        query[self.positions[side]] = position
        return f"?{query.urlencode()}#{self.name}" if position else ""

    def ruled(self, rulings: Iterable[Ruling]) -> set[str]:
        """Return the keys of those that some of these rulings are on."""
        told = (each.field.partition("/") for each in rulings)
        return {key for field, _, key in told if self.field and field == self.field}


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


def as_supposed(owner: Record, table: type[Model], rows: Sequence[Any]) -> Sequence[Any]:
    """Return rows of a tie of a record; where its page is tried out, as they would be."""
    return owner.supposed.rows(table, rows) if owner.supposed else rows


class Shown:
    """What pages of a kind show of a table of ties: `rows` as they are shown, and `ties`, those of one record."""

    def __init__(self, rows: QuerySet, *ties: Ties) -> None:
        self.rows, self.ties = rows, ties

    def parts(self, asked: QueryDict, record: Record, rulings: Iterable[Ruling]) -> list[Part]:
        """Return of each of the ties of a record the part that an address asks for, all in one question.

        `rulings` are those on the record: what they speak of comes along.
        """
        further = any(asked.get(position) for each in self.ties for position in each.positions)
        cuts, question = self._asked(asked) if further else self._from_the_first
        ruled = [each.ruled(rulings) for each in self.ties]
        every = question(record=record.pk, **{f"ruled_{at}": keys for at, keys in enumerate(ruled)})
        return [
            _part(each, record, asked, own.page(_marked(every, f"shown_{at}", own.back)), every, ruled[at])
            for at, (each, own) in enumerate(zip(self.ties, cuts, strict=True))
        ]

    @cached_property
    def _from_the_first(self) -> tuple[list[Cut], Question]:
        return self._asked(QueryDict())

    def _asked(self, asked: QueryDict) -> tuple[list[Cut], Question]:
        cuts = [each.cut(asked) for each in self.ties]
        pages = [each.rows.values("pk") for each in cuts]
        ruled = [each.rows.filter(key__among=Given(f"ruled_{at}")).values("pk") for at, each in enumerate(self.ties)]
        # SQLite takes no LIMIT in a part of a union, but in a question within it.
        ids = [self.rows.model._default_manager.filter(pk__in=each).values("pk") for each in (*pages, *ruled)]
        marks = {f"shown_{at}": ExpressionWrapper(Q(pk__in=each), BooleanField()) for at, each in enumerate(pages)}
        found = self.rows.filter(pk__in=ids[0].union(*ids[1:])).annotate(**marks)
        return cuts, Question(found.order_by("owner_id", "key"))


def _marked(rows: Sequence[Any], mark: str, back: bool) -> list[Any]:
    marked = [row for row in rows if getattr(row, mark)]
    return marked[::-1] if back else marked


def _part(
    ties: Ties, record: Record, asked: QueryDict, page: Page, every: Sequence[Any], ruled: AbstractSet[str]
) -> Part:
    """Return the part of which this is the page, with those among all the rows of which rulings speak."""
    rows, spoken_of = (
        as_supposed(record, ties.rows.model, each) if ties.field else each for each in (page.rows, every)
    )
    shown = [row for row in rows if row.exists]
    keys = ruled - {row.key for row in shown}
    before, after = (ties.address(asked, *each) for each in enumerate((page.before, page.after)))
    return Part(shown, before, after, [row for row in spoken_of if row.key in keys])
