"""What a noun with the article refers to: `the Office`, `the Group`, `the Co-Chairs`."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from osce_docs.ingest.extract.gazetteer import entries
from osce_docs.knowledge import load
from osce_docs.readings import Block, FoundName, Span

RULE = "anaphora/head-noun"
RULE_NEAR = "anaphora/sentence-before"
RULE_OWN = "anaphora/of-the-osce"
BODY_KINDS = frozenset({"institution", "structure", "field-operation", "format", "parliament", "body"})
OSCE_HEAD = "Organization"
Meant = tuple[str, str, str]


def find_references(text: str, blocks: Sequence[Block], found: Sequence[FoundName]) -> Iterator[FoundName]:
    """Yield the nouns that stand for one body named before; where two could be meant, nothing.

    A noun with a capital (`the Mission`) stands for the only body with that head noun in all the text before it; a
    small one (`the mission`) for the only one in its own and the sentence before.
    """
    bodies = sorted((name for name in found if name.kind in BODY_KINDS), key=lambda name: name.start)
    if bodies:
        yield from _capitalised(text, blocks, bodies, {name.key for name in found})
        yield from _small(text, blocks, bodies)


def _capitalised(
    text: str, blocks: Sequence[Block], bodies: Sequence[FoundName], rivals: set[str]
) -> Iterator[FoundName]:
    named: dict[str, set[Meant]] = {}
    passed = 0
    for match in (match for block in blocks for match in _pattern().finditer(text, block.start, block.end)):
        while passed < len(bodies) and bodies[passed].start < match.start():
            for head, meant in _meanings(bodies[passed].key, bodies[passed].name, bodies[passed].kind):
                named.setdefault(head, set()).add(meant)
            passed += 1
        group = match.lastgroup or "head"
        head, span = _head(match[group]), Span(*match.span(group))
        if head in named:
            yield from _only(span, named[head], RULE)
        elif OSCE_HEAD in named:
            yield from _own(span, head, rivals)


def _small(text: str, blocks: Sequence[Block], bodies: Sequence[FoundName]) -> Iterator[FoundName]:
    near = _Near(bodies)
    for block in blocks:
        ends = [block.start, block.start]
        for match in _small_pattern().finditer(text, block.start, block.end):
            if match["head"]:
                meanings = near.meanings(_head(match["head"]), ends[-2], match.start())
                yield from _only(Span(*match.span("head")), meanings, RULE_NEAR)
            else:
                ends.append(match.start())


class _Near:
    """What nouns may mean by the bodies of a stretch; the next stretch neither begins nor ends before the last."""

    def __init__(self, bodies: Sequence[FoundName]) -> None:
        self._bodies = bodies
        self._first = self._next = 0
        self._meant: dict[str, Counter[Meant]] = {}

    def meanings(self, head: str, start: int, end: int) -> Collection[Meant]:
        """Return what `head` may mean by the bodies that begin in text[start:end]."""
        while self._next < len(self._bodies) and self._bodies[self._next].start < end:
            self._count(self._bodies[self._next], 1)
            self._next += 1
        while self._first < self._next and self._bodies[self._first].start < start:
            self._count(self._bodies[self._first], -1)
            self._first += 1
        return self._meant.get(head, ())

    def _count(self, body: FoundName, step: int) -> None:
        for head, meant in _meanings(body.key, body.name, body.kind):
            counts = self._meant.setdefault(head, Counter())
            counts[meant] += step
            if not counts[meant]:
                del counts[meant]


def _own(span: Span, head: str, rivals: set[str]) -> Iterator[FoundName]:
    """In a text about the OSCE alone, `the Troika` is its own; a body that has one too speaks against it."""
    default = load("name_patterns")["own_heads"].get(head)
    if default and rivals.isdisjoint(default["unless"]):
        own = entries()[default["key"]]
        yield FoundName(span.start, span.end, own.key, own.name, own.kind, RULE_OWN)


def _only(span: Span, candidates: Collection[Meant], rule: str) -> Iterator[FoundName]:
    if len(candidates) == 1:
        (key, name, kind) = next(iter(candidates))
        yield FoundName(span.start, span.end, key, name, kind, rule)


@cache
def _meanings(key: str, name: str, kind: str) -> tuple[tuple[str, Meant], ...]:
    """Return the head nouns that can stand for a body alone, and for its co-chairs: `Office` for an office."""
    known, chairs = entries().get(key), entries().get(f"{key}-co-chairs")
    found = [(head, (key, name, kind)) for head in _heads_of(name, known.head if known else "")]
    if chairs:
        found += [(chairs.head, (chairs.key, chairs.name, chairs.kind))]
    return tuple(found)


def _heads_of(name: str, stated: str) -> set[str]:
    phrases = {phrase for phrase in load("name_patterns")["heads"] if " " in phrase and phrase in name}
    if stated:
        return {stated, *phrases}
    nouns = [head for word in re.split(r"[ /]", name) if (head := _head(word)) in load("name_patterns")["heads"]]
    tailed = re.search(r" (?:of|for|in|to|on|against) ", name)
    return {*(nouns[:1] if tailed else nouns[-1:]), *phrases}


def _head(written: str) -> str:
    patterns = load("name_patterns")
    return patterns["same_head"].get(written) or patterns["small_heads"].get(written) or written


@cache
def _pattern() -> re.Pattern[str]:
    patterns = load("name_patterns")
    placed = patterns["placed_heads"]
    others = [noun for noun in (*patterns["heads"], *patterns["same_head"]) if noun not in placed]
    nouns = rf"(?:{_either(others)}|(?:{_either(placed)})(?! in (?:the )?[A-Z]))"
    article = r"\b(?:[Tt]he|[Tt]his|[Ii]ts)(?: new| said| same| three| present| entire)?"
    alone = _either(patterns["heads_without_article"])
    another = r"(?![\w-]| (?:of|for|on|to) (?:the )?[A-Z])"
    return re.compile(rf"(?:{article} (?P<head>{nouns})|(?<![\w-])(?P<alone>{alone})){another}")


@cache
def _small_pattern() -> re.Pattern[str]:
    """Match such a noun with its article, and the end of a sentence."""
    nouns = _either(load("name_patterns")["small_heads"])
    return re.compile(rf"\b(?:[Tt]he|[Tt]his) (?P<head>{nouns})(?![\w-]| of )|\. ")


def _either(words: list[str] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
