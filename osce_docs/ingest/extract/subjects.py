"""What "It" and "the format" at the head of a sentence stand for: the subject before, or what the heading names."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from osce_docs.ingest.extract.pronouns import with_pronouns
from osce_docs.ingest.extract.sentences import BODIES, Sentence, renamed
from osce_docs.ingest.extract.stretches import InOrder, Stretches
from osce_docs.readings import Block, FoundName, ParsedDocument, Span

RULE = "anaphora/heading"
SUBJECT = re.compile(
    r"^(?:The |This )?(⟦(?:body|state)\d{1,3}⟧)(?: ?\([^()]{1,40}\))?(?:,(?= (?:which|that|whose|an?|the)\b)| )(?!and )"
)
NOUN = re.compile(
    r"\bthe (?P<noun>format|talks|discussions|process|group|forum|mechanism|mission|office|presence|centre|operation"
    r"|assembly|institution)\b(?! (?:of|in|to|for)\b)",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"Its?\b(?! (?:is|was|has been|should be) (?:noted|clear|hoped|expected|important|said|agreed|decided|that)\b)"
)


def with_subjects(
    document: ParsedDocument, names: Sequence[FoundName], sentences: Sequence[Sentence]
) -> Sequence[Sentence]:
    """Return the sentences with names for their pronouns, and for the nouns that a heading explains.

    `names` are those of the whole document, headings included.
    """
    resolved = with_pronouns(document, sentences)
    nouns = [*_nouns(document, names, resolved), *_its(resolved)]
    if not nouns:
        return resolved
    known = [name for sentence in resolved for name in sentence.names]
    return renamed(document, resolved, [*known, *nouns])


def _nouns(document: ParsedDocument, names: Sequence[FoundName], sentences: Sequence[Sentence]) -> Iterator[FoundName]:
    headings = {block.quote(document.text): block for block in document.blocks if block.role == "heading"}
    places = InOrder(names)
    bodies = {words: _named_by(heading, places) for words, heading in headings.items()}
    taken = Stretches(name for sentence in sentences for name in sentence.names)
    for sentence in sentences:
        body = bodies.get(sentence.section)
        for match in NOUN.finditer(document.text, sentence.start, sentence.end) if body else ():
            free = not taken.touch(Span(*match.span("noun")))
            if body and free and match["noun"].lower() in sentence.section.lower():
                yield FoundName(match.start("noun"), match.end("noun"), body.key, body.name, body.kind, RULE)


# "On DATE, together with B, it joined the C", "In those years it was headed by D": what is said so of a state or a body
# further on in the sentence.
JOINING = re.compile(
    r"(?<= )it(?= (?:was|has been|had been|is) (?:\w{4,12}ly )?(?:admitted|accepted|received|welcomed|invited|taken)\b"
    r"| (?:has |had )?(?:joined|entered|acceded|became|left|withdrew|chaired|held|took over|assumed|presided)\b)"
)
HEADED = re.compile(r"(?<= )it(?= (?:was|is|has been|had been) (?:[a-z]{2,12} )?(?:led|headed|directed|run|chaired)\b)")


def _its(sentences: Sequence[Sentence]) -> Iterator[FoundName]:
    """Read "It" and "Its" as the body or state that opens the sentence before in the same paragraph."""
    for before, sentence in pairwise(sentences):
        subject = SUBJECT.match(before.skeleton)
        name = before.slots[subject[1]] if subject and before.block == sentence.block else None
        pronoun = PRONOUN.match(sentence.skeleton)
        if isinstance(name, FoundName) and pronoun:
            yield FoundName(sentence.start, sentence.start + pronoun.end(), name.key, name.name, name.kind, RULE)
        elif isinstance(name, FoundName) and (it := _inner(name).search(sentence.skeleton)):
            span = sentence.span(*it.span())
            yield FoundName(span.start, span.end, name.key, name.name, name.kind, RULE)


def _inner(name: FoundName) -> re.Pattern[str]:
    return JOINING if name.kind == "state" else HEADED


def _named_by(heading: Block, names: InOrder[FoundName]) -> FoundName | None:
    inside = [name for name in names.between(heading.start, heading.end) if name.kind in BODIES]
    return inside[0] if len({name.key for name in inside}) == 1 else None
