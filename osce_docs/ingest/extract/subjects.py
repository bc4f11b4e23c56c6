"""What "it" and "its" at the head of a sentence stand for: the body or state that the sentence before is about."""

import re
from collections.abc import Iterator, Sequence

from osce_docs.ingest.extract.sentences import Sentence, split_sentences
from osce_docs.readings import FoundName, ParsedDocument

RULE = "pronoun/subject"
PRONOUN = re.compile(r"^(?:It|Its)\b(?! (?:is|was|has been|should be) (?:noted|clear|hoped|expected|important|said)\b)")
SUBJECT = re.compile(
    r"^(?:[\"“(]?(?:The|An?|This|That|Since then,? the|However,? the)? ?)(?:\w+ ){0,2}?(⟦(?:body|state)\d{1,3}⟧)(?! and\b|,? ⟦)"
)


def with_subjects(document: ParsedDocument, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences with a slot for each "It" or "Its" that opens one and has one possible antecedent."""
    pronouns = list(_pronouns(sentences))
    if not pronouns:
        return tuple(sentences)
    names = [name for sentence in sentences for name in sentence.names]
    return split_sentences(document, [*names, *pronouns], [date for each in sentences for date in each.dates])


def _pronouns(sentences: Sequence[Sentence]) -> Iterator[FoundName]:
    subject: FoundName | None = None
    block = -1
    for sentence in sentences:
        subject = subject if sentence.block == block else None
        match = PRONOUN.match(sentence.text)
        if match and subject:
            end = sentence.start + match.end()
            yield FoundName(sentence.start, end, subject.key, subject.name, subject.kind, RULE)
        else:
            subject = _subject(sentence)
        block = sentence.block


def _subject(sentence: Sentence) -> FoundName | None:
    """Return what the sentence opens with, else the only body it names."""
    match = SUBJECT.match(sentence.skeleton)
    if match:
        slot = sentence.slots[match[1]]
        return slot if isinstance(slot, FoundName) else None
    bodies = {
        name.key: name
        for slot, name in sentence.slots.items()
        if slot.startswith("⟦body") and isinstance(name, FoundName)
    }
    return next(iter(bodies.values())) if len(bodies) == 1 else None
