"""Freeing the files of the database from rows that are gone: until it is asked to, a database only marks them free."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection


def sweep() -> None:
    """Have the tables written anew without what was in freed rows, in their indexes and in what is kept to plan by.

    Whoever reads or writes waits meanwhile. To be called in no transaction.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            models = (*apps.get_app_config("osce_docs").get_models(), LogEntry, Session)
            tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
            # To write tables anew is a transaction itself, and keeps what the oldest one open in any database of the
            # server could see; the plain form asks those of this database only, and takes it first.
            cursor.execute(f"VACUUM {tables}")
            cursor.execute(f"VACUUM (FULL, ANALYZE) {tables}")
        else:
            cursor.execute("VACUUM")
