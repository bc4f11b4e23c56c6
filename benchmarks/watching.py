"""Runs a process to its end and watches it: how long, how much of the processors, how much memory, child by child."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from benchmarks.archives import PREFIX, ROOT, Archive, CannotMeasureError

PROC = Path("/proc")
# So often the processes are looked at; what one of them held at most, the kernel itself remembers.
EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Watched:
    """What a process did: seconds on the wall and of processors, most MB of itself and of any of its children."""

    status: int
    wall: float
    processor: float
    itself: float
    children: float
    said: str


def watched(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> Watched:
    """Run a command and watch it. Raises CannotMeasureError, and ends it, where it takes longer."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    peaks: dict[int, float] = {}
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said, text=True)
        try:
            _watch(process, peaks, begun + seconds)
        finally:
            process.kill()
            process.wait()
        wall = time.perf_counter() - begun
        said.seek(0)
        words = said.read().strip()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    itself = peaks.pop(process.pid, 0.0)
    return Watched(process.returncode, wall, processor, itself, max(peaks.values(), default=0.0), words)


def _watch(process: subprocess.Popen[str], peaks: dict[int, float], until: float) -> None:
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            peaks[pid] = max(peaks.get(pid, 0.0), _most_memory(pid))
        if time.perf_counter() > until:
            raise CannotMeasureError("it takes longer than it was given (--minutes)")
        time.sleep(EVERY)


def _children(pid: int) -> list[int]:
    """Return the children of a process, where the system tells (Linux)."""
    try:
        return [int(child) for child in (PROC / f"{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _most_memory(pid: int) -> float:
    try:
        lines = (PROC / f"{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


@dataclass(frozen=True, slots=True)
class Import:
    """One run of import_seeds: what was seen of it, the seconds it counts itself (without starting up), its report."""

    seen: Watched
    working: float
    report: dict[str, Any]


def import_into(archive: Archive, folder: Path, *, jobs: int, minutes: float) -> Import:
    """Import a folder in a process of its own.

    Raises CannotMeasureError where it fails, refuses a file or takes too long.
    """
    with TemporaryDirectory(prefix=PREFIX) as place:
        report = Path(place) / "report.json"
        options = ["--jobs", str(jobs), "--report", str(report), "--verbosity", "0"]
        command = [sys.executable, "manage.py", "import_seeds", str(folder), *options]
        seen = watched(command, archive.environment, minutes * 60)
        if seen.status:
            raise CannotMeasureError(f"import_seeds: {seen.said}")
        told = json.loads(report.read_text(encoding="utf-8"))
    return Import(seen, told["seconds"], told)
