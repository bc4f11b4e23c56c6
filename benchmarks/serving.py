"""Serves a WSGI application with gunicorn on this machine's loopback, and asks it for pages."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from benchmarks.archives import ROOT, BrokenPromiseError, CannotMeasureError

PROCESSES = 2
# Longer than this no page may take: a measure ends.
MOST_SECONDS = 60


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve `module:name` in two processes while inside; yields the port.

    Raises CannotMeasureError where it does not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["-w", str(PROCESSES), "-b", f"127.0.0.1:{port}", "--log-level", "error"]
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", *options, application], cwd=ROOT, env=environment)
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        server.wait()


def get(port: int, path: str, cookie: str = "") -> float:
    """Return the milliseconds that a page took, to its last byte. Raises BrokenPromiseError where it is none."""
    begun = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=MOST_SECONDS)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as error:
        raise BrokenPromiseError(f"{path}: no answer ({type(error).__name__})") from None
    finally:
        connection.close()
    if answer.status != 200:
        raise BrokenPromiseError(f"{path}: status {answer.status}")
    return (time.perf_counter() - begun) * 1000


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise CannotMeasureError("a server did not start")
