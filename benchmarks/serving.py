"""Serves a WSGI application with gunicorn on this machine, and asks it for pages."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection


@contextmanager
def served(application: str, **environment: str) -> Iterator[int]:
    """Serve `module:name` in two processes while inside; yields the port. Raises OSError where it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "--log-level", "error"]
    server = subprocess.Popen([*command, application], env=os.environ | environment)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def get(port: int, path: str) -> float:
    """Return the milliseconds that a page took, to its last byte. Raises ValueError where it is none."""
    begun = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise ValueError(f"{path}: status {answer.status}")
    return (time.perf_counter() - begun) * 1000


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise OSError("the server did not start")
