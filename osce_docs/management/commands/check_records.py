from typing import Any

from django.core.management.base import CommandError

from osce_docs.ingest.check import check_records
from osce_docs.management.archive_command import ArchiveCommand

DESCRIPTION = """\
Prove the archive's promises. Nothing is written.

Every passage is exact, every value follows from the sources and the editors' rulings, every text is where matching puts
it, every record is found by its words.

Exit status: 0 all promises hold; 1 one fails, with the list."""


class Command(ArchiveCommand):
    help = DESCRIPTION

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for sentence in check_records():
            broken += 1
            self.stderr.write(self.style.ERROR(sentence))
        if broken:
            raise CommandError(f"{broken} promises do not hold.", returncode=1)
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS("All promises hold."))
