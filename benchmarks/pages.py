"""How long do public pages take? Prints for each its median and 95th percentile, and the ratio to a floor.

    python -m benchmarks.pages archive.sqlite3

The floor is a WSGI function without a framework that reads one row, behind the same server (gunicorn, two processes)
in the same run: each page is asked for right after the floor, round after round. The archive is only read.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from benchmarks.serving import get, served

PAGES = (
    "/",
    "/documents/",
    "/documents/?sort=newest",
    "/documents/?place=Vienna",
    "/documents/?q=ceasefire",
    "/organizations/",
    "/events/",
    "/events/?since=2005-01-01&until=2010-12-31",
    "/proposals/",
    "/proposals/matrix/",
    "/disagreements/",
    "/timeline/",
    "/map/",
    "/about/",
    "/search/?q=minsk",
    "/search/?q=%22minsk+group%22",
    "/api/documents/",
    "/sitemap.xml",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 2 where there is no such archive."""
    options = _arguments(arguments)
    if not options.archive.is_file():
        sys.stderr.write(f"{options.archive}: no such file\n")
        return 2
    archive = str(options.archive.resolve())
    with (
        served("benchmarks.floor:application", FLOOR=archive) as floor,
        served("config.wsgi", DATABASE_URL=f"sqlite:///{archive}", PUBLIC_DATABASE_URL="") as site,
    ):
        sys.stdout.write(f"{'floor':>8} {'median':>8} {'p95':>8} {'ratio':>7}  page (milliseconds)\n")
        for page in options.page or PAGES:
            sys.stdout.write(_line(page, *_measured(floor, site, page, options.rounds)))
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.pages", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path, help="an SQLite archive, migrated")
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked for (default 20)")
    parser.add_argument("--page", action="append", help="measure this address instead; may be given again")
    return parser.parse_args(arguments)


def _measured(floor: int, site: int, page: str, rounds: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of the floor and of the page, taken in turn; the first two rounds warm up."""
    pairs = [(get(floor, "/"), get(site, page)) for _ in range(max(rounds, 2) + 2)][2:]
    return [below for below, _ in pairs], [above for _, above in pairs]


def _line(page: str, floor: list[float], times: list[float]) -> str:
    base, middle, late = median(floor), median(times), quantiles(times, n=20, method="inclusive")[-1]
    return f"{base:8.1f} {middle:8.1f} {late:8.1f} {middle / base:7.1f}  {page}\n"


if __name__ == "__main__":
    sys.exit(main())
