import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs import edtf
from osce_docs.editorial.agreement import TABLE, Fact, precision, readings


def fact(value, document="a", witness=None, dated="", mode="asserted"):
    return Fact(value, document, witness or document, dated, mode=mode)


@pytest.mark.parametrize(
    ("how", "told", "shown", "others"),
    [
        ("same", ["Oslo", " oslo "], "Oslo", []),
        ("same", ["meeting", "summit"], "meeting", ["summit"]),
        ("wording", ["Berlin Plan", "the plan of Berlin"], "Berlin Plan", []),
        ("date", ["1975-07", "1975-07-30/1975-08-01", "1975-07-31"], "1975-07-31", []),
        ("date", ["1999", "1999-11-18", "1999-11-19"], "1999-11-18", ["1999-11-19"]),
        ("date", ["1999", "2000-05"], "1999", ["2000-05"]),
        ("date", [], None, []),
        ("same", ["accepted", "rejected"], "accepted", ["rejected"]),
    ],
)
def test_what_agrees_is_one_reading(how, told, shown, others):
    found = readings(how, [fact(value, document=str(number)) for number, value in enumerate(told)])
    assert [reading.value for reading in found] == ([] if shown is None else [shown, *others])


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ([fact("x", "1"), fact("y", "2"), fact("y", "3")], "y"),
        ([fact("x", "1"), fact("y", "2", witness="2"), fact("y", "3", witness="2")], "x"),
        ([fact("x", "1", dated="2001-01-01"), fact("y", "2", dated="1999-05-05")], "y"),
        ([fact("x", "2"), fact("y", "1")], "y"),
        ([fact("x", "1", mode="denied"), fact("y", "2")], "y"),
    ],
    ids=["most witnesses", "retellings are one witness", "earliest document", "smallest key", "denials give no value"],
)
def test_which_reading_is_shown(facts, shown):
    assert readings("same", facts)[0].value == shown
    assert readings("same", list(reversed(facts)))[0].value == shown


@pytest.mark.parametrize("how", TABLE)
def test_what_is_said_in_the_same_letters_is_what_agreement_would_make_of_it(how):
    told = [fact("1975-08", key, witness, dated) for key, witness, dated in (("b", "a", "1976-01-01"), ("a", "a", ""))]
    for some in ([], told[:1], told, [*told, told[0]]):
        in_order = sorted(some, key=lambda each: each.document)
        assert readings(how, some) == tuple(TABLE[how](in_order))


def test_a_vague_date_speaks_for_every_precise_one_it_contains():
    july, june = readings("date", [fact("1992-07-08", "1"), fact("1992-06-08", "2"), fact("1992", "3")])
    assert (july.witnesses, june.witnesses) == (2, 2)


DATES = ["1992-07", "1992", "1992-07-08~", "1992-07-08?", "1992-07-08/1992-07-10", "1992/..", "1992-41", "XXXX-07-08"]
DAYS = [f"1992-07-{day:02}" for day in range(4, 12)]


@given(st.lists(st.sampled_from([*DATES, *DAYS]), max_size=12))
def test_each_date_joins_the_more_precise_ones_it_agrees_with(told):
    seeds = {}
    for value in sorted(set(told), key=lambda value: (-precision(value), told.index(value), value)):
        for seed in [seed for seed in seeds if edtf.agree(seed, value)] or [value]:
            seeds.setdefault(seed, set()).add(value)
    found = readings("date", [fact(value, f"{number:02}") for number, value in enumerate(told)])
    assert {reading.value: {each.value for each in reading.facts} for reading in found} == seeds
