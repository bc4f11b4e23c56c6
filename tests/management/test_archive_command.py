"""A database that is not as it should be is told of in one sentence, by every command over the archive's tables."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[2]
COMMANDS = ("import_seeds", "check_records", "archive_digest", "index_search", "first_login")


def manage(database: Path, *arguments: str) -> tuple[int, str]:
    """Run a command in a process of its own on an SQLite file; return its exit status and error output."""
    told = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=told, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_without_tables_one_sentence_says_how_to_make_them(tmp_path, command):
    sentence = "CommandError: The database has no tables yet. Make them with: manage.py migrate\n"
    assert manage(tmp_path / "none.sqlite3", command) == (1, sentence)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_database_is_one_sentence(tmp_path, command):
    database = tmp_path / "odd.sqlite3"
    database.write_text("This is a letter. " * 300)
    assert manage(database, command) == (1, "CommandError: The database cannot be reached: file is not a database\n")


def test_tables_of_an_earlier_version_are_to_be_brought_up_to_date(tmp_path, tables):
    database = tmp_path / "former.sqlite3"
    database.write_bytes(tables)
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'osce_docs' AND name > '0005'")
    sentence = "CommandError: The tables are those of another version. Bring them up to date with: manage.py migrate\n"
    assert manage(database, "import_seeds") == (1, sentence)


def test_a_damaged_table_is_one_sentence(tmp_path, tables):
    database = tmp_path / "damaged.sqlite3"
    database.write_bytes(tables)
    with sqlite3.connect(database) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'osce_docs_document'").fetchone()
    database.write_bytes(tables[: (page - 1) * size] + b"\xaa" * size + tables[page * size :])
    status, told = manage(database, "archive_digest")
    assert (status, told.count("\n")) == (1, 1)
    assert told.startswith("CommandError: The database stopped this: database disk image is malformed.")


def test_who_stops_a_command_is_told_so_in_a_word(tmp_path):
    assert manage(tmp_path / "none.sqlite3", "shell", "--command", "raise KeyboardInterrupt") == (130, "Stopped.\n")


@pytest.mark.parametrize("command", sorted(name for name, app in get_commands().items() if app == "osce_docs"))
def test_the_help_of_a_command_is_written_in_lines(command):
    """It is shown as it is written."""
    assert max(map(len, load_command_class("osce_docs", command).help.splitlines())) <= 120
