"""The two connections to one archive: `default` writes, `public` only reads."""

from typing import Any

from environ import Env

Database = dict[str, Any]

SQLITE = "django.db.backends.sqlite3"
# To compile a statement takes longer than to answer one that a page or an import asks. What is prepared is planned for
# all values: left to itself the database plans it anew each time, or for what happened to be asked first.
PLANS_ONCE = "-c jit=off -c plan_cache_mode=force_generic_plan"
READ_ONLY = "-c default_transaction_read_only=on -c statement_timeout=10s"

# A statement that is asked so often is prepared, by cursors that allow it (models/prepared.py). An import asks so many
# others meanwhile that none of its own is kept, which is well: its tables grow, and plans with them.
PREPARED_AFTER = 2

# A connection serves what is asked within so many seconds: it knows the statements that every page asks, and what was
# read of a file that nobody has written to since.
KEPT: Database = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def database(url: str, *, otherwise: Database) -> Database:
    """Return the settings that `url` states, or `otherwise` where it is empty."""
    return Env.db_url_config(url) if url else otherwise


def writing(given: Database) -> Database:
    """Return the settings of the connection that imports and edits.

    On SQLite a transaction takes its lock at its start (IMMEDIATE) and waits for it: one that begins by reading and
    then writes could otherwise fail at once. The rollback journal, SQLite's default, is kept.
    """
    asked = given.get("OPTIONS", {})
    on_sqlite = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    options = on_sqlite if _is_sqlite(given) else _on_postgres(given, PLANS_ONCE)
    return given | KEPT | {"OPTIONS": asked | options}


def reading(given: Database) -> Database:
    """Return the settings of a connection that the database itself keeps from writing.

    An SQLite file is opened for writing all the same: opened read-only (`mode=ro`) it could not be read after a crash,
    for the journal that has to be rolled back first. On PostgreSQL a statement is stopped after ten seconds.
    """
    asked = given.get("OPTIONS", {})
    on_sqlite = {"transaction_mode": "DEFERRED", "timeout": 20, "init_command": "PRAGMA query_only=ON"}
    options = on_sqlite if _is_sqlite(given) else _on_postgres(given, f"{READ_ONLY} {PLANS_ONCE}")
    return given | KEPT | {"OPTIONS": asked | options, "TEST": {"MIRROR": "default"}}


def _on_postgres(given: Database, added: str) -> Database:
    """Return the options of a connection to PostgreSQL, with these settings beside those asked for.

    Behind a pooler that lends connections for a transaction no statement can be prepared, as no cursor can be kept.
    """
    asked = given.get("OPTIONS", {}).get("options", "")
    keeps = not given.get("DISABLE_SERVER_SIDE_CURSORS")
    return {"options": f"{asked} {added}".strip(), "prepare_threshold": PREPARED_AFTER if keeps else None}


def _is_sqlite(given: Database) -> bool:
    return given["ENGINE"] == SQLITE
