"""The peer's import: rows by django-import-export, as it comes or in bulk. No word of a text is read."""

import time
from pathlib import Path

from django.core.management import call_command
from import_export.resources import ModelResource
from tablib import Dataset

from benchmarks.peers.filling import COLUMNS, rows_in
from benchmarks.peers.models import Document


class Plain(ModelResource):
    class Meta:
        model = Document
        fields = COLUMNS
        import_id_fields = ("path",)


class InBulk(Plain):
    class Meta:
        use_bulk = True
        skip_diff = True
        force_init_instance = True
        batch_size = 1000


def main(file: str, way: str) -> None:
    """Import the rows of a file into an empty database, `bulk` or otherwise as it comes; print the seconds."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    rows = Dataset(*([row[name] for name in COLUMNS] for row in rows_in(Path(file))), headers=COLUMNS)
    begun = time.perf_counter()
    resource = InBulk() if way == "bulk" else Plain()
    resource.import_data(rows, raise_errors=True, use_transactions=True)
    print(time.perf_counter() - begun)  # noqa: T201 - all that it says
