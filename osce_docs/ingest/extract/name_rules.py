"""Names of bodies and instruments that the gazetteer does not list, by the rules of knowledge/name_patterns.toml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.extract.gazetteer import Entry, entries, slug
from osce_docs.ingest.extract.masks import MASKS, PEOPLE, PLACE, STATE, TERRITORY, mask
from osce_docs.knowledge import load
from osce_docs.readings import Block, FoundName

WORD = rf"(?:[A-ZÀ-ÖØ-Þ][\w'.-]{{0,40}}|[{STATE}{PEOPLE}{PLACE}{TERRITORY}]{{1,80}})"
LINK = r"(?:(?:of|for|and|on|the|in|to|against|de|&) ){0,3}"
SLOTS = {
    "the": r"(?:the )?",
    "words": rf"(?P<words>{WORD}(?:,? {LINK}{WORD}){{0,9}})",
    "name": rf"(?P<name>{WORD}(?:[ -]{WORD}){{0,4}})",
    "number": r"(?P<number>\d{1,5}(?:/\d{1,4})?)",
    "nation": rf"(?P<nation>{STATE}{{1,80}}|{PEOPLE}{{1,80}})(?:'s?)?",
    "state": rf"(?:Republic of )?(?P<state>{STATE}{{1,80}})",
    "people": rf"(?P<people>{PEOPLE}{{1,80}})",
    "place": rf"(?P<place>{PLACE}{{1,80}})",
    "where": rf"(?P<where>[{PLACE}{TERRITORY}{STATE}]{{1,80}})",
}
GEOGRAPHY = frozenset({"state", "people", "place", "territory"})
NAMED = frozenset({"nation", "state", "people", "place", "where"})
WORD_BEFORE = re.compile(r"(\w[\w'.-]{0,40}) $")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of name_patterns.toml, ready to be matched on text whose geographical names are masked."""

    name: str
    kind: str
    key: str
    title: str
    heads: tuple[str, ...]
    pattern: re.Pattern[str]
    known: bool
    alone: bool


def names_by_rule(text: str, block: Block, known: Sequence[FoundName]) -> Iterator[FoundName]:
    """Yield the names that a rule builds from words and from `known` names in `block`; they may overlap."""
    words = text[block.start : block.end]
    rules = [rule for rule in _rules() if any(head in words for head in rule.heads)]
    if not rules:
        return
    places = [name for name in known if name.kind in GEOGRAPHY]
    masked = mask(text, block, [(name, MASKS[name.kind]) for name in places])
    at = {name.start - block.start: entries()[name.key] for name in places}
    for rule in rules:
        for match in rule.pattern.finditer(masked):
            yield from _named(rule, match, at, words, block.start)


def _named(rule: Rule, match: re.Match[str], at: Mapping[int, Entry], words: str, start: int) -> Iterator[FoundName]:
    if rule.alone and _follows_a_name(match):
        return
    groups = [slot for slot, value in match.groupdict().items() if value]
    slots = {slot: (at.get(match.start(slot)), words[match.start(slot) : match.end(slot)]) for slot in groups}
    key = slug(rule.key.format(**{slot: entry.key if entry else value for slot, (entry, value) in slots.items()}))
    named = entries().get(key)
    if named or not rule.known:
        title = rule.title.format(**{slot: e.in_phrase if e else value for slot, (e, value) in slots.items()})
        kind, name = (named.kind, named.name) if named else (rule.kind, title)
        yield FoundName(start + match.start(), start + match.end(), key, name, kind, rule.name)


def _follows_a_name(match: re.Match[str]) -> bool:
    """`UNHCR Office in Baku` is not the OSCE's: a capitalised word before the match speaks against the rule."""
    before = WORD_BEFORE.search(match.string, max(0, match.start() - 42), match.start())
    return bool(before and before[1][0].isupper() and before[1] not in load("name_patterns")["determiners"])


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(_rule(**values) for values in load("name_patterns")["rule"])


def _rule(
    name: str, kind: str, key: str, title: str, heads: list[str], pattern: str, known: bool = False, alone: bool = False
) -> Rule:
    slotted = re.sub(r"\{([a-z]+)\}", lambda slot: SLOTS[slot[1]], pattern)
    return Rule(name, kind, key, title, tuple(heads), re.compile(rf"(?<!\w)(?:{slotted})(?!\w)"), known, alone)
