"""Runs on PostgreSQL the tests that depend on the database: `python -m tests.on_postgres [arguments of pytest]`.

$DATABASE_URL_TEST_POSTGRES names it; without, the local ones are tried. The tests make a database of their own there.
Where there is none they are skipped, unless REQUIRE_POSTGRES is set.
"""

import os
import sys

import psycopg

LOCAL = ["postgres:///osce_docs", "postgres://postgres@127.0.0.1/osce_docs"]
MAY_CREATE = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
ABSENT = (
    "PostgreSQL tests: skipped, none reachable where we may create a database (DATABASE_URL_TEST_POSTGRES can name one)"
)


def reachable(url: str) -> bool:
    """Return whether the server at `url` answers, and lets us create the database of the tests."""
    try:
        with psycopg.connect(url, dbname="postgres", connect_timeout=5) as connection:
            return connection.execute(MAY_CREATE).fetchone() == (True,)
    except psycopg.OperationalError:
        return False


def run(arguments: list[str]) -> None:
    """Become pytest on the first PostgreSQL that is reachable; leave with a sentence where there is none."""
    named = os.environ.get("DATABASE_URL_TEST_POSTGRES")
    url = next(filter(reachable, [named] if named else LOCAL), None)
    if url:
        os.execve(sys.executable, [sys.executable, "-m", "pytest", *arguments], os.environ | {"DATABASE_URL": url})
    if os.environ.get("REQUIRE_POSTGRES"):
        sys.exit(ABSENT)
    sys.stdout.write(ABSENT + "\n")


if __name__ == "__main__":
    run(sys.argv[1:])
