"""All of a list as narrowed, for a table: of what words find not the newest alone, which its pages look at."""

from collections.abc import Collection, Iterator
from itertools import islice

from django.db.models import QuerySet

from osce_docs.public.filters import DatedFilter, Narrowed, RecordFilter
from osce_docs.public.in_time import AT_ONCE, InTime
from osce_docs.public.paging import NEWEST, in_order
from osce_docs.search.entries import ALL, record_in
from osce_docs.search.finding import first
from osce_docs.search.query import Query, parse


def whole(found: RecordFilter) -> Iterator[Narrowed]:
    """Yield all rows of a list, as paging takes them: those that words find block after block, in the list's order.

    A record that changes its place between two blocks may be left out, or come twice.
    """
    if "q" not in found.asked:
        yield found.rows
        return
    rows, parts = found.rows_but("q")
    for block in _in_time(found) if isinstance(found, DatedFilter) and found.by_date else _sorted(found, rows):
        yield rows.filter(pk__among=block), parts


def _in_time(found: DatedFilter) -> Iterator[Collection[int]]:
    """Yield the ids of what the words find, in the order of time."""
    for block in InTime(found.list.model, _query(found)).blocks(falls=found.order == NEWEST):
        yield {record_in(entry)[1] for entry in block}


def _sorted(found: RecordFilter, rows: QuerySet) -> Iterator[Collection[int]]:
    """Yield the ids of all that the words find and the rest keeps, put in order once."""
    ids = {record_in(entry)[1] for entry in first(_query(found), found.list.model, len(ALL))}
    ordered = iter(rows.filter(pk__among=ids).order_by(*in_order(found.order)).values_list("pk", flat=True))
    while block := list(islice(ordered, AT_ONCE)):
        yield block


def _query(found: RecordFilter) -> Query:
    return parse(found.form.cleaned_data["q"])
