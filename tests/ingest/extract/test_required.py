import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.ingest.extract import offices
from osce_docs.ingest.extract.candidates import Candidates
from osce_docs.ingest.extract.cues import cues
from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.event_rules import event_rules, rules_for
from osce_docs.ingest.extract.masks import PLACE
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.required import Requirements
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.ingest.parse import parse
from osce_docs.knowledge import load

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
MARKED = PLACE * 6
PHRASES = {
    "<sign>": "(?:signed|initialled)",
    "<by>": " by <who>",
    "<who>": r"⟦state\d{1,3}⟧",
    "<maybe>": "x{0,3}",
}
NEEDED = Requirements(re.compile(r"(?<!\?P)<[a-z]+>"), lambda found: PHRASES[found[0]])
CASES = [
    (r"signed", [{"signed"}]),
    (r"(?:signed|initialled) by", [{"signed by", "initialled by"}]),
    (r"will (?:be )?signed", [{"will be signed", "will signed"}]),
    (r"organi[sz]ed\b by", [{"organised by", "organized by"}]),
    (r"foo+bar", [{"bar"}]),
    (r"(?:accord|d)", []),
    (r"(?:accord|treaty of accord)", [{"accord"}]),
    (r"of the", []),
    (r"[ab]ccord(?=xyz)", [{"accord", "bccord"}]),
    (r"(?P<who>⟦state\d{1,3}⟧) JOINED", [{"⟦state"}, {"⟧ joined"}]),
    (r"<sign><by>", [{"signed", "initialled"}, {"⟦state"}]),
    (r"(?:<sign>|accord)<maybe>ed", [{"signed", "initialled", "accord"}]),
    (r"(?:<sign>|<by>) (?:<who>)? of", [{"signed", "initialled", "⟦state"}]),
    (r"<sign>{0,1} accord", [{" accord"}]),
]


@pytest.mark.parametrize(("pattern", "expected"), CASES)
def test_required_words_in_their_order(pattern, expected):
    assert list(map(set, NEEDED.of(pattern).in_order)) == expected


def test_words_in_another_order_do_not_match():
    needed = Candidates([NEEDED.of(r"signed by \w+ ⟦state\d⟧"), NEEDED.of("⟦state0⟧")])
    assert needed.among("it was signed by neutral ⟦state0⟧") == [0, 1]
    assert needed.among("⟦state0⟧ signed by") == [1]
    assert needed.among("⟦state0⟧ signed by neutral ⟦state1⟧") == [0, 1]


def written_out(pattern):
    done = re.sub(r"(?<!\?P)<[a-z]+>", lambda found: PHRASES[found[0]], pattern)
    return done if done == pattern else written_out(done)


@given(st.text("signedtalbyjo⟦⟧012 wfr", max_size=40), st.sampled_from(CASES))
def test_what_matches_is_never_passed_over(noise, other):
    text = f"{noise} {written_out(other[0])} signed by ⟦state1⟧ accord foobar of ⟦state1⟧ joined {noise}"
    patterns = [pattern for pattern, _ in CASES]
    matching = [n for n, pattern in enumerate(patterns) if re.search(written_out(pattern), text, re.IGNORECASE)]
    assert set(matching) <= set(Candidates(list(map(NEEDED.of, patterns))).among(text.lower()))


def test_words_ahead_and_the_next_rarest_of_alternatives_may_stand_anywhere():
    assert NEEDED.of(r"[ab]ccord(?=xyz)").anywhere == {frozenset({"xyz"})}
    both = NEEDED.of(r"(?:signed \d+ treaties|ratified \w+ pacts)")
    assert both.sets == {frozenset({" treaties", "ratified "}), frozenset({"signed ", " pacts"})}


def test_only_what_holds_a_word_of_every_set_may_match():
    needed = [NEEDED.of(pattern) for pattern in ("signed", "(?:signed|initialled) by", "of", "will.+signed")]
    assert Candidates(needed).among("initialled by both") == [1, 2]
    assert Candidates(needed).among("it was signed; it will be") == [0, 2]
    assert Candidates(needed).among("it will be signed") == [0, 2, 3]
    assert Candidates([NEEDED.of("")]).among("anything") == [0]


def test_what_is_stated_to_be_needed_is_needed():
    needed = [NEEDED.of("signed", frozenset({"treaty", "pact"})), NEEDED.of("signed")]
    assert Candidates(needed).among("it was signed") == [1]
    assert Candidates(needed).among("the pact was signed") == [0, 1]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_no_sentence_of_the_sources_is_passed_over(path):
    document = parse(path.read_text(encoding="utf-8"))
    sentences = split_sentences(document, find_names(document), find_dates(document))
    files = [cues("memberships"), cues("proposals"), cues("proposals", "act"), cues("attendance")]
    files.append(cues("stances", **load("proposals")["phrases"]))
    for skeleton in (each.skeleton for each in sentences if len(each.skeleton) < 300):
        tried = {rule.name for rule in rules_for(skeleton)}
        cued = (rule for rule in event_rules() if any(cue in skeleton.lower() for cue in rule.cues))
        assert not [rule.name for rule in cued if rule.name not in tried and rule.pattern.search(skeleton)]
        passed_over = [rule for rules in files for rule in rules if rule not in rules.that_may_match(skeleton)]
        assert not [rule.name for rule in passed_over if rule.pattern.search(skeleton)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_no_person_and_no_name_of_the_sources_is_passed_over(path):
    for line in path.read_text(encoding="utf-8").replace("Vienna", MARKED).split("\n"):
        words = offices.rules_for(line)
        for name, pattern in (("acting", offices.acting()), ("serving", offices.serving(False))):
            assert name in words or not pattern.search(line)
        assert "appointed" in words or not offices.appointed().search(line)


def test_most_rules_of_membership_have_such_words():
    rules = cues("memberships")
    assert sum(bool(rule.needed.in_order) for rule in rules) > 0.9 * len(rules)
