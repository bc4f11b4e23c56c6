import json
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from osce_docs.ingest.extract_records import records
from osce_docs.management.source_paths import source_paths

DESCRIPTION = """\
Print what the importer reads in each file, as JSON Lines: one document a line, without any database.

Every value stands with its passage (start and end in code points of `text`, and the quote) and the rule that read it.
With more than one file, the last line tells what only shows between them.

  manage.py extract_records letter.txt | python -m json.tool
  manage.py extract_records seeds > read.jsonl

Exit status: 0 all files were read; 1 some were refused (each is named with its reason on the error output)."""


class Command(BaseCommand):
    help = DESCRIPTION
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="files or folders")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        for record in records(source_paths(options["paths"])):
            if "refused" in record:
                refused += 1
                self.stderr.write(self.style.WARNING(f"{record['path']}: {record['refused']}"))
            else:
                self.stdout.write(json.dumps(record, ensure_ascii=False))
        if refused:
            raise CommandError(f"{refused} of the files were refused; all others are above.", returncode=1)
