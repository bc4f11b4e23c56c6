"""Sorting very many hashes in little memory: runs that were sorted lie in a file, and are merged as they are read."""

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

# So many are sorted at once: some 20 MB.
RUN = 200_000
# So many of a run are read at once.
BLOCK = 4096


def in_order(hashes: Iterable[bytes], size: int, run: int = RUN) -> Iterator[bytes]:
    """Yield hashes of `size` bytes each in the order of bytes, equal ones as often as they came."""
    hashes = iter(hashes)
    with TemporaryFile() as file:
        runs = []
        while some := sorted(islice(hashes, run)):
            runs.append((file.tell(), len(some)))
            file.write(b"".join(some))
        yield from heapq.merge(*(_stored(file, start, count, size) for start, count in runs))


def _stored(file: IO[bytes], start: int, count: int, size: int) -> Iterator[bytes]:
    for first in range(0, count, BLOCK):
        file.seek(start + first * size)
        block = file.read(min(BLOCK, count - first) * size)
        yield from (block[at : at + size] for at in range(0, len(block), size))
