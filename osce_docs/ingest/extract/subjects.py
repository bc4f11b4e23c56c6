"""What "The format" at the head of a sentence stands for: the body that the heading of its section names."""

import re
from collections.abc import Iterator, Sequence

from osce_docs.ingest.extract.pronouns import with_pronouns
from osce_docs.ingest.extract.sentences import BODIES, Sentence, split_sentences
from osce_docs.readings import Block, FoundName, ParsedDocument

RULE = "anaphora/heading"
NOUN = re.compile(r"^The (?P<noun>format|talks|discussions|process|group|forum|mechanism)\b")


def with_subjects(
    document: ParsedDocument, names: Sequence[FoundName], sentences: Sequence[Sentence]
) -> Sequence[Sentence]:
    """Return the sentences with names for their pronouns, and for the nouns that a heading explains.

    `names` are those of the whole document, headings included.
    """
    resolved = with_pronouns(document, sentences)
    nouns = list(_nouns(document, names, resolved))
    if not nouns:
        return resolved
    known = [name for sentence in resolved for name in sentence.names]
    return split_sentences(document, [*known, *nouns], [date for each in resolved for date in each.dates])


def _nouns(document: ParsedDocument, names: Sequence[FoundName], sentences: Sequence[Sentence]) -> Iterator[FoundName]:
    headings = {block.quote(document.text): block for block in document.blocks if block.role == "heading"}
    for sentence in sentences:
        match, heading = NOUN.match(sentence.skeleton), headings.get(sentence.section)
        body = _named_by(heading, names) if match and heading and match["noun"] in sentence.section.lower() else None
        if match and body:
            start = sentence.start + match.start("noun")
            yield FoundName(start, start + len(match["noun"]), body.key, body.name, body.kind, RULE)


def _named_by(heading: Block, names: Sequence[FoundName]) -> FoundName | None:
    inside = [name for name in names if heading.start <= name.start < heading.end and name.kind in BODIES]
    return inside[0] if len({name.key for name in inside}) == 1 else None
