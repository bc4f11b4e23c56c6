"""What the command lines of the measures have in common: their options, their exit status, how they are stopped."""

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.archives import BrokenPromiseError, CannotMeasureError

ABOUT = """
Exit status: 0 measured, and the archive is right; 1 it is not, and each thing that is wrong is named; 2 nothing could
be measured, with the reason. Servers listen on this machine's loopback only; they, and whatever databases and files
were made, are gone afterwards, also when it is stopped."""


def parser(name: str, doc: str, examples: str = "") -> argparse.ArgumentParser:
    """Return a command line whose --help is the module's own text, with examples."""
    return argparse.ArgumentParser(
        prog=f"python -m benchmarks.{name}",
        description=doc,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def reader(name: str, doc: str, examples: str) -> argparse.ArgumentParser:
    """Return the command line of a measure that asks an archive for pages."""
    made = parser(name, doc, f"{examples}{ABOUT}")
    which = made.add_mutually_exclusive_group()
    which.add_argument("--size", type=whole, default=500, help="make so many texts and import them (default 500)")
    which.add_argument("--corpus", type=Path, metavar="FOLDER", help="import these texts instead")
    which.add_argument(
        "--archive", metavar="URL", help="read this archive: postgres://…, sqlite:///… or an SQLite file"
    )
    made.add_argument("--rounds", type=whole, default=20, help="how often each page is asked for (default 20)")
    made.add_argument(
        "--seconds", type=whole, default=20, help="begin no further round after so long a page (default 20)"
    )
    made.add_argument("--unchecked", action="store_true", help="do not hold the archive to its promises afterwards")
    common(made)
    return made


def common(made: argparse.ArgumentParser) -> None:
    """Add what all measures of speed can be told."""
    made.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="make databases on the PostgreSQL of this address (its role must be allowed to); without it, SQLite",
    )
    made.add_argument("--jobs", type=whole, default=2, help="processes that read texts in an import (default 2)")
    made.add_argument("--minutes", type=whole, default=60, help="end an import that takes longer (default 60)")
    made.add_argument("--peers", action="store_true", help="measure a stock Django project with the same texts as well")


def whole(text: str) -> int:
    """Return a whole number from 1 up. Raises ValueError where it is none, which argparse tells."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def status_of(measure: Callable[[], None]) -> int:
    """Run a measure and return its exit status, saying in one sentence what went wrong; let SIGTERM end it tidily."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        measure()
    except (BrokenPromiseError, CannotMeasureError) as error:
        sys.stdout.flush()
        sys.stderr.write(f"{error}\n")
        return 1 if isinstance(error, BrokenPromiseError) else 2
    except KeyboardInterrupt:
        return 130
    return 0
