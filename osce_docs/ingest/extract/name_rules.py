"""Names of bodies and instruments that the gazetteer does not list, by the rules of knowledge/name_patterns.toml."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import ahocorasick

from osce_docs.ingest.extract.candidates import Candidates
from osce_docs.ingest.extract.gazetteer import Entry, entries, slug
from osce_docs.ingest.extract.masks import BODY, MARKS, OSCE, PEOPLE, PLACE, STATE, TERRITORY, mark_of, mask
from osce_docs.ingest.extract.required import Requirements
from osce_docs.ingest.extract.scan import follows_a_name, ordinary_words
from osce_docs.knowledge import load
from osce_docs.readings import Block, FoundName, Span

LINK = r"(?:(?:of|for|on|in|to|against)(?: the)?|and|&)"
LINK_ON = r"(?:and the|and of the|and of)"
SHORT = "{1,200}"
SENTENCE_END = re.compile(rf"(?<=[a-z0-9)\"{MARKS}][.;]) (?=[A-Z\"{MARKS}])")
FURTHER = re.compile(r"(?: \(\d{4}\))?(?:(?:, and |, | and )\d{2,5}(?!\d| ?[A-Z%])(?: \(\d{4}\))?){1,12}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of name_patterns.toml, ready to be matched on text whose known names are masked."""

    name: str
    kind: str
    key: str
    title: str
    heads: frozenset[str]
    pattern: re.Pattern[str]
    known: bool
    alone: bool
    proper: str
    series: bool


def names_by_rule(text: str, block: Block, known: Sequence[FoundName]) -> Iterator[FoundName]:
    """Yield the names that a rule builds from words and from `known` names in `block`; they may overlap."""
    words = text[block.start : block.end]
    heads = [(end, head) for end, head in _heads().iter(words)]
    if not heads:
        return
    masked = mask(text, block, [(name, mark_of(name)) for name in known])
    at = {(name.start - block.start, name.end - block.start): entries()[name.key] for name in known}
    for sentence, there in _sentences(masked, heads):
        for number in _candidates().among(sentence.quote(masked)):
            rule = _rules()[number]
            if not rule.heads.isdisjoint(there):
                for match in rule.pattern.finditer(masked, sentence.start, sentence.end):
                    yield from _named(rule, match, at, words, block.start)


def _sentences(masked: str, heads: Sequence[tuple[int, str]]) -> Iterator[tuple[Span, set[str]]]:
    """Yield the sentences in which a head stands, with the heads in them."""
    ends = [*(match.start() for match in SENTENCE_END.finditer(masked)), len(masked)]
    found: dict[int, set[str]] = {}
    for end, head in heads:
        found.setdefault(bisect_left(ends, end), set()).add(head)
    for number, there in found.items():
        yield Span(ends[number - 1] if number else 0, ends[number]), there


def _named(
    rule: Rule, match: re.Match[str], at: Mapping[tuple[int, int], Entry], words: str, start: int
) -> Iterator[FoundName]:
    if rule.alone and follows_a_name(match.string, match.start()):
        return
    slots = {slot: at.get(match.span(slot)) or words[slice(*match.span(slot))] for slot in match.groupdict()}
    if rule.proper and not _is_proper(match[rule.proper], rule.proper == "name"):
        return
    key = _key(rule, slots)
    named = entries().get(key)
    if named or not rule.known:
        kind, name = (named.kind, named.name) if named else (rule.kind, _title(rule, slots))
        first, last = match.span("span" if match.groupdict().get("span") else 0)
        yield FoundName(start + first, start + last, key, name, kind, rule.name)
        if rule.series:
            yield from _series(rule, match, slots, start)


def _series(rule: Rule, match: re.Match[str], slots: Mapping[str, Entry | str], start: int) -> Iterator[FoundName]:
    """Yield the further numbers of `resolutions 822, 853 and 874`."""
    further = FURTHER.match(match.string, match.end("number"))
    for number in re.finditer(r"\d+", further[0]) if further and "s " in match[0] else ():
        first, last = match.end("number") + number.start(), match.end("number") + number.end()
        each = {**slots, "number": number[0]}
        yield FoundName(start + first, start + last, _key(rule, each), _title(rule, each), rule.kind, rule.name)


def _key(rule: Rule, slots: Mapping[str, Entry | str]) -> str:
    parts = {slot: value.key if isinstance(value, Entry) else value for slot, value in slots.items()}
    return slug(_usual(rule.key.format_map(parts)))


def _title(rule: Rule, slots: Mapping[str, Entry | str]) -> str:
    parts = {slot: value.in_phrase if isinstance(value, Entry) else value for slot, value in slots.items()}
    return _usual(" ".join(rule.title.format_map(parts).split()))


@lru_cache(4096)
def _usual(words: str) -> str:
    """Return the words in the spelling the gazetteer prefers, so that one body has one key."""
    for one, other in load("name_patterns")["spellings"]:
        words = words.replace(other, one) if one[0].isupper() else words
    return words


def _is_proper(words: str, alone: bool) -> bool:
    """Tell whether words name one thing: `Carter` and `Osh Human Rights` do, `National` does not.

    A mere `Prague` names one in `Court of Prague`, and none alone: the Prague Council is a meeting in Prague.
    """
    capitals = [word for word in words.split() if word[0].isupper() or word[0] in MARKS]
    plain = [word for word in capitals if word[0] not in MARKS]
    marked = len(capitals) > len(plain) and not (alone and not plain)
    return marked or any(word not in ordinary_words() for word in plain)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(_rule(values) for values in load("name_patterns")["rule"])


@cache
def _candidates() -> Candidates:
    needed = Requirements(re.compile(r"(?!)"), str)
    return Candidates([needed.of(rule.pattern.pattern) for rule in _rules()])


@cache
def _heads() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for head in {head for rule in _rules() for head in rule.heads}:
        automaton.add_word(head, head)
    automaton.make_automaton()
    return automaton


def _rule(values: Mapping[str, Any]) -> Rule:
    slotted = re.sub(r"\{([a-z]+)\}", lambda slot: _slots()[slot[1]], values["pattern"])
    compiled = {"heads": frozenset(values["heads"]), "pattern": re.compile(rf"(?<!\w)(?:{slotted})(?!\w)")}
    return Rule(**{"known": False, "alone": False, "proper": "", "series": False, **values, **compiled})


@cache
def _slots() -> dict[str, str]:
    never = "|".join(re.escape(word) for word in load("name_patterns")["not_in_names"])
    plain = rf"(?!(?:{never})\b)[A-ZÀ-ÖØ-Þ][\w-]{{0,40}}(?:'[\w-]{{1,20}})?"
    mark = f"[{STATE}{PEOPLE}{PLACE}{TERRITORY}]{SHORT}"
    words = rf"{plain}(?: {plain}){{0,5}}"
    last = rf"(?!in (?:the )?{PLACE}){LINK} {mark}(?: and {mark})?"
    phrase = rf"(?:{words}(?: {LINK} {words}){{0,6}}(?: {last})?|{mark})"
    more = rf"(?:(?:, {plain}(?: {plain}){{0,3}}){{1,5}},? and {phrase})?"
    return {
        "the": r"(?:the )?",
        "words": rf"(?P<words>{phrase})",
        "list": rf"(?P<list>{phrase}(?:(?:, {phrase}){{0,5}},? and {phrase})?)",
        "matters": rf"(?P<matters>{phrase}{more})",
        "subject": rf"(?P<subject>(?=[A-Z]){phrase}{more}(?: {LINK_ON} {words}){{0,2}})",
        "name": rf"(?P<name>(?:{plain}|{mark})(?: (?:and |& )?(?:{plain}|{mark})){{0,4}})",
        "bodynoun": rf"(?P<bodynoun>{_either('body_nouns')})",
        "instrumentnoun": rf"(?P<instrumentnoun>{_either('instrument_nouns')})",
        "no": r"(?:(?:[Nn][or]s?\.?|[Nn]umber|#|№) ?)",
        "number": r"(?P<number>\d{1,5}(?:/\d{1,4})?)",
        "nation": rf"(?P<nation>[{STATE}{PEOPLE}]{SHORT})(?:'s?)?",
        "state": rf"(?P<state>{STATE}{SHORT})",
        "place": rf"(?P<place>{PLACE}{SHORT})",
        "where": rf"(?P<where>[{PLACE}{TERRITORY}{STATE}]{SHORT})",
        "body": rf"(?P<body>[{BODY}{OSCE}]{SHORT})(?:'s)?",
        "osce": rf"{OSCE}{SHORT}(?:'s)?",
    }


def _either(nouns: str) -> str:
    return "|".join(re.escape(noun) for noun in sorted(load("name_patterns")[nouns], key=len, reverse=True))
