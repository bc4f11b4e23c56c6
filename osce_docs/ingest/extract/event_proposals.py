"""The act of putting a proposal forward, for each proposal that the text tells of with its day or its place."""

from collections.abc import Iterator, Sequence

from osce_docs.ingest.extract.event_mentions import Mention
from osce_docs.ingest.extract.participants import participant_value
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.stretches import InOrder
from osce_docs.readings import Claim, FoundName, Telling

STANCES = "stance/"


def acts_of(proposals: Sequence[Telling], sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """Yield an event for each proposal told to have been put forward: its date and proposers are those of the passage
    that puts it forward, its subject the name of the proposal."""
    places = InOrder(sentences)
    for proposal in proposals:
        dates = [claim for claim in proposal.claims if claim.field == "date" and not claim.rule.startswith(STANCES)]
        if not dates:
            continue
        date = next((each for each in dates if proposal.start <= each.start < proposal.end), dates[0])
        sentence = sentences[max(0, places.number_at(date.start))]
        if sentence.start <= date.start < sentence.end:
            claims = (
                _as(date, "date"),
                *_subject(proposal, sentence),
                *_proposers(proposal, sentence),
                *_place(date, sentence),
            )
            yield Mention(sentence.start, sentence.end, "proposal", date.rule, date.mode, claims)


def _as(claim: Claim, field: str) -> Claim:
    return Claim(claim.start, claim.end, field, claim.value, claim.rule, claim.mode)


def _subject(proposal: Telling, sentence: Sentence) -> Iterator[Claim]:
    names = [claim for claim in proposal.claims if claim.field == "name"]
    yield from (_as(claim, "subject") for claim in names[:1])


def _proposers(proposal: Telling, sentence: Sentence) -> Iterator[Claim]:
    known: set[str] = set()
    for claim in (each for each in proposal.claims if each.field == "proposer"):
        person = next((name for name in sentence.names if _is(name, claim)), None)
        value = participant_value(person, "proposer", sentence) if person else _named(claim)
        if str(value) not in known:
            known.add(str(value))
            yield Claim(claim.start, claim.end, "participant", value, claim.rule, claim.mode)


def _is(name: FoundName, claim: Claim) -> bool:
    return name.kind == "person" and (name.name == claim.value["name"] or claim.start <= name.start < claim.end)


def _named(claim: Claim) -> dict[str, str]:
    return {"name": claim.value["name"], "role": "proposer", "holder": ""}


def _place(date: Claim, sentence: Sentence) -> Iterator[Claim]:
    """The only place in the sentence, where it stands behind `in` and next to the date."""
    places = [name for name in sentence.names if name.kind == "place" and abs(name.start - date.start) < 90]
    if len(places) == 1:
        place = places[0]
        if sentence.text[: place.start - sentence.start].endswith((" in ", " in the ", " at ")):
            yield Claim(place.start, place.end, "place", place.name, date.rule, date.mode)
