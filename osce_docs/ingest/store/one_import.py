"""One import at a time."""

from django.db import connection

from osce_docs.models import Change

# The number by which importing processes know their common lock.
ONE_IMPORT = 1975_0801


def wait_for_other_imports() -> None:
    """Wait until no other import is within a transaction: two that make the same record would clash.

    An editor whose ruling moves tellings waits too, and before any record is locked: an import locks them after this.
    SQLite has one writer anyhow.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT])
        Change.objects.hold()
