"""How long do the readers' pages take?

Each page is asked for right after the floor, round after round: a WSGI function without a framework that reads the
same documents from tables of its own, a list of 25 with counts made beforehand or one document. Both run behind
gunicorn with two processes. With --peers a stock Django project with the same documents is asked too, in turn: once
with the indexes that Django makes, once with indexes on date, place and kind as well.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from benchmarks.explained import reader, status_of
from benchmarks.stage import Page, staged

EXAMPLES = """examples:
  python -m benchmarks.pages                                        500 generated texts, on SQLite
  python -m benchmarks.pages --size 5000 --peers
  python -m benchmarks.pages --archive archive.sqlite3 --page /timeline/
  python -m benchmarks.pages --size 5000 --database postgres:///postgres
"""
OTHERS = (
    "/",
    "/organizations/",
    "/events/",
    "/events/?since=2005-01-01&until=2010-12-31",
    "/proposals/",
    "/proposals/matrix/",
    "/disagreements/",
    "/timeline/",
    "/map/",
    "/about/",
    "/api/documents/",
    "/documents/?q=ceasefire",
    "/sitemap.xml",
)


def pages(there: Mapping[str, Any]) -> list[Page]:
    """Return the pages to measure in an archive with these contents."""
    number = there["documents"]["number"]
    numbers = [1 + at * max(1, number // 40) for at in range(40) if at * max(1, number // 40) < number]
    places, kinds = there["places"], there["kinds"]
    narrowed = [f"?place={quote(place)}" for place in places] + [f"?kind={quote(kind)}" for kind in kinds]
    deep = [f"/documents/?after={quote(there['deep'])}"] if there["deep"] else []
    records = [Page(f"one of {name}", _addresses(name, there), _documents(numbers)) for name in KINDS]
    return [
        Page("list", ["/documents/"], peer=["/"]),
        Page("list, with counts", ["/documents/"], peer=["/facets/"]),
        Page("list, newest first", ["/documents/?sort=newest"], peer=["/"]),
        Page("list, narrowed", [f"/documents/{each}" for each in narrowed], peer=[f"/{each}" for each in narrowed]),
        Page("list, three quarters down", deep, peer=[f"/?page={max(1, number // 25 * 3 // 4)}"]),
        Page("a document", _addresses("documents", there), _documents(numbers), _documents(numbers, "/")),
        *records,
        *(Page(address, [address]) for address in OTHERS),
    ]


KINDS = ("events", "organizations", "proposals")


def _addresses(name: str, there: Mapping[str, Any]) -> list[str]:
    return [f"/{name}/{slug}/" for _, slug in there[name]["some"]]


def _documents(numbers: Sequence[int], end: str = "") -> list[str]:
    return [f"/documents/{number}{end}" for number in numbers]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 1 where a page is none or the archive is wrong, 2 where nothing can be measured."""
    command = reader("pages", __doc__, EXAMPLES)
    command.add_argument("--page", action="append", metavar="ADDRESS", help="measure this address instead; repeatable")
    options = command.parse_args(arguments)

    def measure() -> None:
        with staged(options) as stage:
            chosen = [Page(each, [each]) for each in options.page or ()] or pages(stage.there)
            stage.measure(chosen, options.rounds, options.seconds)

    return status_of(measure)


if __name__ == "__main__":
    sys.exit(main())
