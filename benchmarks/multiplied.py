"""Makes an archive so many times as great, in place, by copying rows inside its database.

To import a million texts takes most of a day; to import ten thousand and to multiply them takes an hour. Of each
document there are so many afterwards, each with bytes, a text, tellings, claims, mentions, findings and words to be
found by of its own, and of each event and proposal too. Those of the first copy have keys that begin with copy-1/, or
blocks that end in -copy-1, and addresses that begin with copy-1-.

Organizations, topics, provenances and the navigation stay what they are, so a body is named by so many times as many
documents. What is told of it is computed anew, as after an import. Dates are the same in all copies.

check_records finds all promises kept. What it does not look at is not all as an import would have it:
- The bytes of a copy have a last line that its text has not.
- Holders of offices have the number of the copy after their names, for more texts tell of more people; the passages
  have it not.
- Claims have the hash of their document's key at the beginning of their identity, and go on as those they were copied
  from; the identity of a finding is made of the other's.
- The addresses of events and proposals have the number in front, where their keys have it further behind.
- Copies came in when what they were copied from did, and the import's report tells of that alone.
"""

import subprocess
import sys
from collections.abc import Sequence

from benchmarks.archives import ROOT, Archive, existing
from benchmarks.explained import parser, status_of, whole

EXAMPLES = """examples:
  python -m benchmarks.corpus /tmp/texts --size 10000
  export DATABASE_URL=sqlite:////tmp/archive.sqlite3
  python manage.py migrate
  python manage.py import_seeds /tmp/texts --jobs 2
  python -m benchmarks.multiplied --archive /tmp/archive.sqlite3 --times 10
  python -m benchmarks.pages --archive /tmp/archive.sqlite3

Exit status: 0 multiplied; 2 it cannot be, with the reason, and nothing has changed: it is empty, multiplied already, or
editors have worked in it, or the disk has no room for it. All is one transaction: when it is stopped nothing has
changed either."""


def multiply(archive: Archive, times: int, proved: bool) -> int:
    """Multiply an archive in a process of its own; return the exit status."""
    command = [sys.executable, "-m", "benchmarks.within", "benchmarks.multiplying", str(times), "proved" * proved]
    return subprocess.run(command, cwd=ROOT, env=archive.environment, check=False).returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Multiply the archive that is named. Returns 2 where it cannot be."""
    command = parser("multiplied", __doc__, EXAMPLES)
    command.add_argument(
        "--archive", required=True, metavar="URL", help="multiply this one: postgres://…, sqlite:///… or an SQLite file"
    )
    command.add_argument("--times", type=whole, default=10, help="how many there are of each afterwards (default 10)")
    command.add_argument(
        "--without-evidence",
        action="store_true",
        help="copy no tellings and claims of events and proposals: a third less room, but check_records finds these "
        "copies unproved",
    )
    options = command.parse_args(arguments)
    proved = not options.without_evidence
    return status_of(lambda: sys.exit(multiply(existing(options.archive), options.times, proved)))


if __name__ == "__main__":
    sys.exit(main())
