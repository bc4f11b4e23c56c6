"""The benchmark counts as its README says."""

from typing import Any

import pytest

from benchmarks import pairing
from benchmarks.scoring import Report, broken, measure, render

TEXT = "Norway joined the Council on 4 May 1949. The Council met in Rome in May 1950. Chile and Peru rejected the Plan."
JOINED, MET = "Norway joined the Council on 4 May 1949.", "The Council met in Rome in May 1950."
REJECTED = "Chile and Peru rejected the Plan."


def item(quote: str, **values: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote), **values}


def event(quote: str, kind: str, date: str | None, **values: Any) -> dict[str, Any]:
    return item(quote, title="", kind=kind, date=date, place=None, participants=[], **values)


def finding(kind: str, *passages: tuple[str, str]) -> dict[str, Any]:
    return {"kind": kind, "message": "", "passages": [{"document": name, **item(quote)} for name, quote in passages]}


def compared(gold: dict[str, Any], reading: dict[str, Any]) -> Report:
    return measure([{"path": "a.txt", **gold}], [{"path": "folder/a.txt", "text": TEXT, **reading}])


def figures(report: Report, kind: str) -> tuple[int, int, int, int]:
    score = report.scores[kind]
    return score.gold, score.met, score.found, score.right


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1949-05", "1949-05-04", True),
        ("1949-05-04", "1949-05", True),
        ("1949-05-04", "1950", False),
        (None, "", True),
        (None, "1949", False),
        ("1950/..", "1950-01-01/..", True),
        ("1949/..", "1950-06-01", False),
        ("not a date", "1949", False),
    ],
)
def test_dates_agree(one: str | None, other: str | None, agree: bool) -> None:
    assert pairing.dates_agree(one, other) is agree


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([event(JOINED, "accession", "1949-05-04")], (1, 1, 1, 1)),
        ([event(JOINED, "signature", "1949-05")], (1, 1, 1, 1)),
        ([event(JOINED, "accession", "1950")], (1, 0, 1, 0)),
        ([event(JOINED, "closing", "1949-05-04")], (1, 0, 1, 0)),
        ([event(MET, "accession", "1949-05-04")], (1, 0, 1, 0)),
        ([event(JOINED, "accession", "1949-05-04"), event(JOINED, "accession", "1949-05-04")], (1, 1, 2, 1)),
        ([], (1, 0, 0, 0)),
    ],
)
def test_events_pair_by_passage_kind_and_date(found: list[dict[str, Any]], expected: tuple[int, ...]) -> None:
    report = compared({"events": [event(JOINED, "accession", "1949-05-04", core=True)]}, {"events": found})
    assert figures(report, "events") == expected
    assert figures(report, "events (core)") == expected


def test_optional_items_count_neither_way() -> None:
    gold = {"events": [event(MET, "meeting", "1950-05", optional=True)]}
    assert figures(compared(gold, {"events": []}), "events") == (0, 0, 0, 0)
    assert figures(compared(gold, {"events": [event(MET, "summit", "1950-05")]}), "events") == (0, 0, 0, 0)


def test_required_items_are_paired_before_optional_ones() -> None:
    gold = [event(MET, "meeting", "1950-05", optional=True), event("met in Rome", "meeting", "1950-05")]
    report = compared({"events": gold}, {"events": [event(MET, "meeting", "1950-05")]})
    assert figures(report, "events") == (1, 1, 1, 1)


def test_a_pair_gives_way_where_both_then_find_one() -> None:
    gold, found = [{"name": "a"}, {"name": "b"}], [{"name": "x"}, {"name": "y"}]
    near = {("a", "x"): 2.0, ("a", "y"): 1.0, ("b", "x"): 1.0}
    pairs = pairing.pair(
        gold, found, lambda g, f: (near[g["name"], f["name"]],) if (g["name"], f["name"]) in near else None
    )
    assert pairs == {0: 1, 1: 0}


def test_positions_follow_their_proposals() -> None:
    stances = [item(REJECTED, party=party, stance="rejected") for party in ("Chile", "Peru")]
    gold = {"proposals": [item(REJECTED, name="Plan", date=None, positions=stances)]}
    wrong = [stances[0], {**stances[1], "stance": "accepted"}]
    reading = {"proposals": [item(REJECTED, name="the Plan", date=None, positions=wrong)]}
    assert figures(compared(gold, reading), "positions") == (2, 1, 2, 1)
    assert figures(compared(gold, {"proposals": []}), "positions") == (2, 0, 0, 0)


def test_organizations_go_by_alias_and_not_by_navigation() -> None:
    gold = {
        "organizations": [{"name": "Council of Europe", "kind": "body", "quote": "the Council", "aliases": ["CoE"]}]
    }
    found = [item("Norway", name="Norway", kind="state"), item("Council", name="COE", kind="body")]
    folded = [{"start": 0, "end": len("Norway"), "reason": "navigation"}]
    assert figures(compared(gold, {"organizations": found, "folded": folded}), "organizations") == (1, 1, 1, 1)
    assert figures(compared(gold, {"organizations": found, "folded": []}), "organizations") == (1, 1, 2, 1)


def test_memberships_go_by_body_member_and_dates() -> None:
    gold = {"memberships": [item(JOINED, body="Council", member="Norway", holder=None, **{"from": "1949-05-04"})]}
    for found, right in (({"from": "1949-05-04"}, 1), ({"from": "1950"}, 0), ({"from": None}, 0)):
        reading = item(JOINED, body="the Council", member="Norway", holder=None, **found)
        assert figures(compared(gold, {"memberships": [reading]}), "memberships") == (1, right, 1, right)


def test_one_finding_may_meet_several() -> None:
    gold = {"findings": [finding("missing-year", ("a.txt", JOINED)), finding("missing-year", ("a.txt", MET))]}
    found = [finding("missing-year", ("a.txt", JOINED), ("a.txt", MET)), finding("artefact", ("a.txt", MET))]
    report = compared(gold, {"findings": found})
    assert figures(report, "findings") == (2, 2, 2, 1)
    assert figures(report, "findings (kind aside)") == (2, 2, 2, 2)


def test_what_shows_between_documents_is_met_in_two() -> None:
    both = finding("disagreement", ("a.txt", JOINED), ("b.txt", MET))
    lines = [{"path": name, "text": TEXT} for name in ("a.txt", "b.txt")]
    golds = [{"path": "a.txt"}, {"path": "b.txt"}, {"across": {"findings": [both]}}]
    one = finding("disagreement", ("a.txt", JOINED))
    assert figures(measure(golds, [*lines, {"across": {"findings": [both]}}]), "findings") == (1, 1, 1, 1)
    assert figures(measure(golds, [*lines, {"across": {"findings": [one]}}]), "findings") == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("title", "expected"), [("Plan", (0, 0, 1, 0)), ("[Plan]", (0, 0, 0, 0)), (None, (0, 0, 0, 0))]
)
def test_a_title_the_text_does_not_state_stays_empty(title: str | None, expected: tuple[int, ...]) -> None:
    assert figures(compared({"title": None}, {"title": title}), "document fields") == expected


def test_a_passage_that_is_not_exact_is_told() -> None:
    shifted = {**event(MET, "meeting", "1950-05"), "start": 0}
    report = compared({}, {"events": [shifted]})
    assert report.notes["passages are exact"] == [False]
    assert "a passage is not exact" in broken(report)


def test_misses_and_extras_are_listed_with_their_passages() -> None:
    report = compared({"events": [event(MET, "meeting", "1950-05")]}, {"events": [event(JOINED, "accession", None)]})
    listed = render(report, verbose=True).splitlines()
    assert [line[0] for line in listed if "[meeting" in line or "[accession" in line] == ["-", "+"]
