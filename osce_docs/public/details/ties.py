"""The ties of a record, as many as a page holds; where they go on is in the address, under the name of the tie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict

from osce_docs.models.record import Record
from osce_docs.public.paging import page

SIZE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the ties that `all` are; `before` and `after` are the addresses of those beside them, where there are.

    `supposed` are those that would be otherwise, by key, where the page is tried out: None where there would be none.
    """

    all: QuerySet
    rows: Sequence[Any]
    before: str = ""
    after: str = ""
    supposed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether these are all ties."""
        return not (self.before or self.after)

    def others(self, keys: set[str]) -> Sequence[Any]:
        """Return the ties of these keys that are not among the rows, those that do not stand included."""
        missing = keys - {row.key for row in self.rows}
        stored = missing - self.supposed.keys()
        supposed = [row for key, row in self.supposed.items() if key in missing and row]
        return supposed + (list(self.all.filter(key__in=stored)) if stored else [])


def as_supposed(owner: Record, table: type[Model], rows: Sequence[Any]) -> Sequence[Any]:
    """Return rows of a tie of a record; where its page is tried out, as they would be."""
    return owner.supposed.rows(table, rows) if owner.supposed else rows


def part(ties: QuerySet, name: str, asked: QueryDict, owner: Record | None = None) -> Part:
    """Return the standing ones of these ties from where an address says on, in the order of their owners and keys.

    `owner` is the one owner of all of them, where there is one.
    """
    before, after = f"before-{name}", f"after-{name}"
    standing = ties.filter(exists=True)
    shown = page(standing, "owner_id", before=asked.get(before, ""), after=asked.get(after, ""), size=SIZE)

    def address(where: str, position: str) -> str:
        query = asked.copy()
        for each in (before, after):
            query.pop(each, None)
        query[where] = position
        return f"?{query.urlencode()}#{name}" if position else ""

    rows: Sequence[Any] = shown.rows
    supposed: Mapping[str, Any] = {}
    if owner and owner.supposed:
        rows = [row for row in as_supposed(owner, ties.model, rows) if row.exists]
        supposed = owner.supposed.ties.get(ties.model, {})
    return Part(ties, rows, address(before, shown.before), address(after, shown.after), supposed)
