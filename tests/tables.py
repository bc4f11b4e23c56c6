"""An SQLite file with all tables and nothing in them, for tests to copy: bringing tables up to date takes seconds.

The first process that asks makes it. It is kept, with pytest's other notes, until a line of the code changes.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
MINUTES = 10


def made(folder: Path) -> Path:
    """Return the path of the file in `folder`."""
    path = folder / f"{_code()}.tables"
    # Every system has SQLite's own lock, and it goes with a process that is killed.
    with closing(sqlite3.connect(folder / "lock.sqlite3", timeout=60 * MINUTES)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not path.exists():
            _make(path)
    return path


def _code() -> str:
    """Migrations call what stands elsewhere, and the versions of what is called stand in the requirements."""
    read = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(ROOT.glob("osce_docs/**/*.py")):
        read.update(path.read_bytes())
    return read.hexdigest()


def _make(path: Path) -> None:
    for former in path.parent.glob("*.tables"):
        former.unlink()
    begun = path.with_suffix(".part")
    begun.unlink(missing_ok=True)
    told = os.environ | {"DATABASE_URL": f"sqlite:///{begun}"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=told, check=True)
    begun.replace(path)
