"""Fields of work, which a document states in a field of its own."""

import re
from functools import cache

from osce_docs.ingest.extract.gazetteer import all_entries, entries
from osce_docs.knowledge import load
from osce_docs.readings import Block, FoundName


def is_topic_field(block: Block) -> bool:
    """Tell whether the block stands under a label such as `Fields of work`."""
    return block.role == "field" and block.name.casefold().strip(" :") in load("topics")["labels"]


def find_topics(text: str, block: Block) -> list[FoundName]:
    """Return the known fields of work listed in a topic field, in text order."""
    matches = _pattern().finditer(text, block.start, block.end)
    found = [(match, entries()[_keys()[match[0].lower()]]) for match in matches]
    return [FoundName(m.start(), m.end(), e.key, e.name, "topic", "gazetteer/topic-field") for m, e in found]


@cache
def _keys() -> dict[str, str]:
    topics = [each for each in all_entries() if each.kind == "topic"]
    return {name.lower(): each.key for each in topics for name in (each.name, *each.aliases)}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_keys(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
