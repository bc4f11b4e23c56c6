"""The measures of speed run, and print what they promise; how fast anything is, no test asks."""

import os
import subprocess
import sys

from django.conf import settings


def test_pages_are_measured_beside_the_floor(tmp_path):
    archive = tmp_path / "archive.sqlite3"
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{archive}"}
    run = {"cwd": settings.BASE_DIR, "capture_output": True, "text": True, "check": True}
    subprocess.run([sys.executable, "manage.py", "migrate"], env=environment, **run)
    command = [sys.executable, "-m", "benchmarks.pages", str(archive), "--rounds", "2", "--page", "/documents/"]
    head, line = subprocess.run(command, **run).stdout.splitlines()
    assert head.split()[:4] == ["floor", "median", "p95", "ratio"]
    assert line.split()[-1] == "/documents/"
    assert all(float(number) > 0 for number in line.split()[:4])
