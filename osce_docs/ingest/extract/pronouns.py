"""What `It`, `the treaty` and `our country` stand for, where the text leaves no doubt; a name with its abbreviation."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from osce_docs.ingest.extract.once import once
from osce_docs.ingest.extract.sentences import BODIES, Sentence, renamed
from osce_docs.ingest.extract.stretches import Stretches
from osce_docs.knowledge import load
from osce_docs.readings import FoundName, ParsedDocument, Span

RULE = "anaphora/pronoun"
STANDS_FOR = BODIES | {"state"}
SUBJECT = re.compile(
    r"^(?:(?:On|In|At|Since|From|By|After|During) [^,;:.]{1,60}, )?(?:The (?:Republic of )?|Since then,? )?"
    r"(⟦[a-z]+\d{1,3}⟧)(?!'s| and |, |–|-)"
)
OUR_COUNTRY = re.compile(r"\b[Oo]ur (?:[Cc]ountry|[Rr]epublic|[Ss]tate|[Nn]ation)\b")
ABBREVIATION = re.compile(r" \(([A-Z][A-Za-z0-9+-]{1,11})\)")


@once
def with_pronouns(document: ParsedDocument, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the sentences as rules want them.

    A pronoun is a name wherever it can only mean the subject of the sentence before it in its paragraph, `the treaty`
    where only one treaty was named before, `our country` the state that the text opens with. A name is one with the
    abbreviation in brackets behind it.
    """
    joined = [name for sentence in sentences for name in _joined(document.text, sentence.names)]
    meant = [*_its(sentences), *_our_countries(sentences)]
    meant += _nouns(document.text, sentences, joined)
    names = sorted([*joined, *meant], key=lambda name: (name.start, -name.end))
    return renamed(document, sentences, names)


def _joined(text: str, names: Sequence[FoundName]) -> Iterator[FoundName]:
    """Yield the names, each with the abbreviation behind it: `Forum for Security Co-operation (FSC)` is one."""
    end = 0
    for name in names:
        if name.start < end:
            continue
        short = ABBREVIATION.match(text, name.end) if name.kind in BODIES | {"instrument"} else None
        end = short.end() if short else name.end
        yield replace(name, end=end) if short else name


def _its(sentences: Sequence[Sentence]) -> Iterator[FoundName]:
    pattern = re.compile(load("events")["clauses"]["pronoun"])
    subject: FoundName | None = None
    for number, sentence in enumerate(sentences):
        if number and sentences[number - 1].block != sentence.block:
            subject = None
        pronoun = pattern.match(sentence.text)
        if pronoun is None:
            subject = _subject(sentence)
        elif subject is not None:
            start = sentence.start + pronoun.start(1)
            yield FoundName(start, start + len(pronoun[1]), subject.key, subject.name, subject.kind, RULE)


def _subject(sentence: Sentence) -> FoundName | None:
    found = SUBJECT.match(re.sub(r" \(⟦[a-z]+\d{1,3}⟧\)", "", sentence.skeleton))
    slot = sentence.slots[found[1]] if found else None
    return slot if isinstance(slot, FoundName) and slot.kind in STANDS_FOR else None


def _our_countries(sentences: Sequence[Sentence]) -> Iterator[FoundName]:
    home = next((name for sentence in sentences[:1] for name in sentence.names[:1] if name.kind == "state"), None)
    if home is None:
        return
    for sentence in sentences:
        for found in OUR_COUNTRY.finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            yield FoundName(start, end, home.key, home.name, home.kind, RULE)


def _nouns(text: str, sentences: Sequence[Sentence], names: Sequence[FoundName]) -> Iterator[FoundName]:
    """Yield `the treaty`, `the mission` … where exactly one thing with that word in its name was named before."""
    told: dict[str, dict[str, FoundName]] = {}
    unread, taken = deque(names), Stretches(names)
    for sentence in sentences:
        for found in _noun().finditer(text, sentence.start, sentence.end):
            while unread and unread[0].end <= found.start():
                name = unread.popleft()
                for noun in _nouns_of(name):
                    told.setdefault(noun, {}).setdefault(name.key, name)
            named = told.get(found[1].lower(), {})
            if len(named) == 1 and not taken.touch(Span(*found.span())):
                [meant] = named.values()
                yield FoundName(found.start(1), found.end(1), meant.key, meant.name, meant.kind, RULE)


def _nouns_of(name: FoundName) -> list[str]:
    if name.kind not in STANDS_FOR | {"instrument"}:
        return []
    words = set(re.findall(r"[a-z]+", name.name.lower()))
    return [noun for noun in load("events")["lists"]["stands_for"] if noun in words]


@cache
def _noun() -> re.Pattern[str]:
    nouns = "|".join(load("events")["lists"]["stands_for"])
    return re.compile(rf"\b[Tt]h(?:e|is) ({nouns})\b(?! (?:of|for|on|in|to|between|with)\b)")
