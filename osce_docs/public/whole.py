"""All of a list as narrowed, for a table: of what words find not the newest alone, which its pages look at."""

from collections.abc import Iterator

from osce_docs.public.filters import DatedFilter, Narrowed, RecordFilter
from osce_docs.public.in_time import InTime
from osce_docs.public.paging import NEWEST
from osce_docs.search.entries import ALL, record_in
from osce_docs.search.finding import first
from osce_docs.search.query import parse


def whole(found: RecordFilter) -> Iterator[Narrowed]:
    """Yield all rows of a list, as paging takes them: those that words find block after block, in the list's order."""
    if "q" not in found.asked:
        yield found.rows
        return
    model, query = found.list.model, parse(found.form.cleaned_data["q"])
    rows, parts = found.rows_but("q")
    if isinstance(found, DatedFilter) and found.by_date:
        blocks = InTime(model, query).blocks(falls=found.order == NEWEST)
    else:
        blocks = iter([first(query, model, len(ALL))])
    for block in blocks:
        yield rows.filter(pk__among={record_in(entry)[1] for entry in block}), parts
