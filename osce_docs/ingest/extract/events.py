"""The events a document tells."""

from collections.abc import Sequence
from dataclasses import replace

from osce_docs.ingest.extract.attendance import going_on, with_attendance
from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.event_days import Days, release_blocks, release_days
from osce_docs.ingest.extract.event_mentions import Mention, find_mentions
from osce_docs.ingest.extract.event_proposals import acts_of
from osce_docs.ingest.extract.event_tellings import gather
from osce_docs.ingest.extract.pronouns import with_pronouns
from osce_docs.ingest.extract.proposals import find_proposals
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.served import with_served
from osce_docs.ingest.extract.speech import find_speech, with_speaker
from osce_docs.ingest.extract.statements import find_statements
from osce_docs.readings import FoundDate, FoundName, ParsedDocument, Telling


def find_events(
    document: ParsedDocument,
    sentences: Sequence[Sentence],
    dates: Sequence[FoundDate] = (),
    proposals: Sequence[Telling] | None = None,
) -> tuple[Telling, ...]:
    """Return one telling for each event, in text order; what several sentences say of one event is told together.

    `dates` are those of the whole document, the field Date among them, from which weekdays are counted; `proposals`
    the document's proposals, for the acts of putting them forward. Both are found anew where they are not given.
    """
    stated = tuple(dates) or find_dates(replace(document, blocks=release_blocks(document)))
    put_forward = find_proposals(document, sentences) if proposals is None else proposals
    acts = list(acts_of(put_forward, sentences))
    sentences = with_pronouns(document, sentences)
    speeches = find_speech(document, sentences)
    mentions = [*acts, *_told(sentences, Days(release_days(document, stated)))]
    mentions += find_statements(document, sentences, speeches, mentions)
    mentions = with_served(mentions, sentences)
    spoken = [replace(mention, claims=with_speaker(mention.claims, speeches)) for mention in mentions]
    return gather(spoken, _names_of(sentences))


def _told(sentences: Sequence[Sentence], days: Days) -> list[Mention]:
    mentions: list[Mention] = []
    for sentence in sentences:
        found = find_mentions(sentence, days)
        if mentions and not found:
            mentions[-1] = going_on(mentions[-1], sentence)
        for mention in with_attendance(found, sentence):
            mentions.append(mention)
            days = replace(days, last_told=mention.first("date") or days.last_told)
    return mentions


def _names_of(sentences: Sequence[Sentence]) -> dict[str | int, FoundName]:
    names = [name for sentence in sentences for name in sentence.names]
    return {name.key: name for name in names} | {name.start: name for name in names if name.kind == "person"}
