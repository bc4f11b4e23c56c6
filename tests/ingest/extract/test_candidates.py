"""What several threads look for at once is found by each."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from osce_docs.ingest.extract.candidates import Held


@pytest.fixture
def _hasty():
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_hasty")
def test_what_a_thread_adds_it_finds_whatever_others_add_meanwhile():
    held = Held()

    def missed(thread):
        words = [f"word {thread} {number}." for number in range(150)]
        return [word for word in words if not held.bit(frozenset({word})) & held.among(f"They said: {word}")[0]]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(missed, range(4))) == [[], [], [], []]
