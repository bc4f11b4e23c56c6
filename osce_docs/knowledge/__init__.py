"""What the archive knows of the world: data files that a person without Python can read and correct.

Each `.toml` file in this folder opens with a comment that says what it holds and how to add a line.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """Return the content of `<name>.toml`. Raises FileNotFoundError and tomllib.TOMLDecodeError."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def fingerprint() -> str:
    """Return the SHA-256 of all rules of reading: these data files and the code that reads, parses and extracts."""
    package = FOLDER.parent
    rules = [*FOLDER.glob("*.toml"), package / "readings.py", package / "edtf.py"]
    rules += [path for step in ("read", "parse", "extract") for path in (package / "ingest" / step).rglob("*.py")]
    digest = hashlib.sha256()
    for path in sorted(rules):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
