"""How long do the editors' pages take?

Lists, narrowed, searched and deep down; forms; what completes a name while it is typed. Each is asked for right after
the floor, a list or a document by a WSGI function without a framework. With --peers the stock admin of a Django project
with the same documents is asked too, in turn: once with the indexes that Django makes, once with indexes on date, place
and kind as well. The archive is only read: nobody logs in, and the measured server can write nothing. Its first page is
that of the first account with all rights; an archive without any has none to measure.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from benchmarks.explained import reader, status_of
from benchmarks.stage import Page, staged

EXAMPLES = """examples:
  python -m benchmarks.admin                                        500 generated texts, on SQLite
  python -m benchmarks.admin --archive archive.sqlite3 --rounds 10
  python -m benchmarks.admin --size 5000 --peers --database postgres:///postgres
"""
OURS, PEER = "/admin/osce_docs", "/admin/peers"
KINDS = {"documents": "document", "events": "event", "organizations": "organization", "proposals": "proposal"}
# The admin turns pages as far as row 10,000.
MOST_ROWS, A_PAGE, A_PAGE_OF_PEER = 10_000, 50, 100
COMPLETE = "/admin/autocomplete/?app_label={}&model_name={}&field_name={}&term=coun"


def pages(there: Mapping[str, Any]) -> list[Page]:
    """Return the pages to measure in an archive with these contents."""
    number = there["documents"]["number"]
    list_, peer = f"{OURS}/document/", f"{PEER}/document/"
    deep = max(1, min(number, MOST_ROWS) // A_PAGE * 3 // 4)
    deep_of_peer = max(1, number // A_PAGE_OF_PEER * 3 // 4)
    by_kind = [f"?kind__exact={quote(kind)}" for kind in there["kinds"]]
    searched = [f"?q={word}" for word in ("ceasefire", "council", "statement", "visit")]
    return [
        Page("the first page", ["/admin/"] if there["editor"] else []),
        Page("list", [list_], peer=[peer]),
        Page("list, narrowed", [f"{list_}{each}" for each in by_kind], peer=[f"{peer}{each}" for each in by_kind]),
        Page("list, of a year", [f"{list_}?date_sort__year=2007"], peer=[f"{peer}?date__year=2007"]),
        Page("list, searched", [f"{list_}{each}" for each in searched], peer=[f"{peer}{each}" for each in searched]),
        Page("list, deep", [f"{list_}?p={deep}"], peer=[f"{peer}?p={deep_of_peer}"]),
        Page("form of a document", _forms("documents", there), peer=_forms_of_peer(number)),
        Page(
            "a name completed",
            [COMPLETE.format("osce_docs", "event", "body")],
            peer=[COMPLETE.format("peers", "document", "organizations")],
        ),
        *(Page(f"list of {name}", [f"{OURS}/{model}/"]) for name, model in KINDS.items() if name != "documents"),
        *(Page(f"{name}, searched", [f"{OURS}/{KINDS[name]}/?q=council"]) for name in ("events", "organizations")),
        *(Page(f"form of one of {name}", _forms(name, there)) for name in KINDS if name != "documents"),
        *(Page(f"list of {name}s", [f"{OURS}/{name}/"]) for name in ("finding", "claim", "mention", "telling")),
    ]


def _forms(name: str, there: Mapping[str, Any]) -> list[str]:
    return [f"{OURS}/{KINDS[name]}/{pk}/change/" for pk, _ in there[name]["some"]]


def _forms_of_peer(number: int) -> list[str]:
    return [f"{PEER}/document/{pk}/change/" for pk in range(1, number + 1, max(1, number // 40))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 1 where a page is none or the archive is wrong, 2 where nothing can be measured."""
    options = reader("admin", __doc__, EXAMPLES).parse_args(arguments)

    def measure() -> None:
        with staged(options, "benchmarks.editor:application", "benchmarks.editor") as stage:
            stage.measure(pages(stage.there), options.rounds, options.seconds)

    return status_of(measure)


if __name__ == "__main__":
    sys.exit(main())
