from typing import Any

from osce_docs.editorial.digest import archive_digest
from osce_docs.management.archive_command import ArchiveCommand

DESCRIPTION = """\
Print one hash over all public and editorial content.

Two archives with the same digest hold the same, whatever database they are in and in whatever order their texts
came."""


class Command(ArchiveCommand):
    help = DESCRIPTION

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(archive_digest())
