import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.ingest.extract.cues import cues
from osce_docs.ingest.extract.required import Candidates, required

CASES = [
    (r"signed", [{"signed"}]),
    (r"(?:signed|initialled) by", [{" by"}, {"initialled", "signed"}]),
    (r"will (?:be )?signed", [{"signed"}, {"will "}]),
    (r"foo+bar", [{"bar"}]),
    (r"(?:accord|d)", []),
    (r"[ab]ccord(?=xyz)", [{"ccord"}]),
    (r"(?P<who>⟦state\d{1,3}⟧) JOINED", [{" joined"}, {"⟦state"}]),
]


@pytest.mark.parametrize(("pattern", "expected"), CASES)
def test_required_words(pattern, expected):
    assert sorted(map(sorted, required(pattern))) == sorted(map(sorted, expected))


@given(st.text("signedtalbyjo⟦⟧012 wfr", max_size=40), st.sampled_from(CASES))
def test_what_matches_is_never_passed_over(noise, other):
    text = f"{noise} {other[0]} signed by accord foobar ⟦state1⟧ joined {noise}"
    matching = [number for number, (pattern, _) in enumerate(CASES) if re.search(pattern, text, re.IGNORECASE)]
    assert set(matching) <= set(Candidates([required(pattern) for pattern, _ in CASES]).among(text.lower()))


def test_only_what_holds_a_word_of_every_set_may_match():
    needed = [required(pattern) for pattern, _ in CASES]
    assert Candidates(needed).among("initialled by both") == [1, 4]
    assert Candidates(needed).among("⟦state0⟧ joined; it will be signed") == [0, 2, 4, 6]
    assert Candidates([()]).among("anything") == [0]


def test_most_rules_of_membership_have_such_words():
    rules = cues("memberships")
    assert sum(bool(rule.needed) for rule in rules) > 0.9 * len(rules)
