"""What the archive's commands share: help that keeps its lines, one clear sentence where there is no archive yet."""

from argparse import RawDescriptionHelpFormatter
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InternalError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from osce_docs.models import Document


class ArchiveCommand(BaseCommand):
    """A command over the archive's tables. Raises CommandError where the database cannot be reached, has none or those
    of another version, or stops on the way: it is locked, full, gone, damaged or read-only. That is no mistake of the
    program, and what was done stays done.
    """

    # `manage.py check` and `migrate` look at the addresses and all that stands behind them; this needs none of it.
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            tables = connection.introspection.table_names()
        except DatabaseError as error:
            raise CommandError(f"The database cannot be reached: {str(error).strip()}") from None
        if Document._meta.db_table not in tables:
            raise CommandError("The database has no tables yet. Make them with: manage.py migrate")
        if _waits_for_migrations():
            raise CommandError("The tables are those of another version. Bring them up to date with: manage.py migrate")
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            if not _is_of_the_database(error):
                raise
            raise CommandError(f"The database stopped this: {str(error).strip()}. Run it again to go on.") from None

    def bar(self, unit: str, options: Mapping[str, Any], total: int | None = None) -> Any:
        """Return a progress bar: on a terminal only, and none with `--verbosity 0`."""
        quiet = options["verbosity"] == 0
        return tqdm(unit=unit, total=total, disable=True if quiet else None, leave=False, file=self.stderr)


def _waits_for_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _is_of_the_database(error: DatabaseError) -> bool:
    """Tell whether the database itself failed. Of a damaged file SQLite says so with the plain class of all its errors;
    the other classes below that one tell of mistakes of ours."""
    return isinstance(error, OperationalError | InternalError) or type(error) is DatabaseError
