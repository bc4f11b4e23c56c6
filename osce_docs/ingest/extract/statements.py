"""Statements: a release that is one as a whole, and what persons are quoted as saying in a release."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from osce_docs.ingest.extract.event_mentions import Mention
from osce_docs.ingest.extract.participants import participant_value
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.speech import Speeches
from osce_docs.ingest.extract.stretches import InOrder
from osce_docs.knowledge import load
from osce_docs.readings import Block, Claim, FoundDate, ParsedDocument

WHOLE, QUOTED = "statement/whole-release", "statement/quoted"
SPEAKERS = frozenset({"institution", "structure", "format", "parliament", "body", "field-operation", "state"})


def find_statements(
    document: ParsedDocument, sentences: Sequence[Sentence], speeches: Speeches, told: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the statement that the release is, unless it is told in the text, and those of the persons it quotes.

    Only a text with a dateline is a release.
    """
    dateline = next((block for block in document.blocks if block.role == "dateline"), None)
    if dateline is None:
        return
    if not any(mention.kind == "statement" for mention in told):
        yield from _whole(document, sentences, dateline)
    yield from _quoted(sentences, speeches)


def _whole(document: ParsedDocument, sentences: Sequence[Sentence], dateline: Block) -> Iterator[Mention]:
    title = next((block for block in document.blocks if block.role == "title"), None)
    if title is None or not _cue().search(title.quote(document.text)):
        return
    # A letterhead stands before the dateline, and is nothing that was said.
    body = [each for each in sentences if each.role != "dateline" and each.start >= dateline.end]
    lines = [sentence for sentence in sentences if sentence.role == "dateline"]
    if body:
        claims = [*_of_dateline(lines), *_speakers(body[0])]
        claims.append(Claim(title.start, title.end, "title", title.quote(document.text), WHOLE))
        yield Mention(dateline.start, body[0].end, "statement", WHOLE, "asserted", tuple(claims))


def _of_dateline(lines: Sequence[Sentence]) -> Iterator[Claim]:
    dates = [slot for line in lines for slot in line.slots.values() if isinstance(slot, FoundDate)]
    places = [name for line in lines for name in line.names if name.kind == "place"]
    yield from (Claim(date.start, date.end, "date", date.edtf, WHOLE) for date in dates[:1])
    yield from (Claim(place.start, place.end, "place", place.name, WHOLE) for place in places[:1])


def _speakers(first: Sentence) -> Iterator[Claim]:
    """`We, the Foreign Ministers A of X and B of Y`: the persons named at the head, else the bodies."""
    if not re.match(r"[\"“]?(?:We|The|As)\b", first.text):
        return
    persons = [name for name in first.names if name.kind == "person"]
    bodies = [name for name in first.names[:1] if name.kind in SPEAKERS]
    for name in persons or bodies:
        yield Claim(name.start, name.end, "participant", participant_value(name, "speaker", first), WHOLE)


def _quoted(sentences: Sequence[Sentence], speeches: Speeches) -> Iterator[Mention]:
    places = InOrder(sentences)
    named = [{name.name: name for name in reversed(sentence.names)} for sentence in sentences]
    for speech in speeches:
        first = max(0, places.number_at(speech.start - 1))
        around = range(first, places.number_at(speech.end + 1) + 1)
        near = (number for number in around if sentences[number].end >= speech.start - 1)
        number = next((number for number in near if speech.speaker in named[number]), None)
        if number is not None:
            name = named[number][speech.speaker]
            value = participant_value(name, "speaker", sentences[number])
            who = Claim(name.start, name.end, "participant", value, QUOTED)
            yield Mention(speech.start, max(speech.end, name.end), "statement", QUOTED, "asserted", (who,))


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(load("speech")["speech"]["statement_title"], re.IGNORECASE)
