"""How fast are texts imported?

For each size, in turn: the floor, and the archive with everything on (`import_seeds`), each in a process of its own and
into an empty database; then both once more on what has not changed. The floor on SQLite hashes each file, scans it for
known names and for dates, and writes rows and an index of words in one transaction; on PostgreSQL it streams rows read
beforehand by COPY and indexes their words. The floor of the unchanged import hashes each file and looks the hash up.
Memory is the most that any single process held. With --peers, django-import-export puts the same texts, as rows, into
a stock Django project; it reads no word of them. With --profile, a table tells where the time of one import goes.

In the end the texts are imported by another number of processes: digests must be equal, and check_records must find all
promises kept.
"""

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tqdm import tqdm

from benchmarks.archives import ROOT, Archive, BrokenPromiseError, CannotMeasureError, Scratch, scratch
from benchmarks.corpus import write
from benchmarks.explained import ABOUT, common, parser, status_of, whole
from benchmarks.measuring import Samples, aligned, in_turn, late, number
from benchmarks.stage import Peer, tell_absent
from benchmarks.watching import Import, import_into

EXAMPLES = """examples:
  python -m benchmarks.importing                                   500 generated texts, on SQLite
  python -m benchmarks.importing --size 1000 --size 10000 --rounds 3
  python -m benchmarks.importing --corpus my/texts --profile
  python -m benchmarks.importing --size 1000 --peers --database postgres:///postgres
"""
# What django-import-export is asked to do, by the name of its column.
WAYS_OF_PEER = {"import-export": "plain", "in bulk": "bulk"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one size: texts a second, seconds of what is unchanged, and the imports themselves."""

    texts: int
    speed: Samples
    unchanged: Samples
    imports: Sequence[Import]
    floor_processor: float


class Size:
    """One size of corpus, with the databases that are filled from it."""

    def __init__(self, folder: Path, place: Scratch, options: Namespace) -> None:
        self.folder, self.place, self.options = folder, place, options
        self.texts = sum(1 for _ in folder.rglob("*.txt"))
        self.imports: list[Import] = []
        self.working: list[float] = []
        self.floor_processor: list[float] = []
        self.archive = self.other = place.archive(f"other_{self.texts}")
        self.known = f"sqlite:///{place.folder / f'known-{self.texts}.sqlite3'}"

    def measured(self) -> Measured:
        """Measure this size, after an import by another number of processes, which warms the disk's cache as well."""
        self._import(self.other, self._other_jobs)
        sampled: dict[str, Any] = {"floor": self._floor, "ours": self._ours}
        if self.options.peers:
            rows = self._rows()
            sampled |= {name: self._peer(way, rows) for name, way in WAYS_OF_PEER.items()}
        seconds = self.options.minutes * 60
        speed = in_turn(_shown(sampled), self.options.rounds, seconds, fewest=1)
        floor = median(self.floor_processor)
        self._timed("names", self.known)
        again = {"floor": lambda _: self._timed("unchanged", self.known), "ours": self._again}
        unchanged = in_turn(_shown(again), 2 * self.options.rounds + 1, seconds)
        return Measured(self.texts, speed, {**unchanged, "working": self.working}, self.imports, floor)

    def _floor(self, at: int) -> float:
        way = "copy" if self.place.server else "names"
        return self.texts / self._timed(way, self.place.database(f"floor_{self.texts}_{at}"))

    def _timed(self, way: str, url: str) -> float:
        wall, processor = _seconds(["-m", "benchmarks.floors.importing", way, str(self.folder), url])
        self.floor_processor.append(processor)
        return wall

    def _ours(self, at: int) -> float:
        self.archive = self.place.archive(f"archive_{self.texts}_{at}")
        self.imports.append(self._import(self.archive, self.options.jobs))
        return self.texts / self.imports[-1].seen.wall

    def _import(self, archive: Archive, jobs: int) -> Import:
        return import_into(archive, self.folder, jobs=jobs, minutes=self.options.minutes)

    def _again(self, _: int) -> float:
        done = self._import(self.archive, self.options.jobs)
        if done.report["files"]["imported"]:
            raise BrokenPromiseError(f"importing again wrote {done.report['files']['imported']} texts anew")
        self.working.append(done.working)
        return done.seen.wall

    @property
    def _other_jobs(self) -> int:
        return 1 if self.options.jobs > 1 else 2

    def _rows(self) -> Path:
        rows = self.place.folder / f"rows_{self.texts}.jsonl"
        self.other.told("-m", "benchmarks.within", "benchmarks.contents", str(rows), str(rows.with_suffix(".json")))
        return rows

    def _peer(self, way: str, rows: Path) -> Any:
        def sample(at: int) -> float:
            peer = Peer(self.place.database(f"{way}_{self.texts}_{at}"))
            told = peer.told("-m", "benchmarks.within", "benchmarks.peers.importing", str(rows), way)
            return self.texts / float(told)

        return sample

    def check(self) -> None:
        """Hold the last import to its promises, and against the one by another number of processes."""
        jobs = f"{self.options.jobs} and {self._other_jobs}"
        if self.archive.digest() != self.other.digest():
            raise BrokenPromiseError(f"{self.texts:,} texts: {jobs} processes give archives that differ")
        self.archive.check()
        sys.stdout.write(f"{self.texts:,} texts: {jobs} processes give the same digest, and all promises hold.\n")

    def profile(self) -> str:
        """Return the table of where the time of an import goes."""
        archive, file = self.place.archive(f"profile_{self.texts}"), self.place.folder / "steps.json"
        archive.told("-m", "benchmarks.within", "benchmarks.steps", str(self.folder), str(file))
        return _steps(json.loads(file.read_text(encoding="utf-8")), self.texts)


def _shown(sampled: Mapping[str, Any]) -> dict[str, Any]:
    """Return the functions such that a bar tells which of them is at work."""
    bar = tqdm(unit=" runs", leave=False, disable=None)

    def telling(name: str, sample: Any) -> Any:
        def told(at: int) -> float:
            bar.set_description(name)
            value: float = sample(at)
            bar.update()
            return value

        return told

    return {name: telling(name, sample) for name, sample in sampled.items()}


def _seconds(command: Sequence[str]) -> Sequence[float]:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotMeasureError(f"the floor failed: {done.stderr.strip()}")
    return [float(word) for word in done.stdout.split()]


def _steps(found: Mapping[str, Any], texts: int) -> str:
    per_sample = found["seconds"] / found["samples"] / texts * 1000
    steps = sorted(found["steps"].items(), key=lambda item: -item[1])
    lines = [[f"{count / found['samples']:.0%}", number(count * per_sample), step] for step, count in steps]
    inside = [[f"{count / found['samples']:.0%}", step, where] for step, where, count in found["functions"]]
    return (
        f"Where the time goes: {texts:,} texts by one process, {found['seconds']:.1f} s.\n"
        f"{aligned([['share', 'ms a text', 'step'], *lines])}\n"
        f"{aligned([['share', 'step', 'innermost function of ours'], *inside])}"
    )


def report(measured: Sequence[Measured], peers: Sequence[str]) -> str:
    """Return the tables: speed beside the floor, cost and growth, and what is unchanged."""
    tables = (
        [[*SPEED, *peers, "texts"], *(_speed(one, peers) for one in measured)],
        [COST, *(_cost(one, measured[0]) for one in measured)],
        [UNCHANGED, *(_unchanged(one) for one in measured)],
    )
    return "\n".join(aligned(lines) + legend for lines, legend in zip(tables, LEGENDS, strict=True))


SPEED = ("floor", "median", "min", "max", "ratio", "n")
COST = ("ms a text", "growth", "processor ms", "to the floor", "MB writer", "MB reader", "claims", "start-up", "texts")
UNCHANGED = ("floor", "median", "p95", "min", "max", "ratio", "working", "ratio", "n", "texts")
LEGENDS = (
    """Texts a second, starting up included. ratio: the median to the floor's, sampled in turn. n: imports.
""",
    """ms a text: on the wall, without starting up; growth: to the first size. processor ms: of all our processes,
starting up included (and not of a PostgreSQL), beside it as a multiple of the floor's.
MB: the most that a process held. claims: passages that say something of a record. start-up: seconds.
""",
    """The same texts once more, unchanged: seconds. working: median without starting up, with its ratio to the floor.
""",
)


def _speed(one: Measured, peers: Sequence[str]) -> list[str]:
    ours, below = one.speed["ours"], median(one.speed["floor"])
    own = [number(value) for value in (below, median(ours), min(ours), max(ours), median(ours) / below)]
    beside = [f"{number(median(one.speed[peer]))} ({number(median(ours) / median(one.speed[peer]))})" for peer in peers]
    return [*own, str(len(ours)), *beside, f"{one.texts:,}"]


def _cost(one: Measured, first: Measured) -> list[str]:
    cost = _milliseconds(one)
    processor = median(each.seen.processor for each in one.imports)
    numbers = (
        cost,
        cost / _milliseconds(first),
        processor / one.texts * 1000,
        processor / one.floor_processor,
        max(each.seen.itself for each in one.imports),
        max(each.seen.children for each in one.imports),
        one.imports[-1].report["records"]["claims"]["created"],
        median(each.seen.wall - each.working for each in one.imports),
    )
    return [*map(number, numbers), f"{one.texts:,}"]


def _milliseconds(one: Measured) -> float:
    return median(each.working for each in one.imports) / one.texts * 1000


def _unchanged(one: Measured) -> list[str]:
    times, below = one.unchanged["ours"], median(one.unchanged["floor"])
    working = median(one.unchanged["working"])
    numbers = (
        below,
        median(times),
        late(times),
        min(times),
        max(times),
        median(times) / below,
        working,
        working / below,
    )
    return [*map(number, numbers), str(len(times)), f"{one.texts:,}"]


def _folders(options: Namespace, place: Scratch) -> Iterator[Path]:
    if options.corpus:
        yield from options.corpus
        return
    for size in options.size or [500]:
        yield write(place.folder / f"corpus-{size}", size)


def _measure(options: Namespace) -> None:
    with scratch(options.database) as place:
        folders = list(_folders(options, place))
        if not all(any(folder.rglob("*.txt")) for folder in folders):
            raise CannotMeasureError("there are no texts (*.txt) to import")
        sizes = [Size(folder, place, options) for folder in folders]
        measured: list[Measured] = []
        try:
            for size in sizes:
                measured.append(size.measured())
        finally:
            _tell(measured, options)
        if options.profile:
            sys.stdout.write(f"\n{sizes[-1].profile()}\n")
        sys.stdout.flush()
        for size in sizes:
            size.check()


def _tell(measured: Sequence[Measured], options: Namespace) -> None:
    """Print the tables of what was measured, also where a greater size was stopped."""
    if measured:
        kind = "PostgreSQL" if options.database else "SQLite"
        sys.stdout.write(f"{kind}, {options.jobs} processes that read.\n\n")
        sys.stdout.write(report(measured, list(WAYS_OF_PEER) if options.peers else ()))
        if options.peers:
            tell_absent()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 1 where what was imported is wrong, 2 where nothing can be measured."""
    command = parser("importing", __doc__, f"{EXAMPLES}{ABOUT}")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--size", type=whole, action="append", help="make so many texts; repeatable (default 500)")
    which.add_argument("--corpus", type=Path, action="append", metavar="FOLDER", help="import these texts; repeatable")
    command.add_argument("--rounds", type=whole, default=3, help="how often each import is measured (default 3)")
    command.add_argument("--profile", action="store_true", help="tell also in which steps the time goes")
    common(command)
    options = command.parse_args(arguments)
    return status_of(lambda: _measure(options))


if __name__ == "__main__":
    sys.exit(main())
