"""What a capitalised noun with the article refers to: `the Office`, `the Group`, `the Co-Chairs`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from osce_docs.ingest.extract.gazetteer import entries
from osce_docs.knowledge import load
from osce_docs.readings import Block, FoundName

RULE = "anaphora/head-noun"
BODY_KINDS = frozenset({"institution", "structure", "field-operation", "format", "parliament", "body"})


def find_references(text: str, blocks: Sequence[Block], found: Sequence[FoundName]) -> Iterator[FoundName]:
    """Yield the nouns that stand for the one body with that head noun named before; where two could be meant, nothing."""
    bodies = sorted((name for name in found if name.kind in BODY_KINDS), key=lambda name: name.start)
    if not bodies:
        return
    named: dict[str, dict[str, FoundName]] = {}
    queue = iter([*bodies, None])
    body = next(queue)
    for match in (m for block in blocks for m in _pattern().finditer(text, block.start, block.end)):
        while body is not None and body.start < match.start():
            for head in heads(body):
                named.setdefault(head, {})[body.key] = body
            body = next(queue)
        candidates = named.get(_plain(match["head"]), {})
        if len(candidates) == 1:
            meant = next(iter(candidates.values()))
            yield FoundName(match.start("head"), match.end("head"), meant.key, meant.name, meant.kind, RULE)


def heads(body: FoundName) -> frozenset[str]:
    """Return the nouns that can stand for a body alone: `Office` for `OSCE Office in Baku`."""
    known = entries().get(body.key)
    if known and known.head:
        return frozenset({_plain(known.head)})
    nouns = [match for word in re.split(r"[ /]", body.name) if (match := _plain(word)) in _nouns()]
    return frozenset(nouns[:1] if re.search(r" (?:of|for|in|to|on) ", body.name) else nouns[-1:])


def _plain(word: str) -> str:
    return load("name_patterns")["same_head"].get(word, word)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(load("name_patterns")["heads"])


@cache
def _pattern() -> re.Pattern[str]:
    written = [*load("name_patterns")["heads"], *load("name_patterns")["same_head"]]
    nouns = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
    return re.compile(rf"\b(?:[Tt]he|[Tt]his)(?: new| said| same| three)? (?P<head>{nouns})(?![\w-]| (?:of|for|on|in|to) )")
