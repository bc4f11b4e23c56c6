"""The events a document tells."""

from collections.abc import Sequence
from dataclasses import replace

from osce_docs.ingest.extract.event_days import Days, release_days
from osce_docs.ingest.extract.event_mentions import Mention, find_mentions
from osce_docs.ingest.extract.event_tellings import gather
from osce_docs.ingest.extract.pronouns import with_pronouns
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.speech import find_speech, with_speaker
from osce_docs.readings import FoundDate, FoundName, ParsedDocument, Telling


def find_events(
    document: ParsedDocument, sentences: Sequence[Sentence], dates: Sequence[FoundDate] = ()
) -> tuple[Telling, ...]:
    """Return one telling for each event, in text order; what several sentences say of one event is told together.

    `dates` are those of the whole document, the dateline and the field Date among them, from which weekdays are
    counted.
    """
    stated = tuple(dates) or tuple(date for sentence in sentences for date in sentence.dates)
    days = Days(release_days(document, stated))
    sentences = with_pronouns(document, sentences)
    speeches = find_speech(document, sentences)
    mentions: list[Mention] = []
    for sentence in sentences:
        for mention in find_mentions(sentence, days):
            mentions.append(replace(mention, claims=with_speaker(mention.claims, speeches)))
            days = replace(days, last_told=mention.first("date") or days.last_told)
    return gather(mentions, names_of(sentences))


def names_of(sentences: Sequence[Sentence]) -> dict[str, FoundName]:
    """Return a name for every key that stands in `sentences`."""
    return {name.key: name for sentence in sentences for name in sentence.names}
