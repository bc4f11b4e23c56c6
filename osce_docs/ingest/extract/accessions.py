"""Memberships that the events of a document tell: who was admitted to a body belongs to it from that day on."""

from collections.abc import Iterable, Iterator

from osce_docs.ingest.extract.membership_told import BodyClaim
from osce_docs.readings import Claim, Telling

# What tells that a state left a body; its date is the end of the membership.
WITHDRAWAL = "other/withdrew-from"
ROLES = frozenset({"member", "partner"})


def find_accessions(events: Iterable[Telling], bodies: frozenset[str]) -> tuple[BodyClaim, ...]:
    """Return a claim `member` for each state that one of `events` tells to have joined or left one of `bodies`.

    What is denied or only announced, and what has no date, makes no member.
    """
    return tuple(found for event in events for found in _members(event, bodies))


def _members(event: Telling, bodies: frozenset[str]) -> Iterator[BodyClaim]:
    end = next((end for each in _asserted(event, "kind") if (end := _end(each))), "")
    body = next((each.value for each in _asserted(event, "subject") if each.value in bodies), "")
    date = next((each for each in _asserted(event, "date")), None)
    if not (end and body and date):
        return
    for claim in _asserted(event, "participant"):
        role = claim.value["role"] if claim.value["role"] in ROLES else "member"
        if claim.value["name"] not in {"", body}:
            dates = {"from": "", "to": ""} | {end: date.value}
            value = {"member": claim.value["name"], "role": role, "holder": "", **dates}
            yield BodyClaim(body, Claim(event.start, event.end, "member", value, f"membership/{claim.rule}"))


def _end(kind: Claim) -> str:
    """Return which end of a membership the date of the event is, or ''."""
    return "to" if kind.rule.startswith(WITHDRAWAL) else "from" if kind.value == "accession" else ""


def _asserted(event: Telling, field: str) -> list[Claim]:
    return [claim for claim in event.claims if claim.field == field and claim.mode == "asserted"]
