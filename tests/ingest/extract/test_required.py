import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.ingest.extract.cues import cues
from osce_docs.ingest.extract.required import may_match, required

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


@given(st.sampled_from(CASES), st.text("signedtalbyjo⟦⟧012 wfr", max_size=40), st.sampled_from(CASES))
def test_what_matches_is_never_passed_over(case, noise, other):
    text = f"{noise} {other[0]} signed by accord foobar ⟦state1⟧ joined {noise}"
    assert may_match(required(case[0]), text.lower()) or not re.search(case[0], text, re.IGNORECASE)


def test_most_rules_of_membership_have_such_words():
    rules = cues("memberships")
    assert sum(bool(rule.needed) for rule in rules) > 0.9 * len(rules)
