import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from osce_docs.ingest.workers import in_order

ROOT = Path(__file__).parents[2]

KILLED = """
import os, time
from osce_docs.ingest.workers import in_order
if __name__ == "__main__":
    for pid in in_order(os.getenv, ["HOME"] * 3, 2):
        print("ready", flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_results_come_in_the_order_of_the_input(jobs):
    assert list(in_order(abs, range(-200, 0), jobs)) == list(range(200, 0, -1))


def touch_slowly(path):
    time.sleep(0.1)
    path.touch()


def test_who_stops_does_not_wait_for_what_has_not_begun(tmp_path):
    results = in_order(touch_slowly, [tmp_path / str(number) for number in range(60)], 2)
    next(results)
    results.close()
    assert len(list(tmp_path.iterdir())) < 30


def _children(pid):
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in tasks.read_text().split()] if tasks.exists() else []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc on this system")
def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    parent = subprocess.Popen(
        [sys.executable, script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    )
    assert parent.stdout.readline() == b"ready\n"
    workers = _children(parent.pid)
    assert len(workers) >= 2
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in workers):
        time.sleep(0.2)
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []
