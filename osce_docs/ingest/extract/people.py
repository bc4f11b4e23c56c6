"""Persons, found only by the office that stands before or after the name, never by the look of a name alone.

The cue words are in knowledge/offices.toml.
"""

import re
from collections.abc import Iterator, Sequence

from osce_docs.ingest.extract import offices
from osce_docs.ingest.extract.gazetteer import slug
from osce_docs.ingest.extract.masks import BODY, MASKS, OFFICE, mask
from osce_docs.readings import Block, FoundName, Span

SURNAME = "person/surname"


def find_people(text: str, block: Block, names: Sequence[FoundName], lead: str = "") -> list[FoundName]:
    """Return the persons in `block`, each with its office as written; spans cover the name only.

    `names` are the other names in the block; `lead` is the line that announces the list the block is an item of.
    """
    masked = mask(text, block, [(name, _mark(text, name)) for name in names])
    found: dict[int, FoundName] = {}
    for span, office, rule in _persons(masked, lead if block.role == "item" else ""):
        start, end = block.start + span.start, block.start + span.end
        written = text[block.start + office.start : block.start + office.end].strip(" ,(") or lead_office(lead)
        found.setdefault(start, FoundName(start, end, slug(text[start:end]), text[start:end], "person", rule, written))
    return [found[start] for start in sorted(found)]


def find_surnames(text: str, blocks: Sequence[Block], found: Sequence[FoundName]) -> list[FoundName]:
    """Return `found` persons with bare surnames joined to their bearers, and later mentions by surname alone.

    A surname that two persons of the text bear is joined to neither.
    """
    bearers = _bearers(found)
    if not bearers:
        return []
    joined = "|".join(map(re.escape, sorted(bearers, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w.@-])(?:{joined})(?![\w@])")
    return [
        FoundName(match.start(), match.end(), person.key, person.name, "person", SURNAME, person.office)
        for block in blocks
        for match in pattern.finditer(text, block.start, block.end)
        for person in [bearers[match[0]]]
        if match.start() > person.end
    ]


def lead_office(lead: str) -> str:
    """Return the office that a line such as `The Co-Chairs of the Minsk Group are:` announces, or nothing."""
    found = offices.cue().search(lead)
    return found[0] if found else ""


def _bearers(found: Sequence[FoundName]) -> dict[str, FoundName]:
    bearers: dict[str, FoundName] = {}
    clashes: set[str] = set()
    for person in found:
        if person.kind == "person" and " " in person.name:
            surname = person.name.rsplit(" ", 1)[1]
            if bearers.setdefault(surname, person).key != person.key:
                clashes.add(surname)
    return {surname: person for surname, person in bearers.items() if surname not in clashes}


def _persons(masked: str, lead: str) -> Iterator[tuple[Span, Span, str]]:
    if lead_office(lead) and (match := offices.item().match(masked)):
        yield from _whole(masked, match, Span(0, 0), "person/item")
    if not offices.cue().search(masked):
        return
    for match in offices.before_name().finditer(masked):
        yield from _after_office(masked, match)
    for match in offices.after_name().finditer(masked):
        yield from _whole(masked, match, Span(*match.span("office")), "person/office-after")
    for match in offices.appointed().finditer(masked):
        yield from _whole(masked, match, Span(*match.span("office")), "person/appointed")


def _after_office(masked: str, match: re.Match[str]) -> Iterator[tuple[Span, Span, str]]:
    start, end = match.span("office")
    before = offices.leading().search(masked, max(0, start - 120), start)
    office = Span(before.start() if before else start, end)
    titled = not match["comma"] and bool(offices.titles().search(masked, office.start, end))
    more: re.Match[str] | None = match
    while more:
        name = _trimmed(masked, Span(*more.span("name")))
        if name is None or not (titled or " " in masked[name.start : name.end]):
            return
        yield name, office, "person/office-before"
        more = offices.another().match(masked, name.end) if name.end == more.end("name") else None


def _whole(masked: str, match: re.Match[str], office: Span, rule: str) -> Iterator[tuple[Span, Span, str]]:
    name = _trimmed(masked, Span(*match.span("name")))
    if name is not None and " " in masked[name.start : name.end]:
        yield name, office, rule


def _trimmed(masked: str, span: Span) -> Span | None:
    """Cut off what is no part of a name: words such as `On` before it, `Tuesday` or `'s` after it; None if all is."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^ ]+", span.quote(masked))]
    while words and _stops(masked, words[0]):
        words.pop(0)
    stop = next((number for number, word in enumerate(words) if _stops(masked, word)), len(words))
    if not words[:stop]:
        return None
    last = words[stop - 1]
    end = last.end - (2 if last.quote(masked).endswith("'s") else 1 if last.quote(masked).endswith("'") else 0)
    return Span(words[0].start, end)


def _stops(masked: str, word: Span) -> bool:
    return word.quote(masked).removesuffix("'s").rstrip(".'") in offices.stop_words()


def _mark(text: str, name: FoundName) -> str:
    if name.kind in MASKS:
        return MASKS[name.kind]
    return OFFICE if offices.cue().search(text, name.start, name.end) else BODY
