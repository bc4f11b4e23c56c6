from typing import Any

from django.core.management.base import BaseCommand

from osce_docs.editorial.digest import archive_digest


class Command(BaseCommand):
    help = (
        "Print one hash over all public and editorial content. Two archives with the same digest hold the same, "
        "whatever database they are in and in whatever order their texts came."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(archive_digest())
