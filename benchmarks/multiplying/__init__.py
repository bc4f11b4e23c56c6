"""Multiplies the archive that DATABASE_URL names; benchmarks/multiplied.py tells what that makes of it.

Run in a process of its own (benchmarks/within.py). All is one transaction.
"""

import sys
import time
from collections.abc import Collection, Iterator, Sequence

from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from tqdm import tqdm

from benchmarks.archives import CannotMeasureError
from benchmarks.multiplying.copied import Last, Table, copied, copy_rows, last_ids
from benchmarks.multiplying.hashed import copy_originals, copy_records
from benchmarks.multiplying.refusing import refuse_unfit
from benchmarks.multiplying.unindexed import unindexed
from osce_docs.editorial.kept import keep_all
from osce_docs.ingest.store.settle import compute
from osce_docs.ingest.store.stored import Stored
from osce_docs.models import Document, Event, Organization, Original, Proposal, Telling, YearCount
from osce_docs.search.engines import engine
from osce_docs.search.entries import KINDS

RECORDS = (Event, Proposal)
# What is told of documents, and of bodies, which are settled anew, is always copied.
ALWAYS = (Telling.Kind.DOCUMENT, Telling.Kind.ORGANIZATION)


def multiply(times: int, proved: bool = True) -> None:
    """Make the archive so many times as great. Raises CannotMeasureError, with the reason, where it cannot be.

    If they are not to be `proved`, no tellings and claims of events and proposals are copied.
    """
    refuse_unfit(times, proved)
    with connection.constraint_checks_disabled(), transaction.atomic(durable=True):
        _tell_the_database(_fill(times, Telling.Kind.values if proved else ALWAYS))
        _settle_bodies()
        keep_all(RECORDS)
    if connection.vendor == "postgresql":
        # With the visibility map whole, as it is where rows came over days.
        _tell("VACUUM ANALYZE")


def _fill(times: int, kinds: Collection[str]) -> list[Table]:
    """Copy all rows, with tellings of these kinds, and what the search index is made of; return the tables."""
    last = last_ids(copied())
    with unindexed(last), tqdm(total=len(last) * (times - 1), unit=" copies", leave=False, disable=None) as bar:
        for table in last:
            bar.set_description(str(table._meta.verbose_name_plural))
            for _ in _copies(table, times, last, kinds):
                bar.update()
        bar.set_description("search")
        with connection.cursor() as cursor:
            engine(connection).rebuild(cursor)
    own = YearCount.objects.exclude(kind=KINDS.index(Organization))
    own.update(number=F("number") * times)
    return list(last)


def _copies(table: Table, times: int, last: Last, kinds: Collection[str]) -> Iterator[int]:
    """Copy one table; yield the number of each copy when it is made."""
    if table is Original:
        return copy_originals(times, last[table])
    if table in RECORDS:
        return copy_records(table, times, last[table])
    return copy_rows(table, times, last, kinds)


def _tell_the_database(tables: Sequence[Table]) -> None:
    """Let new rows be numbered on, and, on PostgreSQL, what follows be planned by what the tables hold."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables)
    for statement in [*statements, "ANALYZE"] if connection.vendor == "postgresql" else statements:
        _tell(statement)


def _settle_bodies() -> None:
    """Compute the bodies, of which all copies tell, as an import does, each by itself: some are told of very often."""
    bodies = Organization.objects.order_by("pk").values_list("pk", flat=True)
    for pk in tqdm(list(bodies), desc="bodies", unit=" bodies", leave=False, disable=None):
        compute(Organization, [pk], Stored())


def _tell(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def main(times: str, proved: str) -> None:
    """Multiply, and say how many documents and events there are then. Exits with 2 where that cannot be, saying why."""
    begun = time.perf_counter()
    try:
        multiply(int(times), bool(proved))
    except (CannotMeasureError, DatabaseError) as error:
        sys.stderr.write(f"{str(error).strip()}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    numbers = ", ".join(f"{each.objects.count():,} {each._meta.verbose_name_plural}" for each in (Document, *RECORDS))
    sys.stdout.write(f"{numbers}, in {time.perf_counter() - begun:,.0f} s.\n")
