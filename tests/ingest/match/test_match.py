import itertools
from datetime import date, timedelta

import pytest

from osce_docs import edtf
from osce_docs.ingest.match import Subject, address, match, record_key
from osce_docs.ingest.match.retelling import retellings, shared_events

NAMELESS = "proposal::principles"
MEETING, OPENING = "event:meeting:permanent-council:1999", "event:opening:osce-office-in-tirana"


def keys(matched):
    return sorted(list(group.keys) for group in matched.groups)


@pytest.mark.parametrize(
    ("block", "dates", "expected"),
    [
        (MEETING, {"a": "1999-03-04", "b": "1999-03-04"}, [["a", "b"]]),
        (MEETING, {"a": "1999-03-04", "b": "1999-03-05"}, [["a"], ["b"]]),
        (MEETING, {"a": "1999-03", "b": "1999-03-05"}, [["a", "b"]]),
        (MEETING, {"a": "", "b": "1999-03-05"}, [["a"], ["b"]]),
        (OPENING, {"a": "1999-03", "b": "2000", "c": ""}, [["a", "b", "c"]]),
        (NAMELESS, {"a": "1999-03", "b": "1999-03"}, [["a"], ["b"]]),
    ],
    ids=[
        "equal",
        "other days",
        "containment",
        "undated",
        "what happens once is one, whatever the dates",
        "what has no name",
    ],
)
def test_groups_of_a_block(block, dates, expected):
    assert keys(match([Subject(key, block, date) for key, date in dates.items()])) == expected


def test_more_than_one_candidate_is_unresolved_and_alone():
    block = [Subject("a", MEETING, "1999-03-04"), Subject("b", MEETING, "1999-03-11"), Subject("c", MEETING, "1999-03")]
    matched = match(block)
    assert keys(matched) == [["a"], ["b"], ["c"]]
    assert [(subject.key, len(groups)) for subject, groups in matched.unresolved] == [("c", 2)]


def test_a_telling_is_not_held_against_all_the_days_that_others_tell_of():
    days = [date(1990, 1, 1) + timedelta(at) for at in range(1000)]
    block = [Subject(f"{at}", "event:statement:osce:", f"{day}") for at, day in enumerate(days)]
    block.append(Subject("year", "event:statement:osce:", "1991"))
    edtf.agree.cache_clear()
    matched = match(block)
    asked = edtf.agree.cache_info()
    assert len(matched.groups) == 1001
    assert [len(groups) for _, groups in matched.unresolved] == [365]
    assert asked.hits + asked.misses < 3 * len(block)


def test_the_order_of_tellings_does_not_matter():
    dates = ["1999-03", "1999-03-04", "1999-03-11", "1999", "1999-04-01", ""]
    block = [Subject(str(number), MEETING, date) for number, date in enumerate(dates)]
    outcomes = {str(keys(match(order))) for order in itertools.permutations(block)}
    assert len(outcomes) == 1


def test_rulings_join_and_part():
    dated = [Subject("a", MEETING, "1999-03-04"), Subject("b", MEETING, "1999-03-05")]
    assert keys(match(dated, same={frozenset("ab")})) == [["a", "b"]]
    once = [Subject("a", OPENING), Subject("b", OPENING)]
    assert keys(match(once, different={frozenset("ab")})) == [["a"], ["b"]]


A, B, C = (Subject("a", MEETING, "1999-03-04"), Subject("b", MEETING, "1999-05"), Subject("c", OPENING, "1999"))
A_TOO, C_TOO = Subject("z", MEETING, "1999-03-04"), Subject("d", OPENING, "2001")


@pytest.mark.parametrize(
    ("block", "same", "different", "expected"),
    [
        ([A, B, C], ["ac", "bc"], [], [["a", "b", "c"]]),
        ([A, B, C], ["ac", "cx", "xb"], [], [["a", "b", "c"]]),
        ([A, A_TOO, C, C_TOO], ["az"], [], [["a", "z"], ["c", "d"]]),
        ([A, A_TOO, C, C_TOO], ["zd"], [], [["a", "c", "d", "z"]]),
        ([A, A_TOO, C], ["ac"], ["cz"], [["a", "c"], ["z"]]),
        ([A, B, C], ["ac", "bc"], ["ab"], [["a", "b", "c"]]),
        ([A, B, Subject("v", MEETING, "1999")], ["ab"], [], [["a", "b", "v"]]),
        ([A, B, C, Subject("v", MEETING, "1999")], ["ac", "bc"], [], [["a", "b", "c", "v"]]),
    ],
    ids=[
        "a third joins two that do not agree",
        "through a telling that is gone",
        "what agrees anyway",
        "what agrees with either comes along",
        "what is not the same as one is not the same as the other",
        "what is joined twice is not parted",
        "what could be either is in doubt no longer",
        "nor where others join them",
    ],
)
def test_rulings_join_all_that_follows_in_any_order(block, same, different, expected):
    pairs = [[frozenset(pair) for pair in ruled] for ruled in (same, different)]
    outcomes = [match(order, *pairs) for order in itertools.permutations(block)]
    assert all(sorted(map(list, (group.keys for group in each.groups))) == expected for each in outcomes)
    assert all(each.unresolved == () for each in outcomes)


def test_keys_of_records():
    meeting = match([Subject("a", MEETING, "1999-03-04")]).groups[0]
    undated = match([Subject("a", MEETING)]).groups[0]
    opening = match([Subject("a", OPENING, "1999")]).groups[0]
    assert record_key(meeting) == f"{MEETING}@1999-03-04"
    assert record_key(undated).startswith(f"{MEETING}#")
    assert record_key(opening) == OPENING
    assert record_key(opening, {OPENING}) not in {OPENING, record_key(undated)}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("event:summit:oslo:1992", "summit-oslo-1992"),
        ("türkiye", "turkiye"),
        ("seeds/Note 1.txt", "seeds-note-1-txt"),
    ],
)
def test_address(key, expected):
    assert address(key) == expected


def test_addresses_of_long_or_colliding_keys_end_in_a_hash():
    assert len(address("event:" + "long" * 60)) <= 100
    assert address("a:b", collides=True) != address("a:c", collides=True) != "c"


def test_retellings_share_many_events_and_much_of_the_smaller_text():
    told = [(document, f"e{n}", "1999") for document, count in (("a", 9), ("b", 6), ("c", 3)) for n in range(count)]
    pairs = shared_events(told)
    assert retellings(pairs, {"a": 9, "b": 6, "c": 3}) == {("a", "b"): 6}
    assert retellings(pairs, {"a": 90, "b": 60, "c": 3}) == {}
    assert shared_events(told, {"b"}) == {("a", "b"): 6, ("b", "c"): 3}


def test_an_event_that_everyone_tells_says_nothing_of_a_pair():
    assert shared_events((f"d{n}", "e", "1999") for n in range(51)) == {}
