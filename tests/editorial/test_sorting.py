"""Hashes come out in order, however many there are and however few are sorted at once."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.editorial.sorting import in_order

HASHES = st.lists(st.binary(min_size=4, max_size=4), max_size=60)


@given(HASHES, st.integers(1, 20))
def test_they_come_in_the_order_of_bytes_each_as_often_as_it_came(hashes, run):
    assert list(in_order(iter(hashes), 4, run)) == sorted(hashes)


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 4097, 9000])
def test_runs_longer_than_a_block_are_whole(count):
    hashes = [(number * 7919 % 100_003).to_bytes(4, "big") for number in range(count)]
    assert list(in_order(hashes, 4, 5000)) == sorted(hashes)


def test_what_is_held_does_not_grow_with_their_number():
    tracemalloc.start()
    try:
        count = sum(1 for _ in in_order((number.to_bytes(32, "big") for number in range(200_000)), 32, 10_000))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 200_000
    # Held whole they would be 13 MB.
    assert most < 6_000_000
