"""Sentences that say the same stand side by side; nothing is lost, nothing stands twice."""

from hypothesis import given
from hypothesis import strategies as st

from osce_docs.public.compare.alignment import align
from osce_docs.public.compare.sentences import sentences


def lines(*texts):
    """The text of these lines, and its sentences."""
    whole = "\n".join(texts)
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    blocks = [[start, start + len(text), "paragraph"] for start, text in zip(starts, texts, strict=True)]
    return whole, sentences(whole, blocks, (), 1000)


def aligned(left, right):
    (one, own), (other, others) = lines(*left), lines(*right)
    return [
        (
            one[row.left.start : row.left.end] if row.left else None,
            other[row.right.start : row.right.end] if row.right else None,
            row.moved,
        )
        for row in align(own, others)
    ]


OSLO = "The Oslo Conference met on 4 May 1971 under the chair of Norway"
OSLO_TOO = "On 5 May 1971 the conference in Oslo met, with Norway in the chair"
PLAN = "A plan for the fjords was put forward by Sweden"
PLAN_TOO = "Sweden put forward its plan for the fjords"
CATTLE = "Cattle grazed quietly beside every road"


def test_what_both_say_stands_side_by_side_and_what_only_one_says_alone():
    assert aligned([OSLO, CATTLE, PLAN], [OSLO_TOO, PLAN_TOO]) == [
        (OSLO, OSLO_TOO, False),
        (CATTLE, None, False),
        (PLAN, PLAN_TOO, False),
    ]


def test_what_is_told_at_another_place_is_told_apart():
    more = "It was signed at noon by all of the delegations in the great hall"
    assert aligned([OSLO, more, CATTLE], [CATTLE, OSLO, more]) == [
        (OSLO, OSLO, False),
        (more, more, False),
        (CATTLE, CATTLE, True),
    ]


def test_texts_that_share_nothing_are_shown_one_after_the_other():
    assert aligned([OSLO], [CATTLE]) == [(OSLO, None, False), (None, CATTLE, False)]
    assert aligned([], [CATTLE]) == [(None, CATTLE, False)]
    assert aligned([], []) == []


SAID = ("oslo", "met", "plan", "norway", "sweden", "fjord", "chair", "may")
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=4)
TEXTS = st.lists(WORDS.map(" ".join), max_size=8)


@given(TEXTS, TEXTS)
def test_each_sentence_stands_once_and_those_not_moved_in_their_order(left, right):
    rows = aligned(left, right)
    assert sorted(row[0] for row in rows if row[0]) == sorted(left)
    assert sorted(row[1] for row in rows if row[1]) == sorted(right)
    assert [row[0] for row in rows if row[0]] == left
    moved = [row[1] for row in rows if row[2]]
    kept = [row[1] for row in rows if row[1] and not row[2]]
    assert sorted([*kept, *moved]) == sorted(right)
