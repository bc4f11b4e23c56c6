"""Keeping the index up to date: in bulk, in the transaction of whoever changed the records."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from osce_docs.models import Change, SearchEntry
from osce_docs.models.record import Record
from osce_docs.search.counting import count_anew, counted, note, recounted
from osce_docs.search.engines import engine
from osce_docs.search.entries import KINDS, Entry, entries

BATCH = 500


@transaction.atomic
def index(model: type[Record], ids: Collection[int]) -> int:
    """Bring the entries of these records up to date; return how many were written or taken away.

    Whoever calls it has changed them, and be it in what is no word: the change is noted. The records are locked before
    they are read, so that of two who change one the last writes what both did.
    """
    written = 0
    came: list[int] = []
    went: list[int] = []
    with connection.cursor() as cursor:
        for chunk in _chunks(ids):
            _lock(model, chunk)
            gone, new = changes(model, chunk)
            engine(connection).forget(cursor, gone)
            SearchEntry.objects.filter(pk__among=gone).delete()
            _write(cursor, new)
            engine(connection).learn(cursor, [entry.id for entry in new])
            written += max(len(gone), len(new))
            came += [entry.id for entry in new]
            went += gone
        # Whoever counts has the one row of changes first, so that none waits for another in a ring.
        Change.objects.note()
        note(cursor, went, came)
    return written


def index_all() -> int:
    """Bring the whole index up to date; return how many entries were written or taken away."""
    written = 0
    for kind, model in enumerate(KINDS):
        ids = set(model._default_manager.values_list("pk", flat=True))
        ids |= set(SearchEntry.objects.filter(kind=kind).values_list("record", flat=True))
        written += index(model, ids)
    with connection.cursor() as cursor:
        engine(connection).rebuild(cursor)
    count_anew()
    return written


@transaction.atomic
def arrange() -> None:
    """Lay the index out so that searches read it quickest, as it may no longer lie after much has come.

    Raises OperationalError where others keep it from that.
    """
    with connection.cursor() as cursor:
        engine(connection).arrange(cursor)


def changes(model: type[Record], ids: Collection[int]) -> tuple[list[int], list[Entry]]:
    """Return the numbers of the entries of these records that hold no longer, and the entries that are wanting."""
    wanted = entries(model, ids)
    rows = SearchEntry.objects.filter(kind=KINDS.index(model), record__among=ids).values_list(*Entry._fields)
    stored = {row[0]: row for row in rows}
    same = {pk for pk, row in stored.items() if wanted.get(pk) == row}
    return sorted(stored.keys() - same), [wanted[pk] for pk in sorted(wanted.keys() - same)]


def broken() -> Iterator[str]:
    """Yield one sentence for each way in which the index is not what the records make of it."""
    for kind, model in enumerate(KINDS):
        name = model._meta.verbose_name_plural
        ids = set(model._default_manager.values_list("pk", flat=True))
        for chunk in _chunks(ids):
            gone, new = changes(model, chunk)
            if gone or new:
                yield f"Search: {max(len(gone), len(new))} {name} are not found by the words they have."
        stale = set(SearchEntry.objects.filter(kind=kind).values_list("record", flat=True)) - ids
        if stale:
            yield f"Search: {len(stale)} entries are of {name} that are not there."
    with connection.cursor() as cursor:
        if not engine(connection).is_whole(cursor):
            yield "Search: the index of words does not fit the entries it was made from."
    if counted() != recounted():
        yield "Search: the counts of years are not those of the entries."


def _lock(model: type[Record], ids: Collection[int]) -> None:
    locked = model._default_manager.select_for_update(no_key=True).filter(pk__among=ids)
    list(locked.order_by("pk").values_list("pk"))


def _write(cursor: Any, new: Sequence[Entry]) -> None:
    if new:
        columns, places = ", ".join(Entry._fields), ", ".join(["%s"] * len(Entry._fields))
        cursor.executemany(f"INSERT INTO {SearchEntry._meta.db_table} ({columns}) VALUES ({places})", new)


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(ids)
    for at in range(0, len(listed), BATCH):
        yield listed[at : at + BATCH]
