"""The names of the gazetteer in a stretch of text: longest match wins, at word boundaries."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick

from osce_docs.ingest.extract.forms import Form, written_forms
from osce_docs.ingest.extract.gazetteer import all_entries, entries, within
from osce_docs.knowledge import load
from osce_docs.readings import Block, FoundName, Span

RULES = {
    "": "gazetteer",
    "osce": "gazetteer/with-osce",
    "alone": "gazetteer/short",
    "preposition": "gazetteer/in",
    "dateline": "gazetteer/dateline",
}
NARROWEST_FIRST = tuple(reversed(RULES))
PREFIX = re.compile(r"\b(?:[Pp]ost|[Pp]re|[Pp]ro|[Aa]nti|[Nn]on|[Ee]x|[Pp]an)-\Z")
OSCE_BEFORE = re.compile(r"\b(?:OSCE|CSCE)(?:'s)?[ /]\Z")
OSCE_AFTER = re.compile(r" (?:of|to|within|in) (?:the )?(?:OSCE|CSCE)\b")
PREPOSITION = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Ii]nto|[Aa]round|[Bb]etween|[Oo]utside|town of|city of) \Z"
)
WORD_BEFORE = re.compile(r"(\w[\w'.-]{0,40}) \Z")
WORD_AFTER = re.compile(r" ([A-ZÀ-Þ][\w'-]{1,40})")
OF_ANOTHER = re.compile(r" of (?:the )?[A-ZÀ-Þ]")
NEAR = 14


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


def follows_a_name(text: str, start: int) -> bool:
    """Tell whether another word with a capital stands right before `start`: `UNHCR Office in Baku`."""
    before = WORD_BEFORE.search(text, max(0, start - 42), start)
    return bool(before and before[1][0].isupper() and before[1] not in load("name_patterns")["determiners"])


def _candidates(text: str, block: Block) -> Iterator[FoundName]:
    # Of the block alone: the automaton copies whatever text it is given.
    for last, (length, meanings) in _automaton().iter(block.quote(text)):
        span = Span(block.start + last + 1 - length, block.start + last + 1)
        if _stands_alone(text, span):
            yield from _meant(text, block, span, meanings)


def _stands_alone(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if (before.isalnum() or before == "_") and text[span.start].isalnum():
        return False
    if before == "-" and PREFIX.search(text, max(0, span.start - 6), span.start):
        return False
    return after != "$" and not ((after.isalnum() or after == "_") and text[span.end - 1].isalnum())


def _meant(text: str, block: Block, span: Span, meanings: Iterable[Form]) -> Iterator[FoundName]:
    """Yield what the form means here: the first meaning whose condition holds."""
    for form in meanings:
        wide = _with_osce(text, block, span) if within(form.key, "osce") else span
        if _holds(text, block, span, wide, form) and not _is_first_name(text, span, form.kind):
            yield FoundName(wide.start, wide.end, form.key, entries()[form.key].name, form.kind, RULES[form.need])
            return


def _holds(text: str, block: Block, span: Span, wide: Span, form: Form) -> bool:
    if form.need == "osce":
        return wide != span
    if form.need == "alone":
        return wide != span or not (follows_a_name(text, span.start) or OF_ANOTHER.match(text, span.end))
    if form.need == "preposition":
        return bool(PREPOSITION.search(text, max(block.start, span.start - NEAR), span.start))
    return not form.need or _in_dateline(text, block, span)


def _with_osce(text: str, block: Block, span: Span) -> Span:
    """`Permanent Council` is found as `OSCE Permanent Council` or `Permanent Council of the OSCE` where so written."""
    before = OSCE_BEFORE.search(text, max(block.start, span.start - NEAR), span.start)
    after = OSCE_AFTER.match(text, span.end, block.end)
    return Span(before.start() if before else span.start, after.end() if after else span.end)


def _in_dateline(text: str, block: Block, span: Span) -> bool:
    if block.role == "field":
        return block.name.casefold().strip(" :") == "place"
    return block.role == "dateline" or (span.start - block.start < 40 and text[block.start : span.end].isupper())


def _is_first_name(text: str, span: Span, kind: str) -> bool:
    """`Milan` is a place in `Milan Declaration` and no place in `Milan Horvat`; `of Georgia Ivan Horvat` names both."""
    if text[span.start : span.end] not in load("name_patterns")["first_names"]:
        return False
    if kind == "state" and PREPOSITION.search(text, max(0, span.start - NEAR), span.start):
        return False
    after = WORD_AFTER.match(text, span.end)
    return bool(after and after[1].removesuffix("'s") not in ordinary_words() and after[1] not in forms())


@cache
def ordinary_words() -> frozenset[str]:
    """Return the words with a capital that by themselves name nobody: `National`, `Committee`, `Declaration`."""
    patterns, offices = load("name_patterns"), load("offices")
    phrases = [*patterns["common_nouns"], *patterns["instrument_nouns"], *offices["subjects"], *offices["titles"]]
    phrases += [*offices["cues"], *offices["not_names"], *offices["other_names"]]
    words = {word for phrase in phrases for word in phrase.split()}
    return frozenset(words | {word + "s" for word in words})


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
    narrowness = NARROWEST_FIRST.index
    return {written: tuple(sorted(each, key=lambda form: narrowness(form.need))) for written, each in found.items()}
