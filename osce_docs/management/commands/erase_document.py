import getpass
import sys
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from osce_docs.ingest.erase import NotErased, erase, going, named, sweep
from osce_docs.management.archive_command import ArchiveCommand

DESCRIPTION = """\
Erase a document for good, as a law or a court asks for. It cannot be undone.

Its words go from the database: text and former texts, original bytes, what was read in them, notes on them, search
words, the words of rulings. What other documents tell of too is settled without it. A tombstone stays: that it was
erased, when and why, at its former address; and no import brings the same name or the same bytes back. Documents of
equal bytes go together. All or nothing.

  manage.py erase_document --dry-run seeds/letter.txt         show what would go, change nothing
  manage.py erase_document seeds/letter.txt --reason "Erased at the request of the person named (GDPR, Art. 17)."
  manage.py erase_document https://archive.example.org/documents/letter/ --reason "…" --yes

Then the database writes its tables anew (VACUUM), so that no freed page holds the words; readers and editors wait for
that long, and SQLite needs room for a second file. Everyone has to log in again. What this cannot reach is yours to
clear: the file in its source folder, backups, files of export_archive, replicas and PostgreSQL's write-ahead log, what
proxies and search engines have kept, blocks that the file system has freed.

Exit status: 0 erased, or shown; 1 nothing was erased, with the reason; or erased, and the tables not written anew."""
CONFIRM = "Erase it for good? Type yes: "


class Command(ArchiveCommand):
    help = DESCRIPTION

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", metavar="KEY_OR_ADDRESS", help="the document's key, or its address on the site")
        parser.add_argument("--reason", default="", help="why; readers are told, so name nobody")
        parser.add_argument("--dry-run", action="store_true", help="show what would go, change nothing")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["reason"].strip()
        try:
            document = named(options["document"])
        except NotErased as error:
            raise CommandError(str(error)) from None
        if not options["dry_run"]:
            self._check(reason, options["yes"])
        if options["verbosity"] or not options["yes"]:
            self.stdout.write("\n".join(["This goes:", *going(document).lines()]))
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was changed.")
            return
        if not options["yes"] and input(CONFIRM).strip().lower() != "yes":
            raise CommandError("Nothing was erased.")
        erase(document, reason, _who())
        self._sweep()
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS("It is erased. Its address now tells when and why."))

    def _check(self, reason: str, sure: bool) -> None:
        if not reason or "\0" in reason:
            raise CommandError("Say why, for readers to be told: --reason “…”.")
        if not sure and not self._asks():
            raise CommandError("Nobody can be asked here: look with --dry-run, then erase with --yes.")

    def _asks(self) -> bool:
        return sys.stdin.isatty()

    def _sweep(self) -> None:
        try:
            sweep()
        except DatabaseError as error:
            raise CommandError(
                f"The document is erased, but freed pages of the database may still hold its words: {error}. "
                "Have VACUUM (on PostgreSQL: VACUUM FULL) run when nobody else uses it."
            ) from None


def _who() -> str:
    """Return the name of the account that runs this; nothing where the machine has none for it."""
    try:
        return getpass.getuser()[:150]
    except (KeyError, OSError):
        return ""
