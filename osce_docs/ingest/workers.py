"""Running a pure function over a stream in worker processes, the results in the order of the input."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# How many items a worker may be ahead of the writer: bounds the memory, whatever the corpus.
AHEAD = 32
# So many items one process has done before another could be started.
FEW = 24


def in_order(function: Callable[[Item], Result], items: Iterable[Item], jobs: int | None) -> Iterator[Result]:
    """Yield `function(item)` for each item, in order, computed by `jobs` processes (1: by this one).

    None: by this one as long as that is quicker than to start others, then by as many as there are processors.
    """
    items = iter(items)
    if jobs is None:
        yield from map(function, islice(items, FEW))
        jobs = os.cpu_count() or 1
    if jobs <= 1:
        yield from map(function, items)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_live_with, initargs=(os.getpid(),)) as pool:
        try:
            yield from _results(pool, function, items, AHEAD * jobs)
        finally:  # Who stops waits for what has begun, not for what is queued.
            pool.shutdown(cancel_futures=True)


def _results(pool: Executor, function: Callable[[Item], Result], items: Iterable[Item], ahead: int) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(pool.submit(function, item))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _live_with(parent: int) -> None:
    """End this worker with its parent: one that is killed outright cannot say goodbye."""
    Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
