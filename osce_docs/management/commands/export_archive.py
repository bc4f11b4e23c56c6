from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from osce_docs.management.archive_command import ArchiveCommand
from osce_docs.transfer import NotAnArchive, export_archive

DESCRIPTION = """\
Write the whole archive to one file: texts, what was read in them, records, rulings, annotations, accounts' names.

The form is open (docs/archive-file.md): a ZIP of JSON Lines. import_archive fills a fresh instance from it, on SQLite
or PostgreSQL, with the same digest. Passwords are not in it, private notes are: only the file's owner may read it.
On SQLite nobody can save meanwhile.

  manage.py export_archive archive-2026-11-26.zip"""


class Command(ArchiveCommand):
    help = DESCRIPTION

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with self.bar(" rows", options) as bar:
            try:
                manifest = export_archive(options["file"], bar.update)
            except NotAnArchive as error:
                raise CommandError(str(error)) from None
        if not quiet:
            self.stdout.write(f"{sum(manifest.rows.values()):,} rows were written to {options['file']}.")
            self.stdout.write(manifest.digest)
