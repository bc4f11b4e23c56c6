"""What a date's own clause tells where no rule of events.toml reads it: one event for each date left over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from osce_docs.edtf import agree, bounds
from osce_docs.ingest.extract.attendance import with_attendance
from osce_docs.ingest.extract.dated_claims import mention_of
from osce_docs.ingest.extract.dated_tellers import tellers
from osce_docs.ingest.extract.event_rules import event_kinds
from osce_docs.ingest.extract.event_tellings import gather
from osce_docs.ingest.extract.gazetteer import entries
from osce_docs.ingest.extract.pronouns import with_pronouns
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.served import with_served
from osce_docs.ingest.extract.speech import find_speech, with_speaker
from osce_docs.ingest.extract.stretches import Stretches
from osce_docs.ingest.extract.times import ByTime
from osce_docs.knowledge import load
from osce_docs.readings import FoundDate, ParsedDocument, Telling

ROLES = frozenset({"paragraph", "item"})
LONGEST = 4000
PERSON = re.compile(r"[A-ZÀ-Ž][\w.'-]+ [A-ZÀ-Ž][\w'-]+$")


def find_dated_clauses(
    document: ParsedDocument, sentences: Sequence[Sentence], told: Sequence[Telling]
) -> tuple[Telling, ...]:
    """Return one telling for each event that a date's clause tells, in text order.

    `told` are the document's tellings so far: a date that one of its events claims, or covers, is passed over, and what
    one of them tells already is not told again.
    """
    events = [telling for telling in told if telling.kind == "event"]
    taken = _taken(events)
    dated = [sentence for sentence in sentences if _free(sentence, taken)]
    # Reading pronouns costs more than all the rest.
    if any(_stands_for().search(sentence.text) for sentence in dated):
        sentences = with_pronouns(document, sentences)
        starts = {sentence.start for sentence in dated}
        dated = [sentence for sentence in sentences if sentence.start in starts]
    told_by = [(sentence, teller) for sentence in dated for teller in tellers(sentence, _free(sentence, taken))]
    mentions = [
        mention
        for sentence, teller in told_by
        for mention in with_attendance([mention_of(document, sentence, teller)], sentence)
    ]
    if not mentions:
        return ()
    mentions = with_served(mentions, sentences)
    speeches = find_speech(document, sentences)
    spoken = [replace(mention, claims=with_speaker(mention.claims, speeches)) for mention in mentions]
    names = {name.key: name for each in sentences for name in each.names}
    persons = {name.start: name for each in sentences for name in each.names if name.kind == "person"}
    return tuple(_apart(gather(spoken, names | persons), events))


def _taken(events: Sequence[Telling]) -> Stretches:
    """Where events stand already: their passages, and each date that they claim."""
    dates = [claim for event in events for claim in event.claims if claim.field == "date"]
    return Stretches([*events, *dates])


def _free(sentence: Sentence, taken: Stretches) -> list[FoundDate]:
    """The dates of the sentence that say a year and belong to no event yet."""
    if sentence.role not in ROLES or not sentence.dates or len(sentence.skeleton) > LONGEST:
        return []
    return [each for each in sentence.dates if each.edtf[:1].isdigit() and not taken.touch(each)]


def _apart(tellings: Sequence[Telling], events: Sequence[Telling]) -> Iterator[Telling]:
    """Yield the tellings that no event tells already, each in a block of its year and under a key of its own."""
    taken = {event.key for event in events}
    known = _dates_by_base(events)
    for telling in tellings:
        if _is_known(telling, known):
            continue
        block = _block(telling)
        key = block + telling.key.removeprefix(telling.block)
        while key in taken:
            key += "#"
        taken.add(key)
        yield replace(telling, key=key, block=block)


def _block(telling: Telling) -> str:
    """The block with its year; where no name tells what it is about, one that meets no other (`event:closing::…`)."""
    _, kind, anchors = telling.block.split(":")[:3]
    year = next((f":{start.year}" for start in _starts(telling)), "")
    parts = [part in entries() for part in anchors.split("+")]
    named = all(parts) if event_kinds()[kind].once else any(parts) or _has_person(telling)
    return f"event:{kind}{':' if named else '::'}{anchors}{year}"


def _has_person(telling: Telling) -> bool:
    people = (claim.value for claim in telling.claims if claim.field == "participant")
    return any(each["name"] or PERSON.search(each["holder"]) for each in people)


def _dates_by_base(events: Sequence[Telling]) -> dict[str, ByTime[str]]:
    found: dict[str, ByTime[str]] = {}
    for event in events:
        dates = found.setdefault(_base(event), ByTime())
        for each in _dates(event):
            dates.add(each, each)
    return found


def _is_known(telling: Telling, known: Mapping[str, ByTime[str]]) -> bool:
    dates = known.get(_base(telling))
    return dates is not None and any(agree(one, other) for one in _dates(telling) for other in dates.about(one))


def _dates(telling: Telling) -> list[str]:
    return list(dict.fromkeys(claim.value for claim in telling.claims if claim.field == "date"))


def _base(telling: Telling) -> str:
    """The block without its year."""
    return ":".join(telling.block.split(":")[:3])


def _starts(telling: Telling) -> list[date]:
    days = (bounds(each)[0] for each in _dates(telling))
    return [day for day in days if day is not None]


@cache
def _stands_for() -> re.Pattern[str]:
    nouns = "|".join(load("events")["lists"]["stands_for"])
    return re.compile(rf"^It\b|\b[Tt]h(?:e|is) (?:{nouns})\b(?! (?:of|for|on|in|to|between|with)\b)|\b[Oo]ur ")
