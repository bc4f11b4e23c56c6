from typing import Any

from django.core.management.base import CommandParser

from osce_docs.editorial.kept import keep_all
from osce_docs.editorial.recompute import RECORDS
from osce_docs.management.archive_command import ArchiveCommand
from osce_docs.search.indexing import arrange, index_all

DESCRIPTION = """\
Make the search index, and what is kept of records with very many passages, fit the archive.

Imports and rulings keep both up to date by themselves: this is for an archive that was filled before there was either,
or where check_records names one of them.

With --arrange nothing is made anew: what is there is laid out in the order of time, so that a search reads what lies
side by side. It pays after very many texts have come, most of all on PostgreSQL. Meanwhile nobody can search, narrow a
list by words or names, import or save: with a million documents for a quarter of an hour, on SQLite for seconds."""


class Command(ArchiveCommand):
    help = DESCRIPTION

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--arrange", action="store_true", help="only lay the index out in the order of time")

    def handle(self, *args: Any, **options: Any) -> None:
        told = _arranged() if options["arrange"] else _made_anew()
        if options["verbosity"]:
            self.stdout.write(told)


def _made_anew() -> str:
    written = index_all()
    keep_all(RECORDS)
    return f"{written} entries of the search index were written."


def _arranged() -> str:
    arrange()
    return "The search index lies in the order of time."
