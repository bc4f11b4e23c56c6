from typing import Any

from osce_docs.management.archive_command import ArchiveCommand
from osce_docs.search.indexing import index_all


class Command(ArchiveCommand):
    help = (
        "Make the search index fit the records. Imports and rulings keep it up to date by themselves: this is for an "
        "archive that was filled before it could be searched, or where check_records names the search index."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        written = index_all()
        if options["verbosity"]:
            self.stdout.write(f"{written} entries of the search index were written.")
