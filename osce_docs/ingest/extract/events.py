"""The events a document tells."""

from collections.abc import Sequence
from dataclasses import replace

from osce_docs.ingest.extract.event_days import Days, release_days
from osce_docs.ingest.extract.event_mentions import Mention, find_mentions
from osce_docs.ingest.extract.event_tellings import gather
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.speech import find_speech, with_speaker
from osce_docs.readings import FoundDate, ParsedDocument, Telling


def find_events(
    document: ParsedDocument, sentences: Sequence[Sentence], dates: Sequence[FoundDate] = ()
) -> tuple[Telling, ...]:
    """Return one telling for each event, in text order; what several sentences say of one event is told together.

    `dates` are those of the whole document, the dateline and the field Date among them, from which weekdays are
    counted.
    """
    days = Days(release_days(document, tuple(dates)))
    speeches = find_speech(document, sentences)
    mentions: list[Mention] = []
    for sentence in sentences:
        for mention in find_mentions(sentence, days):
            mentions.append(replace(mention, claims=with_speaker(mention.claims, speeches)))
            days = replace(days, last_told=mention.first("date") or days.last_told)
    return gather(mentions, names_of(sentences))


def names_of(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Return the name of every key that stands in `sentences`."""
    return {name.key: name.name for sentence in sentences for name in sentence.names}
