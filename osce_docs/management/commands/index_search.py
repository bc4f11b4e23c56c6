from typing import Any

from osce_docs.editorial.kept import keep_all
from osce_docs.editorial.recompute import RECORDS
from osce_docs.management.archive_command import ArchiveCommand
from osce_docs.search.indexing import index_all

DESCRIPTION = """\
Make the search index, and what is kept of records with very many passages, fit the archive.

Imports and rulings keep both up to date by themselves: this is for an archive that was filled before there was either,
or where check_records names one of them."""


class Command(ArchiveCommand):
    help = DESCRIPTION

    def handle(self, *args: Any, **options: Any) -> None:
        written = index_all()
        keep_all(RECORDS)
        if options["verbosity"]:
            self.stdout.write(f"{written} entries of the search index were written.")
