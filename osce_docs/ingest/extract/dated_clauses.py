"""What a date's own clause tells where no rule of events.toml reads it: one event for each date left over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from osce_docs.edtf import agree, bounds
from osce_docs.ingest.extract.dated_claims import mention_of
from osce_docs.ingest.extract.dated_tellers import tellers
from osce_docs.ingest.extract.event_mentions import Mention
from osce_docs.ingest.extract.event_tellings import gather
from osce_docs.ingest.extract.pronouns import with_pronouns
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.speech import find_speech, with_speaker
from osce_docs.readings import FoundDate, ParsedDocument, Telling

ROLES = frozenset({"paragraph", "item"})
LONGEST = 4000


def find_dated_clauses(
    document: ParsedDocument, sentences: Sequence[Sentence], told: Sequence[Telling]
) -> tuple[Telling, ...]:
    """Return one telling for each event that a date's clause tells, in text order.

    `told` are the document's tellings so far: a date that one of its events claims, or covers, is passed over, and what
    one of them tells already is not told again.
    """
    events = [telling for telling in told if telling.kind == "event"]
    if not any(_free(sentence, events) for sentence in sentences):
        return ()
    resolved = with_pronouns(document, sentences)
    mentions = [mention for sentence in resolved for mention in _mentions(document, sentence, events)]
    if not mentions:
        return ()
    speeches = find_speech(document, sentences)
    spoken = [replace(mention, claims=with_speaker(mention.claims, speeches)) for mention in mentions]
    names = {name.key: name for each in resolved for name in each.names}
    persons = {name.start: name for each in resolved for name in each.names if name.kind == "person"}
    return tuple(_apart(gather(spoken, names | persons), events))


def _free(sentence: Sentence, events: Sequence[Telling]) -> list[FoundDate]:
    """The dates of the sentence that say a year and belong to no event yet."""
    if sentence.role not in ROLES or len(sentence.skeleton) > LONGEST:
        return []
    near = [event for event in events if event.start < sentence.end and sentence.start < event.end] if events else []
    spans = [(event.start, event.end) for event in near]
    spans += [(claim.start, claim.end) for event in events for claim in event.claims if claim.field == "date"]
    dates = (each for each in sentence.dates if each.edtf[:1].isdigit())
    return [each for each in dates if not any(start < each.end and each.start < end for start, end in spans)]


def _mentions(document: ParsedDocument, sentence: Sentence, events: Sequence[Telling]) -> Iterator[Mention]:
    free = _free(sentence, events)
    if free:
        for teller in tellers(sentence, free):
            yield mention_of(document, sentence, teller)


def _apart(tellings: Sequence[Telling], events: Sequence[Telling]) -> Iterator[Telling]:
    """Yield the tellings that no event tells already, each in a block of its year and under a key of its own."""
    taken = {event.key for event in events}
    for telling in tellings:
        if any(_same(telling, event) for event in events):
            continue
        year = next((f":{start.year}" for start in _starts(telling)), "")
        block = telling.block if telling.block.endswith(year) else telling.block + year
        key = block + telling.key.removeprefix(telling.block)
        while key in taken:
            key += "#"
        taken.add(key)
        yield replace(telling, key=key, block=block)


def _same(telling: Telling, event: Telling) -> bool:
    base = [_base(each) for each in (telling, event)]
    dates = [[claim.value for claim in each.claims if claim.field == "date"] for each in (telling, event)]
    return base[0] == base[1] and any(agree(one, other) for one in dates[0] for other in dates[1])


def _base(telling: Telling) -> str:
    """The block without its year."""
    return ":".join(telling.block.split(":")[:3])


def _starts(telling: Telling) -> list[date]:
    days = (bounds(claim.value)[0] for claim in telling.claims if claim.field == "date")
    return [day for day in days if day is not None]
