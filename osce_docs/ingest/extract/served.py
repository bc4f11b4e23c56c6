"""For whom a person takes part in an event, where the words beside the name do not say it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from osce_docs.ingest.extract.event_mentions import Mention
from osce_docs.ingest.extract.parties import states_of_persons
from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.readings import Claim, FoundName


def with_served(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """Return the mentions with the body that somebody is appointed to, and the state whose office a person holds
    elsewhere in the text."""
    states = states_of_persons(sentences)
    names = [name for sentence in sentences for name in sentence.names]
    persons = {name.start: name.key for name in names if name.kind == "person"}
    bodies = [name for name in names if name.kind in BODIES]
    return [_served(mention, states, persons, bodies) for mention in mentions]


def _served(
    mention: Mention, states: Mapping[str, str], persons: Mapping[int, str], bodies: Sequence[FoundName]
) -> Mention:
    body = _appointed_to(mention, bodies)
    claims = tuple(
        _for(claim, body if claim.value["role"] == "appointee" else "", states.get(persons.get(claim.start, ""), ""))
        if claim.field == "participant"
        else claim
        for claim in mention.claims
    )
    return replace(mention, claims=claims) if claims != mention.claims else mention


def _appointed_to(mention: Mention, bodies: Sequence[FoundName]) -> str:
    """Return the body in the words for the office: `Head of the OSCE Mission to Ruritania`."""
    for claim in mention.claims if mention.kind == "appointment" else ():
        if claim.field == "subject":
            return next((name.key for name in bodies if claim.start <= name.start and name.end <= claim.end), "")
    return ""


def _for(claim: Claim, body: str, state: str) -> Claim:
    served = body or claim.value["name"] or state
    if not claim.value["holder"] or served == claim.value["name"]:
        return claim
    return replace(claim, value={**claim.value, "name": served})
