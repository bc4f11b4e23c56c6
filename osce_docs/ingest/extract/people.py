"""Persons, found only by the office that stands before or after the name, never by the look of a name alone.

The cue words are in knowledge/offices.toml.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import ahocorasick

from osce_docs.ingest.extract import offices
from osce_docs.ingest.extract.gazetteer import slug
from osce_docs.ingest.extract.masks import BODY, OFFICE, mark_of, mask
from osce_docs.ingest.extract.scan import longest
from osce_docs.readings import Block, FoundName, Span

SURNAME = "person/surname"
ITEM = "person/item"
NOWHERE = Span(0, 0)
BEFORE_WORD = re.compile(r"[\w.@-]")
AFTER_WORD = re.compile(r"[\w@]|-\w")


def find_people(text: str, block: Block, names: Sequence[FoundName], lead: str = "") -> list[FoundName]:
    """Return the persons in `block`, each with its office as written; spans cover the name only.

    `names` are the other names in the block; `lead` is the line that announces the list it is an item of, or the
    heading it stands under.
    """
    if block.quote(text).isupper():
        return []
    masked = mask(text, block, [(name, _mark(text, name)) for name in names])
    found: dict[Span, tuple[str, list[str]]] = {}
    for span, office, rule in _persons(masked, lead, block.role == "item"):
        at = Span(block.start + span.start, block.start + span.end)
        words = text[block.start + office.start : block.start + office.end].strip(" ,(")
        found.setdefault(at, (rule, []))[1].append(words or (offices.office_in(lead) if rule == ITEM else ""))
    return longest(_person(text, span, rule, held) for span, (rule, held) in found.items())


def _person(text: str, span: Span, rule: str, held: Iterable[str]) -> FoundName:
    name = span.quote(text)
    office = ", ".join(dict.fromkeys(filter(None, held)))
    return FoundName(span.start, span.end, slug(name), name, "person", rule, office)


def find_surnames(text: str, blocks: Sequence[Block], found: Sequence[FoundName]) -> list[FoundName]:
    """Return later mentions of the persons in `found`, by full name or surname, whether found themselves or not.

    A surname that two persons of the text bear is joined to neither.
    """
    bearers = _bearers(found)
    if not bearers:
        return []
    automaton = ahocorasick.Automaton()
    for name, person in bearers.items():
        automaton.add_word(name, (len(name), person))
    automaton.make_automaton()
    return [
        FoundName(end - length, end, person.key, person.name, "person", SURNAME, person.office)
        for block in blocks
        for last, (length, person) in automaton.iter(block.quote(text))
        if (end := block.start + last + 1) - 1 - length > person.end and _is_mention(text, end - length, end)
    ]


def _is_mention(text: str, start: int, end: int) -> bool:
    whole = not BEFORE_WORD.match(text, start - 1) and not AFTER_WORD.match(text, end)
    return whole and not _has_another_first_name(text, start)


def _has_another_first_name(text: str, start: int) -> bool:
    """`Joan Smith` is not the Smith named before."""
    before = re.search(r"([A-Z](?=\.)|[\w'-]+(?= ))\.? \Z", text[max(0, start - 40) : start])
    return bool(before and before[1][0].isupper() and before[1] not in offices.stop_words())


def _bearers(found: Sequence[FoundName]) -> dict[str, FoundName]:
    """Return the first mention of each person by full name, and by surname where only one bears it."""
    full = {person.name: person for person in reversed(found) if person.kind == "person" and " " in person.name}
    surnames: dict[str, dict[str, FoundName]] = {}
    for person in full.values():
        for surname in _surnames(person.name):
            surnames.setdefault(surname, {})[person.key] = person
    return {name: person for name, held in surnames.items() if len(held) == 1 for person in held.values()} | full


def _surnames(name: str) -> set[str]:
    """Return the surname with its particles, as it stands inside a sentence and at its start: `van der Berg`."""
    surname = offices.SURNAME.search(name)
    return {surname[0], surname[0][0].upper() + surname[0][1:]} if surname else set()


def _persons(masked: str, lead: str, is_item: bool) -> Iterator[tuple[Span, Span, str]]:
    """Yield name, office and rule; an office that is not stated is an empty span."""
    starts = offices.cue_starts(masked)
    announced = bool(offices.office_in(lead))
    if announced and is_item and (match := offices.item().match(masked) or _bare(masked, lead)):
        yield from _whole(masked, Span(*match.span("name")), NOWHERE, ITEM)
    if starts:
        yield from _after_offices(masked, starts)
        yield from _with_office(masked, offices.after_name(), "person/office-after")
    rules = offices.rules_for(masked)
    if starts and "appointed" in rules:
        yield from _with_office(masked, offices.appointed(), "person/appointed")
    if "acting" in rules:
        yield from _without_office(masked, offices.acting(), "person/acting")
    if "serving" in rules:
        yield from _without_office(masked, offices.serving(not (starts or announced)), "person/term")


def _bare(masked: str, lead: str) -> re.Match[str] | None:
    return offices.bare_item().match(masked) if offices.announces().search(lead) else None


def _with_office(masked: str, pattern: re.Pattern[str], rule: str) -> Iterator[tuple[Span, Span, str]]:
    for match in pattern.finditer(masked):
        name, office = Span(*match.span("name")), Span(*match.span("office"))
        for span in (*_earlier(masked, name, office), name):
            yield from _whole(masked, span, office, rule)


def _without_office(masked: str, pattern: re.Pattern[str], rule: str) -> Iterator[tuple[Span, Span, str]]:
    for match in pattern.finditer(masked):
        for name, office, _ in _whole(masked, Span(*match.span(match.lastgroup or 0)), NOWHERE, rule):
            yield name, office, rule
            yield from ((other, office, rule) for other in _others(masked, name))


def _after_offices(masked: str, starts: Iterable[int]) -> Iterator[tuple[Span, Span, str]]:
    at = 0
    for start in starts:
        match = offices.before_name().match(masked, start) if start >= at else None
        if match and not offices.is_surname(masked, start):
            at = match.end("office")
            for name, office in _after_office(masked, match):
                yield name, office, "person/office-before"
                at = name.end


def _after_office(masked: str, match: re.Match[str]) -> Iterator[tuple[Span, Span]]:
    """Yield the names after an office: one, or several in a list."""
    start, end = match.span("office")
    before = offices.leading().search(masked, max(0, start - 120), start)
    office = Span(before.start() if before else start, end)
    if match["comma"] == "," and offices.predicate().search(masked, max(0, office.start - 100), office.start):
        return
    titled = not match["comma"] and bool(offices.titles().search(masked, office.start, end))
    name = _trimmed(masked, Span(*match.span("name")))
    if name is None or not (titled or _is_full(masked, name)):
        return
    yield name, office
    if offices.plural().search(masked, office.start, end):
        yield from ((other, office) for other in _others(masked, name))


def _others(masked: str, name: Span) -> Iterator[Span]:
    """Yield the names that follow `name` in a list: `, … and …`."""
    while more := offices.another().match(masked, name.end):
        span = Span(*more.span("name"))
        other = _trimmed(masked, span)
        if other is None or other.start != span.start or not _is_full(masked, other):
            return
        yield other
        name = other


def _earlier(masked: str, name: Span, office: Span) -> Iterator[Span]:
    """Yield the names before the last of a list that shares an office: `…, … and …, the presidents of …`."""
    if not offices.plural().search(masked, office.start, office.end):
        return
    before = offices.earlier().search(masked, max(0, name.start - 200), name.start)
    if before:
        for each in re.finditer(offices.NAME, before[0]):
            yield Span(before.start() + each.start(), before.start() + each.end())


def _is_full(masked: str, name: Span) -> bool:
    return " " in name.quote(masked)


def _whole(masked: str, span: Span, office: Span, rule: str) -> Iterator[tuple[Span, Span, str]]:
    name = _trimmed(masked, span)
    if name is not None and _is_full(masked, name):
        yield name, office, rule


def _trimmed(masked: str, span: Span) -> Span | None:
    """Cut off what is no part of a name: words such as `On` before it, `Tuesday` or `'s` after it.

    None where nothing is left, or where the next word shows that it is no person's name: `Carter Foundation`.
    """
    words = [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^ ]+", span.quote(masked))]
    plain = [word.quote(masked).removesuffix("'s").rstrip(".'") for word in words]
    first = next((number for number, word in enumerate(plain) if word not in offices.stop_words()), len(words))
    last = next((number for number in range(first, len(words)) if plain[number] in offices.stop_words()), len(words))
    if first == last or (last < len(words) and plain[last] not in offices.function_words()):
        return None
    possessive = re.search(r"'s?\Z", words[last - 1].quote(masked))
    return Span(words[first].start, words[last - 1].end - (len(possessive[0]) if possessive else 0))


def _mark(text: str, name: FoundName) -> str:
    mark = mark_of(name)
    return OFFICE if mark == BODY and offices.office_in(name.quote(text)) else mark
