import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from osce_docs.ingest.run import import_sources
from osce_docs.management.archive_command import ArchiveCommand
from osce_docs.management.source_paths import source_paths

DESCRIPTION = """\
Import source texts into the archive.

Reads files and folders (default: seeds/), finds in them documents, organizations, events and proposals, each value
tied to the passage that says it, and stores what is new or changed. Running it again changes nothing; what editors
ruled or noted is never touched.

  manage.py import_seeds                      import the texts in seeds/
  manage.py import_seeds letters/ note.txt    import a folder and a file
  manage.py import_seeds --dry-run letters/   read everything, write nothing

Exit status: 0 all files are in; 1 some were refused (each is named with its reason; all others are in)."""


class Command(ArchiveCommand):
    help = DESCRIPTION

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: seeds/)")
        parser.add_argument("--dry-run", action="store_true", help="read everything, write nothing")
        parser.add_argument("--verify", action="store_true", help="open every file, even of unchanged size and time")
        parser.add_argument("--jobs", type=int, metavar="N", help="processes that read (default: one a processor)")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write what was done to FILE, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = source_paths(options["paths"] or ["seeds"])
        if options["jobs"] is not None and options["jobs"] < 1:
            raise CommandError("--jobs takes a whole number from 1 up.")
        quiet = options["verbosity"] == 0
        texts, settled = (self.bar(unit, options) for unit in (" texts", " records"))
        with texts, settled:
            report = import_sources(
                paths,
                jobs=options["jobs"],
                dry_run=options["dry_run"],
                verify=options["verify"],
                progress=texts.update,
                settling=settled.update,
            )
        self._tell(report, quiet)
        if options["report"]:
            self._write(options["report"], report.as_json())
        if report.refused:
            raise CommandError(f"{len(report.refused)} of the files were refused; all others are in.", returncode=1)

    def _tell(self, report: Any, quiet: bool) -> None:
        for refusal in report.refused:
            self.stderr.write(self.style.WARNING(f"{refusal['path']}: {refusal['reason']}"))
        if not quiet:
            self.stdout.write("\n".join(report.lines()))

    def _write(self, path: Path, report: dict[str, Any]) -> None:
        try:
            path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The report could not be written to {str(path)!r}: {error.strerror}.") from None
