"""Looking for garbage less often while very many short-lived objects are made: rows hold no rings of references."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before they are looked through, instead of 700; Python's own numbers for the older ones.
YOUNG = 20_000


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Within it, garbage in rings is looked for rarely, and never among what was there before."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
