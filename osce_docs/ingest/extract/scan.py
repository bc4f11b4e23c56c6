"""The names of the gazetteer in a stretch of text: longest match wins, at word boundaries."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick

from osce_docs.ingest.extract.forms import Form, written_forms
from osce_docs.ingest.extract.gazetteer import all_entries, entries, within
from osce_docs.readings import Block, FoundName, Span

RULES = {"": "gazetteer", "osce": "gazetteer/with-osce", "preposition": "gazetteer/in", "dateline": "gazetteer/dateline"}
OSCE_BEFORE = re.compile(r"\b(?:OSCE|CSCE)(?:'s)?[ /]$")
OSCE_AFTER = re.compile(r" (?:of|to|within|in) (?:the )?(?:OSCE|CSCE)\b")
PREPOSITION = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Ii]nto|[Aa]round|[Bb]etween|[Oo]utside|town of|city of|and) $")
DATELINE = re.compile(r"(?:, | - |/)?\b(?:[^\W\d_]+/)?$")
WINDOW = 14


def known_names(text: str, block: Block) -> list[FoundName]:
    """Return the names of the gazetteer in `block` of `text` (dashes and quotes made plain), in text order."""
    return longest(_candidates(text, block))


def longest(candidates: Iterable[FoundName]) -> list[FoundName]:
    """Return those of `candidates` that do not overlap: the leftmost first, of these the longest, first come."""
    kept: list[FoundName] = []
    for each in sorted(candidates, key=lambda name: (name.start, -name.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _candidates(text: str, block: Block) -> Iterator[FoundName]:
    for last, (length, meanings) in _automaton().iter(text, block.start, block.end):
        span = Span(last + 1 - length, last + 1)
        if not _stands_alone(text, span):
            continue
        for form in meanings:
            found = _meant(text, block, span, form)
            if found is not None:
                yield found
                break


def _stands_alone(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (_wordlike(before) and _wordlike(text[span.start])) and not (
        _wordlike(text[span.end - 1]) and _wordlike(after) 
    ) and after != "$"


def _wordlike(character: str) -> bool:
    return character.isalnum() or character == "_"


def _meant(text: str, block: Block, span: Span, form: Form) -> FoundName | None:
    wide = _with_osce(text, block, span) if within(form.key, "osce") else span
    before = text[max(block.start, span.start - WINDOW) : span.start]
    if form.need == "osce" and wide == span:
        return None
    if form.need == "dateline" and not _in_dateline(text, block, span):
        return None
    if form.need == "preposition" and not PREPOSITION.search(before):
        return None
    return FoundName(wide.start, wide.end, form.key, entries()[form.key].name, form.kind, RULES[form.need])


def _with_osce(text: str, block: Block, span: Span) -> Span:
    """`Permanent Council` is found as `OSCE Permanent Council` or `Permanent Council of the OSCE` where so written."""
    before = OSCE_BEFORE.search(text, max(block.start, span.start - WINDOW), span.start)
    after = OSCE_AFTER.match(text, span.end, block.end)
    return Span(before.start() if before else span.start, after.end() if after else span.end)


def _in_dateline(text: str, block: Block, span: Span) -> bool:
    if block.role == "field":
        return block.name.casefold() == "place"
    return block.role == "dateline" or (span.start - block.start < 40 and text[block.start : span.end].isupper())


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for written, meanings in forms().items():
        automaton.add_word(written, (len(written), meanings))
    automaton.make_automaton()
    return automaton


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Return what each written form may mean, the narrowest condition first."""
    found: dict[str, dict[Form, None]] = {}
    for each in all_entries():
        if each.kind != "topic":
            for written, form in written_forms(each):
                found.setdefault(written, {})[form] = None
    order = ("dateline", "preposition", "osce", "")
    return {written: tuple(sorted(each, key=lambda form: order.index(form.need))) for written, each in found.items()}
