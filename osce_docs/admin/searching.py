"""Finding rows in the admin: records by the search index, as readers do, and among what readers may not see by name;
what is said of records by the records it is of."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from osce_docs.models.record import Record
from osce_docs.search.entries import record_in
from osce_docs.search.finding import MOST, first
from osce_docs.search.query import parse

# So many rows are found by each of their columns.
SOME = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """Records that a search found: the entries of the newest that have the words, and the ids of others."""

    entries: Sequence[int]
    others: Set[int]

    @property
    def ids(self) -> set[int]:
        """The ids of all."""
        return {record_in(each)[1] for each in self.entries} | self.others


def found(model: type[Record], text: str, most: int = MOST) -> Found:
    """Return the records that have what a text asks for, the newest `most`; where they are fewer, words may be
    beginnings.

    What readers may not see is not in the index: of that, MOST are looked at by name. A record is also found by its
    key, its address or its path. They are looked for once, by themselves: within another query PostgreSQL might look
    for them anew for every row.
    """
    named = Q(title__icontains=text) if hasattr(model, "title") else Q(name__icontains=text)
    exact = Q(key=text) | Q(slug=text) | (Q(path=text) if hasattr(model, "path") else Q())
    ways = [exact, *(named & Q(pk__in=hidden) for hidden in _hidden(model))]
    one, *others = (model._default_manager.filter(way).order_by().values("pk") for way in ways)
    return Found(_by_words(model, text, most), set(one.union(*others, all=True).values_list("pk", flat=True)))


def _by_words(model: type[Record], text: str, most: int) -> list[int]:
    """Return the entries of the newest records that have these words, or, where they are fewer, words that begin so.

    To find what begins so, all words that do are read, however many records have them.
    """
    words, beginnings = (parse(text, beginnings=each) for each in (False, True))
    entries = first(words, model, most)
    if len(entries) < most and beginnings != words:
        entries = first(beginnings, model, most)
    return entries


def _hidden(model: type[Record]) -> Iterator[QuerySet]:
    """Yield the records that readers may not see, by each reason: an index of those alone has them."""
    for unseen in (Q(standing=False), Q(merged_into__isnull=False), Q(status=Record.Status.WITHHELD)):
        # Versions are in no index, so SQLite does not take one that has all records.
        yield model._default_manager.filter(unseen, version__gte=0).order_by().values("pk")[:MOST]


class SearchedByRecords(admin.ModelAdmin):
    """A table whose rows are found by the records that they are of: `found_by` are the columns that name them."""

    found_by: ClassVar[tuple[str, ...]] = ()

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Return the rows of the records that the search index finds, SOME by each column, and of this key."""
        term = search_term.replace("\0", " ").strip()
        if not term:
            return queryset, False
        near = Q(key=term) if "key" in self.search_fields else Q()
        for column in self.found_by:
            of = self.opts.get_field(column).related_model
            rows = self.model._default_manager.filter(**{f"{column}__among": found(of, term).ids}).order_by()
            near |= Q(pk__in=rows.values("pk")[:SOME])
        return queryset.filter(near), False
