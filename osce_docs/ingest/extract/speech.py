"""Who speaks: stretches of quoted and reported speech, by the cue words of knowledge/speech.toml."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from osce_docs.ingest.extract.once import once
from osce_docs.ingest.extract.sentences import Sentence, compile_pattern
from osce_docs.ingest.extract.stretches import InOrder, folded
from osce_docs.knowledge import load
from osce_docs.readings import Block, Claim, FoundName, ParsedDocument, Span

OPENING, CLOSING = '"“„«', '"”»“'
MARK = re.compile(f"[{OPENING}{CLOSING}]")
SPOKEN_ROLES = frozenset({"paragraph", "item"})
REPORTED = ("said_that", "according_to")


@dataclass(frozen=True, slots=True)
class Speech(Span):
    """Words that are somebody's: `speaker` is a key, or a person's name; '' where the text does not say whose."""

    speaker: str


class Speeches:
    """All speech in a document. Stretches of one kind (quoted, reported by one pattern) never overlap."""

    def __init__(self, *kinds: Sequence[Speech]) -> None:
        self._kinds = [(kind, InOrder(kind)) for kind in kinds]

    def __iter__(self) -> Iterator[Speech]:
        """Yield the stretches in text order."""
        every = [each for kind, _ in self._kinds for each in kind]
        yield from sorted(every, key=lambda each: (each.start, each.end))

    def at(self, span: Span) -> str:
        """Return who speaks in `span`, by the narrowest stretch that holds it, or '' for the document's own voice."""
        nearest = [kind[number] for kind, places in self._kinds if (number := places.number_at(span.start)) >= 0]
        around = sorted((each.end - each.start, each.start, each.speaker) for each in nearest if span.end <= each.end)
        return around[0][2] if around else ""


@once
def find_speech(document: ParsedDocument, sentences: Sequence[Sentence]) -> Speeches:
    """Return the stretches of quoted and of reported speech."""
    reported = [[speech for each in sentences for speech in _reported(each, name)] for name in REPORTED]
    return Speeches(_attributed(document, sentences), *reported)


def with_speaker(claims: Iterable[Claim], speeches: Speeches) -> tuple[Claim, ...]:
    """Return the claims, each with the speaker of the narrowest speech that holds it."""
    return tuple(replace(claim, speaker=claim.speaker or speeches.at(claim)) for claim in claims)


@once
def quotations(document: ParsedDocument) -> tuple[Span, ...]:
    """Return what stands between quotation marks; one left open at the end of a paragraph runs on to its close, or
    to the end of the text. Folded repeats are passed over."""
    found: list[Span] = []
    start = -1
    repeats = folded(document)
    blocks = [block for block in document.blocks if block.role in SPOKEN_ROLES and not repeats.hold(block.start)]
    for block in blocks:
        for at in _marks(document.text, block):
            if start < 0 and document.text[at] in OPENING:
                start = at + 1
            elif start >= 0 and _closes(document.text, at):
                found.append(Span(start, at))
                start = -1
    if start >= 0 and blocks:
        found.append(Span(start, blocks[-1].end))
    return tuple(found)


def _marks(text: str, block: Block) -> Iterator[int]:
    return (mark.start() for mark in MARK.finditer(text, block.start, block.end))


def _closes(text: str, at: int) -> bool:
    """A mark that opens a paragraph of a longer quotation does not close it."""
    return text[at] in CLOSING and (at == 0 or text[at - 1] not in "\n ")


def _attributed(document: ParsedDocument, sentences: Sequence[Sentence]) -> list[Speech]:
    speeches: list[Speech] = []
    last, block = "", -1
    starts = [sentence.start for sentence in sentences]
    for span in quotations(document):
        near = sentences[max(0, bisect_right(starts, span.start) - 2) : bisect_right(starts, span.end) + 1]
        inside = next((each for each in near if each.start <= span.start < each.end), None)
        speaker = _named_by(span, near)
        if speaker is None or (not speaker and inside and inside.block == block and span.start - inside.start <= 1):
            speaker = last
        last, block = (speaker, inside.block if inside else -1) if speaker else (last, block)
        speeches.append(Speech(span.start, span.end, speaker))
    return speeches


def _named_by(span: Span, sentences: Sequence[Sentence]) -> str | None:
    """Return who is named as saying the quotation; '' where nobody is; None where only `he added` is said."""
    behind = [each for each in sentences if each.start <= span.end <= each.end]
    ahead = [each for each in sentences if each.start < span.start - 1 <= each.end] or _announcing(span, sentences)
    for pattern, where in (("after", behind), ("after_name", behind), ("before", ahead)):
        for sentence in where:
            found = _said(pattern, sentence, span.end if where is behind else span.start - 1)
            if found is not None:
                return _speaker(sentence, found)
    return None if any(_follows_up(each, span.end) for each in behind) else ""


def _announcing(span: Span, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentence before a quotation that opens a paragraph, where it ends in a colon."""
    before = [each for each in sentences if each.end < span.start]
    return [each for each in before[-1:] if each.text.endswith(":")]


def _said(pattern: str, sentence: Sentence, at: int) -> re.Match[str] | None:
    compiled = _pattern(pattern)
    if pattern == "before":
        where = len(sentence.skeleton) if at >= sentence.end else sentence.skeleton_offset(at) + 1
        return compiled.search(sentence.skeleton, max(0, where - 500), where)
    return compiled.match(sentence.skeleton, sentence.skeleton_offset(at))


def _speaker(sentence: Sentence, found: re.Match[str]) -> str:
    slots = [sentence.slots[slot] for slot in re.findall(r"⟦[a-z]+\d+⟧", found["who"])]
    named = [slot for slot in slots if isinstance(slot, FoundName)]
    person = next((slot for slot in named if slot.kind == "person"), None)
    if person is not None:
        return person.name
    states = [slot.key for slot in named if slot.kind == "state"]
    return "+".join(states) if len(states) > 1 else named[0].key if named else ""


def _follows_up(sentence: Sentence, at: int) -> bool:
    return bool(_pattern("follows_up").match(sentence.skeleton, sentence.skeleton_offset(at)))


def _reported(sentence: Sentence, name: str) -> Iterator[Speech]:
    for found in _pattern(name).finditer(sentence.skeleton):
        speaker = _speaker(sentence, found)
        if speaker:
            span = sentence.span(found.start("words"), found.end("words"))
            yield Speech(span.start, span.end, speaker)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    cues = load("speech")
    return compile_pattern(cues["speech"][name].replace("<say>", f"(?:{cues['speech']['say']})"))
