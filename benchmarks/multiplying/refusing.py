"""Why an archive is not multiplied."""

import os
import shutil
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks.archives import CannotMeasureError
from benchmarks.multiplying.names import before_keys
from osce_docs.models import Annotation, Basis, Document, Erasure, Ruling, Unsettled

# What editors did to one record they did not do to its copies.
BY_EDITORS = (Annotation, Basis, Erasure, Ruling)
# What is left of the size of a copy without its evidence.
UNPROVED = 0.65
# The database and its size, and the folder that it is in if that is on this machine and may be known.
ON_POSTGRESQL = """
SELECT pg_database_size(current_database()), (
    SELECT setting FROM pg_settings WHERE name = 'data_directory'
    AND (inet_server_addr() IS NULL OR inet_server_addr() = inet_client_addr())
)
"""


def refuse_unfit(times: int, proved: bool) -> None:
    """Raise CannotMeasureError, with the reason, where the archive cannot be made so many times as great.

    Copies that are `proved` have all their evidence.
    """
    if not Document.objects.exists():
        raise CannotMeasureError("The archive is empty. Import texts first, with: manage.py import_seeds FOLDER")
    if Document.objects.filter(key__startswith=before_keys(1)).exists():
        raise CannotMeasureError("The archive has been multiplied already. Multiply a fresh one.")
    if Unsettled.objects.exists():
        raise CannotMeasureError("An import was interrupted. Run it again to its end first.")
    for table in BY_EDITORS:
        if table._default_manager.exists():
            raise CannotMeasureError(f"Editors have worked in this archive: it has {table._meta.verbose_name_plural}.")
    size, folder = _place()
    if folder:
        _refuse_without_room(size * (times - 1) * (1 if proved else UNPROVED), shutil.disk_usage(folder).free)


def _refuse_without_room(needed: float, free: float) -> None:
    if needed > free:
        raise CannotMeasureError(
            f"There is no room: about {needed / 1e9:,.1f} GB more are needed, {free / 1e9:,.1f} GB are free."
        )


def _place() -> tuple[int, Path | None]:
    """Return the size of the database in bytes, and where it is, if that is known."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        return file.stat().st_size, file.parent
    with connection.cursor() as cursor:
        cursor.execute(ON_POSTGRESQL)
        row: Any = cursor.fetchone()
    return row[0], Path(row[1]) if row[1] and os.access(row[1], os.F_OK) else None
