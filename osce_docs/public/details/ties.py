"""The ties of a record, as many as a page holds; where they go on is in the address, under the name of the tie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from osce_docs.public.paging import page

SIZE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the ties that `all` are; `before` and `after` are the addresses of those beside them, where there are."""

    all: QuerySet
    rows: Sequence[Any]
    before: str = ""
    after: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether these are all ties."""
        return not (self.before or self.after)

    def others(self, keys: set[str]) -> Sequence[Any]:
        """Return the ties of these keys that are not among the rows, those that do not stand included."""
        missing = keys - {row.key for row in self.rows}
        return list(self.all.filter(key__in=missing)) if missing else []


def part(ties: QuerySet, name: str, asked: QueryDict) -> Part:
    """Return the standing ones of these ties from where an address says on, in the order of their owners and keys."""
    before, after = f"before-{name}", f"after-{name}"
    standing = ties.filter(exists=True)
    shown = page(standing, "owner_id", before=asked.get(before, ""), after=asked.get(after, ""), size=SIZE)

    def address(where: str, position: str) -> str:
        query = asked.copy()
        for each in (before, after):
            query.pop(each, None)
        query[where] = position
        return f"?{query.urlencode()}#{name}" if position else ""

    return Part(ties, shown.rows, address(before, shown.before), address(after, shown.after))
