from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from osce_docs.management.archive_command import ArchiveCommand
from osce_docs.transfer import NotAnArchive, fill_archive, read_manifest

DESCRIPTION = """\
Fill a fresh instance from a file that export_archive wrote.

The instance must have its tables (manage.py migrate) and nothing in them but accounts. All or nothing: a file that is
damaged, or does not give the digest it states, changes nothing. Accounts come without passwords, in their groups, and
without all rights: set passwords with manage.py changepassword.

  manage.py migrate && manage.py import_archive archive-2026-11-26.zip"""


class Command(ArchiveCommand):
    help = DESCRIPTION

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that export_archive wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        try:
            total = sum(read_manifest(options["file"]).rows.values())
            with self.bar(" rows", options, total) as bar:
                manifest = fill_archive(options["file"], bar.update)
        except NotAnArchive as error:
            raise CommandError(str(error)) from None
        if not quiet:
            self.stdout.write(f"{total:,} rows are in the archive now.")
            self.stdout.write(manifest.digest)
