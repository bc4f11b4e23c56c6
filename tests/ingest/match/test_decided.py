"""Which group a record is that editors decided on: a function of what it was then, and of what the groups are now."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from osce_docs.ingest.match import Decided, Subject, keys_of_decided, match, record_key
from osce_docs.ingest.match.keys import other_key

MONTH, FOURTH, FIFTH = "m@1999-03", "m@1999-03-04", "m@1999-03-05"


def decided(record: int, key: str, tellings: str) -> Decided:
    return Decided(record, datetime(2026, 1, record, tzinfo=UTC), key, frozenset(tellings), frozenset())


@pytest.mark.parametrize(
    ("records", "groups", "expected"),
    [
        ([(1, MONTH, "a")], {FOURTH: "ab"}, {1: FOURTH}),
        ([(1, MONTH, "a")], {MONTH: "a", FOURTH: "b"}, {1: MONTH}),
        ([(1, FOURTH, "abc")], {FOURTH: "a", FIFTH: "bc"}, {1: FIFTH}),
        ([(1, FOURTH, "ab")], {MONTH: "a", FOURTH: "b"}, {1: FOURTH}),
        ([(1, FOURTH, "ab")], {FIFTH: "b", MONTH: "a"}, {1: MONTH}),
        ([(1, FOURTH, "a")], {FOURTH: "z", FIFTH: "y"}, {1: FOURTH}),
        ([(1, FOURTH, "a")], {FIFTH: "z"}, {1: FOURTH}),
        ([(1, FOURTH, "a"), (2, FIFTH, "b")], {FOURTH: "ab"}, {1: FOURTH, 2: FIFTH}),
        ([(1, FOURTH, "a"), (2, FIFTH, "b")], {MONTH: "ab"}, {1: FOURTH, 2: MONTH}),
        ([(1, FOURTH, "ac"), (2, FIFTH, "b")], {MONTH: "abc"}, {1: MONTH, 2: FIFTH}),
        ([(1, FOURTH, "a"), (2, FOURTH, "b")], {FOURTH: "ab"}, {1: other_key(FOURTH, {FOURTH}), 2: FOURTH}),
        ([(1, FOURTH, "a"), (2, FOURTH, "b")], {}, {1: other_key(FOURTH, {FOURTH}), 2: FOURTH}),
    ],
    ids=[
        "a telling under another key",
        "nothing has changed for it",
        "most of its tellings",
        "of as many, those of its key",
        "of as many without its key, the first",
        "its key where its tellings are gone",
        "alone where nothing is left of it",
        "two become one: the one of its key",
        "two become one: the last decided on",
        "two become one: the one with more tellings",
        "two of one key with a group",
        "two of one key without one",
    ],
)
def test_the_key_that_a_record_has_now(records, groups, expected):
    outcomes = [
        keys_of_decided([decided(*each) for each in order], dict(shown))
        for order in permutations(records)
        for shown in permutations(groups.items())
    ]
    assert all(each == expected for each in outcomes)


def test_another_key_is_free_and_begins_alike():
    first = other_key(FOURTH, {FOURTH})
    second = other_key(FOURTH, {FOURTH, first})
    assert len({FOURTH, first, second}) == 3
    assert all(key.startswith(f"{FOURTH}#") for key in (first, second))
    assert other_key(FOURTH, ()) == FOURTH
    assert len(other_key("k" * 250, {"k" * 250})) <= 255


@pytest.mark.parametrize(
    ("block", "date"),
    [("event:meeting:x:1999", "1999-03"), ("event:meeting:x:", ""), ("event:opening:x", "1999"), ("proposal::y", "")],
)
def test_the_key_of_a_record_begins_with_its_block(block, date):
    (group,) = match([Subject("t", block, date)]).groups
    assert record_key(group).replace("#", "@").partition("@")[0] == block
