"""Archives to measure: made for the occasion and ended with it, or one that is there and is only read."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[1]
PREFIX = "osce_benchmark_"


class CannotMeasureError(Exception):
    """There is nothing to measure, or nothing to measure it with. Its words say what."""


class BrokenPromiseError(Exception):
    """What was measured is not right, so its speed says nothing. Its words say what."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive by its DATABASE_URL."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings under which a process of this project works on it, whatever those of the caller are."""
        own = {"DATABASE_URL": self.url, "PUBLIC_DATABASE_URL": "", "DEBUG": "0", "PYTHONPATH": str(ROOT)}
        return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "config.settings"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a Python command on it to its end, and return what it said."""
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def told(self, *command: str) -> str:
        """Return what a Python command on it prints. Raises CannotMeasureError, with its words, where it fails."""
        done = self.run(*command)
        if done.returncode:
            raise CannotMeasureError(f"{' '.join(command)}: {_last_line(done.stderr)}")
        return done.stdout

    def digest(self) -> str:
        """Return the hash over all its content. Raises CannotMeasureError where it cannot be read."""
        return self.told("manage.py", "archive_digest").split()[-1]

    def check(self) -> None:
        """Prove its promises. Raises BrokenPromiseError where one does not hold, CannotMeasureError where none can be
        looked at."""
        done = self.run("manage.py", "check_records")
        if done.returncode:
            kind = BrokenPromiseError if "do not hold" in done.stderr else CannotMeasureError
            raise kind(f"check_records: {done.stderr.strip()}")


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2] or "it failed without a word"


class Scratch:
    """A folder, and databases beside the one at `server` (SQLite where that is empty), that go when all is measured."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder, self.server = folder, server
        self.made: list[str] = []

    def database(self, name: str) -> str:
        """Return the address of a new, empty database. Raises CannotMeasureError where the server lets us make none."""
        if not self.server:
            return f"sqlite:///{self.folder / f'{name}.sqlite3'}"
        there = f"{PREFIX}{secrets.token_hex(4)}_{name}"
        self._tell(f"CREATE DATABASE {there} TEMPLATE template0 ENCODING 'UTF8'")
        self.made.append(there)
        server = urlsplit(self.server)
        return f"{server.scheme}://{server.netloc}/{there}"

    def archive(self, name: str) -> Archive:
        """Return a new archive with its tables and nothing in them."""
        archive = Archive(self.database(name))
        archive.told("manage.py", "migrate", "--verbosity", "0")
        return archive

    def close(self) -> None:
        """Take the databases away again."""
        for name in self.made:
            self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    def _tell(self, statement: str) -> None:
        try:
            with psycopg.connect(self.server, dbname="postgres", autocommit=True) as connection:
                connection.execute(statement)
        except psycopg.Error as error:
            raise CannotMeasureError(f"{self.server}: {str(error).strip()}") from None


@contextmanager
def scratch(server: str = "") -> Iterator[Scratch]:
    """A place for what a measure makes; all of it is gone afterwards, also when it is stopped."""
    with TemporaryDirectory(prefix=PREFIX) as folder:
        place = Scratch(Path(folder), server)
        try:
            yield place
        finally:
            place.close()


def existing(address: str) -> Archive:
    """Return the archive at a DATABASE_URL, or in an SQLite file. Raises CannotMeasureError where that is not there."""
    if "://" in address and not address.startswith("sqlite:"):
        return Archive(address)
    path = Path(address.removeprefix("sqlite:///"))
    if not path.is_file():
        raise CannotMeasureError(f"{path}: no such file")
    return Archive(f"sqlite:///{path.resolve()}")
