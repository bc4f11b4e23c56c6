"""Passages of one text that say different things of one matter."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from osce_docs.edtf import agree, bounds, display
from osce_docs.readings import Claim, Finding, Span, Telling


def find_contradictions(tellings: Sequence[Telling]) -> Iterator[Finding]:
    """Yield `contradiction`: dates of one event or proposal, fates of one proposal, sets of co-chairs at one time."""
    seen: set[tuple[Span, ...]] = set()
    for telling in tellings:
        for finding in (*_dates(telling), *_fates(telling), *_co_chairs(telling)):
            if finding.spans not in seen:
                seen.add(finding.spans)
                yield finding


def _dates(telling: Telling) -> Iterator[Finding]:
    """A founding date is a date, too; a date that was only announced may have been moved."""
    for field in ("date", "founded", "dissolved"):
        stated = [claim for claim in telling.claims if claim.field == field and claim.mode == "asserted"]
        clash = next((pair for pair in combinations(stated, 2) if not agree(pair[0].value, pair[1].value)), None)
        if clash:
            words = " or ".join(display(claim.value) for claim in clash)
            yield Finding("contradiction", f"The text dates the same thing {words}.", _spans(clash), telling.key)


def _fates(telling: Telling) -> Iterator[Finding]:
    """One party with two stances; or, told in two places, a rejection by one party and by another."""
    stances = [claim for claim in telling.claims if claim.field == "position" and claim.mode == "asserted"]
    for one, other in combinations(stances, 2):
        same_party = one.value["party"] == other.value["party"]
        if same_party and {one.value["stance"], other.value["stance"]} == {"accepted", "rejected"}:
            words = "The same party is said to have accepted and to have rejected it."
            yield Finding("contradiction", words, _spans((one, other)), telling.key)
            return
    if "-of-" in telling.block.rpartition(":")[2]:
        yield from _rejected_by_others(telling, [claim for claim in stances if claim.value["stance"] == "rejected"])


def _rejected_by_others(telling: Telling, rejections: Sequence[Claim]) -> Iterator[Finding]:
    told: dict[tuple[int, int], set[str]] = {}
    for claim in rejections:
        told.setdefault((claim.start, claim.end), set()).add(claim.value["party"])
    clash = next((pair for pair in combinations(told, 2) if not told[pair[0]] & told[pair[1]]), None)
    if clash:
        words = "One passage says that one party rejected it, another that another did."
        yield Finding("contradiction", words, tuple(Span(*where) for where in clash), telling.key)


def _co_chairs(telling: Telling) -> Iterator[Finding]:
    """Who chaired together in one period, told in two places."""
    told: dict[tuple[int, int], dict[tuple[str, str], set[str]]] = {}
    for claim in telling.claims:
        if claim.field == "member" and claim.value["role"] == "co-chair" and claim.value["from"] and claim.value["to"]:
            period = (claim.value["from"], claim.value["to"])
            told.setdefault((claim.start, claim.end), {}).setdefault(period, set()).add(claim.value["member"])
    periods = [(where, period, members) for where, by in told.items() for period, members in by.items()]
    for (here, one, some), (there, other, others) in combinations(periods, 2):
        if here != there and some != others and _years_shared(one, other):
            words = "The chairs of one period are told in two ways."
            yield Finding("contradiction", words, (Span(*here), Span(*there)), telling.key)
            return


def _years_shared(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether the periods share more than the year in which one ends and the other begins."""
    starts = [bounds(period[0])[0] for period in (one, other)]
    ends = [bounds(period[1])[0] for period in (one, other)]
    return all([*starts, *ends]) and max(filter(None, starts)) < min(filter(None, ends))


def _spans(claims: Sequence[Claim]) -> tuple[Span, ...]:
    return tuple(Span(claim.start, claim.end) for claim in claims)
