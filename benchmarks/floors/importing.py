"""The floor of an import, in a process of its own: prints the seconds one way took, on the wall and of the processor.

    python -m benchmarks.floors.importing WAY FOLDER URL

names       every file: hash, the plainest parsing, scan for all names of states and bodies and for dates; rows,
            indexes and the index of words on SQLite, one transaction
copy        rows read beforehand, streamed to PostgreSQL by COPY with word vectors, and their index
unchanged   every file: hash, and whether that hash is known; nothing is written
"""

import calendar
import hashlib
import re
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import ahocorasick
import psycopg

from benchmarks.floors.database import FEW, REBUILD, WORDS, Row, copy, sqlite
from osce_docs.knowledge import load

MONTHS = list(calendar.month_name)[1:]
MONTH = f"(?:{'|'.join(MONTHS)})"
DAY = r"\d{1,2}(?:(?: ?[–-] ?| to )\d{1,2})?"
DATES = re.compile(rf"\b(?:{DAY} {MONTH}(?:,? \d{{4}})?|{MONTH} {DAY}(?:(?:,| of) \d{{4}})?|{MONTH}(?: of)? \d{{4}})\b")
DATELINE = re.compile(rf"^([^\n,]{{2,60}}), (\d{{1,2}}) ({MONTH}) (\d{{4}})", re.M)
Spent = tuple[float, float]
INDEXES = (
    "CREATE INDEX mention_doc ON mention (doc)",
    "CREATE INDEX mention_what ON mention (kind, what)",
    "CREATE INDEX doc_sha ON doc (sha)",
    "CREATE INDEX doc_date ON doc (date)",
)


def parsed(number: int, text: str) -> Row:
    """Return number, title, date, place and body, as far as one look tells."""
    page = text.partition("\nPress release\n")[2] or text
    title, _, body = page.partition("\n")
    found = DATELINE.search(body)
    day = f"{found[4]}-{MONTHS.index(found[3]) + 1:02d}-{int(found[2]):02d}" if found else None
    return number, title[:300], day, found[1] if found else "", body


def names() -> Any:
    """Return what finds the names of all states and bodies in one pass."""
    automaton = ahocorasick.Automaton()
    for number, known in enumerate((*load("states").values(), *load("bodies").values())):
        for name in (known["name"], *known.get("aliases", ())):
            automaton.add_word(name, (number, len(name)))
    automaton.make_automaton()
    return automaton


def _now() -> Spent:
    return time.perf_counter(), time.process_time()


def _since(begun: Spent) -> Spent:
    wall, processor = _now()
    return wall - begun[0], processor - begun[1]


def _files(folder: Path) -> list[Path]:
    """Return the texts in the order of their paths, read once: what is measured is not the disk."""
    found = sorted(folder.rglob("*.txt"))
    for path in found:
        path.read_bytes()
    return found


def by_names(files: Sequence[Path], url: str) -> Spent:
    """Import into an empty database of SQLite; return what it took."""
    automaton = names()
    with sqlite(url) as connection:
        columns = "id INTEGER PRIMARY KEY, title TEXT, date TEXT, place TEXT, body TEXT, sha BLOB"
        connection.execute(f"CREATE TABLE doc ({columns})")
        connection.execute("CREATE TABLE mention (doc INTEGER, kind INTEGER, what, start INTEGER, stop INTEGER)")
        begun = _now()
        connection.execute("BEGIN")
        documents = _documents(files)
        while some := list(islice(documents, FEW)):
            connection.executemany("INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?)", some)
            connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", _mentions(some, automaton))
        for statement in (*INDEXES, WORDS, REBUILD, "COMMIT"):
            connection.execute(statement)
        return _since(begun)


def _documents(files: Sequence[Path]) -> Iterator[Row]:
    for number, path in enumerate(files, 1):
        raw = path.read_bytes()
        yield *parsed(number, raw.decode(errors="replace")), hashlib.sha256(raw).digest()


def _mentions(documents: Sequence[Row], automaton: Any) -> Iterator[Row]:
    for number, _, _, _, body, _ in documents:
        for end, (what, length) in automaton.iter_long(body):
            yield number, 0, what, end - length + 1, end + 1
        for found in DATES.finditer(body):
            yield number, 1, found.group(), found.start(), found.end()


def by_copy(files: Sequence[Path], url: str) -> Spent:
    """Copy into an empty database of PostgreSQL; return what it took."""
    rows = [parsed(number, path.read_text(encoding="utf-8", errors="replace")) for number, path in enumerate(files, 1)]
    with psycopg.connect(url) as connection:
        begun = _now()
        copy(connection, iter(rows))
        connection.commit()
        return _since(begun)


def unchanged(files: Sequence[Path], url: str) -> Spent:
    """Look the files up in a database that `names` has filled; return what it took."""
    with sqlite(url) as connection:
        begun = _now()
        known = {sha for (sha,) in connection.execute("SELECT sha FROM doc")}
        new = sum(hashlib.sha256(path.read_bytes()).digest() not in known for path in files)
        if new:
            raise sqlite3.IntegrityError(f"{new} texts are not in the floor's tables")
        return _since(begun)


WAYS = {"names": by_names, "copy": by_copy, "unchanged": unchanged}

if __name__ == "__main__":
    way, folder, url = sys.argv[1:]
    print(*WAYS[way](_files(Path(folder)), url))  # noqa: T201 - all that it says
