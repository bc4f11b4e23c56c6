"""How well are the texts read? Compares a reading with a gold and prints precision and recall per kind.

    python -m benchmarks.accuracy --verbose

An item of the reading is paired with one of the gold, one to one within a document, when their passages overlap
and they say the same: an event by kind and date, a proposal by date, a position by party and stance, a membership
by body, member and dates, a count by number and as-of date, an organization by name or alias. A finding covers
each finding of the gold of its kind whose passage it shares. benchmarks/README.md states the rules in full.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.pairing import Item
from benchmarks.scoring import broken, measure, render
from osce_docs.ingest.extract_records import records

ROOT = Path(__file__).parents[1]
EPILOG = """examples:
  python -m benchmarks.accuracy --check                        are the promises kept?
  python -m benchmarks.accuracy --gold my/gold --texts my/texts --verbose
  manage.py extract_records my/texts > read.jsonl && python -m benchmarks.accuracy --gold my/gold --records read.jsonl

A gold is one JSON file a text: {"path": "a.txt", "events": [{"title", "kind", "date", "quote"}, ...], ...}, as in
tests/gold, whose README names the keys. To begin one, correct by hand what extract_records prints.
"""


def load_gold(path: Path) -> list[Item]:
    """Return every JSON value of a file, or of the .json and .jsonl files of a folder.

    Raises OSError where there is no such file, ValueError where there is no JSON.
    """
    files = sorted(path.glob("*.json")) + sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    found = [value for file in files for value in _values(file.read_text(encoding="utf-8").strip())]
    if not found:
        raise ValueError(f"{path}: no JSON there")
    return found


def _values(text: str) -> Iterator[Item]:
    decoder = json.JSONDecoder()
    while text:
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:].lstrip()


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EPILOG,
    )
    add = parser.add_argument
    add("--gold", type=Path, default=ROOT / "tests" / "gold", help="folder or file of the gold (default tests/gold)")
    add("--texts", type=Path, default=ROOT / "seeds", help="folder of the texts (default seeds)")
    add("--records", type=Path, help="compare these lines, as extract_records printed them, and read no text")
    add("--verbose", action="store_true", help="list each miss (-) and each extra (+) with its passage")
    add("--check", action="store_true", help="fail (1) where the archive's promises are not kept")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 1 where --check finds a promise broken, 2 where a file is missing or no JSON."""
    options = _arguments(arguments)
    try:
        golds = load_gold(options.gold)
        lines = load_gold(options.records) if options.records else list(records(_texts(options.texts, golds)))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    report = measure(golds, lines)
    sys.stdout.write(render(report, verbose=options.verbose))
    failures = broken(report) if options.check else []
    sys.stdout.writelines(f"not kept: {failure}\n" for failure in failures)
    return 1 if failures else 0


def _texts(folder: Path, golds: list[Item]) -> list[Path]:
    paths = [folder / gold["path"] for gold in golds if "path" in gold]
    for path in (path for path in paths if not path.is_file()):
        raise FileNotFoundError(f"{path}: the gold names this text, and it is not there")
    return paths


if __name__ == "__main__":
    sys.exit(main())
