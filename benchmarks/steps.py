"""Where an import spends its time: samples of what the process is doing, by step.

Run in a process of its own (benchmarks/within.py) on an empty archive; everything is done by this one process, so
that reading is seen too. A thread looks a hundred times a second at where the import is. It costs little, and it does
not tell the import's own work from its waiting for the database.
"""

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from osce_docs.ingest.run import import_sources

EVERY = 0.01
# So soon the looking thread gets its turn: were it to wait, it would find the import mostly where it waits for files.
QUICK = 0.0002
ROOT = f"{Path(__file__).parents[1]}/"
# A moment belongs to the first of these steps that any call under way is in: what stands higher is part of the lower.
STEPS = (
    ("commit", ("django/db/backends/base/base.py:_commit",)),
    ("search", ("osce_docs/search/",)),
    ("match", ("osce_docs/ingest/match/", "osce_docs/ingest/store/matches.py")),
    ("settle", ("osce_docs/ingest/store/waiting.py:settle_waiting", "osce_docs/ingest/store/settle.py")),
    ("store", ("osce_docs/ingest/store/", "osce_docs/editorial/")),
    ("extract", ("osce_docs/ingest/extract/",)),
    ("parse", ("osce_docs/ingest/parse/",)),
    ("read", ("osce_docs/ingest/read/", "osce_docs/ingest/known.py")),
)
REST = "the rest"


def step_of(stack: str) -> str:
    """Return the step that a stack of calls is in."""
    return next((step for step, places in STEPS if any(place in stack for place in places)), REST)


class Sampler(threading.Thread):
    """Counts, until it is stopped, in which step the main thread is, and in which function of ours."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.steps: Counter[str] = Counter()
        self.functions: Counter[tuple[str, str]] = Counter()
        self.stopped = threading.Event()
        self._main = threading.main_thread().ident

    def run(self) -> None:
        """Look, and wait a little, until stopped."""
        while not self.stopped.wait(EVERY):
            calls = list(_calls(sys._current_frames().get(self._main)))
            step = step_of("\n".join(calls))
            self.steps[step] += 1
            self.functions[step, next((call for call in calls if call.startswith("osce_docs/")), "")] += 1


def _calls(frame: FrameType | None) -> Iterator[str]:
    """Yield the calls under way, the innermost first, as file:function."""
    while frame:
        yield f"{frame.f_code.co_filename.removeprefix(ROOT)}:{frame.f_code.co_name}"
        frame = frame.f_back


def main(folder: str, file: str) -> None:
    """Import a folder, and write to a file what share of the time went where."""
    sampler = Sampler()
    sys.setswitchinterval(QUICK)
    begun = time.perf_counter()
    sampler.start()
    import_sources([Path(folder)], jobs=1)
    sampler.stopped.set()
    sampler.join()
    found = {
        "seconds": time.perf_counter() - begun,
        "samples": sampler.steps.total(),
        "steps": dict(sampler.steps),
        "functions": [[*where, number] for where, number in sampler.functions.most_common(12)],
    }
    Path(file).write_text(json.dumps(found), encoding="utf-8")
