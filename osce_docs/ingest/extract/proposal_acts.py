"""What somebody proposes in so many words: `proposed to convene a conference`, `suggested the name "…"`.

The verbs and their objects are the [[act]] rules of knowledge/proposals.toml.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from osce_docs.ingest.extract.cues import Cues, cues, told
from osce_docs.ingest.extract.sentences import Sentence, group_span
from osce_docs.knowledge import load

NAME = re.compile(r""""([^"]{2,140})"|(?-i:\b(?:name|title|designation) ([A-Z⟦][^.,;:"]{2,100}))""", re.IGNORECASE)
AS_WHAT = re.compile(r" as (?:an? |the |its |their )?(?:\w{3,12} )?([a-z]{3,20})\b")
WORD = re.compile(r"⟦[a-z]+\d{1,3}⟧|[^\W_][\w'-]*")


def find_acts(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int, int, str, tuple[int, int] | None]]:
    """Yield sentence, start and end (in its skeleton) of each thing proposed, its noun ('' for a clause), and where
    its own name stands, if it has one."""
    taken: dict[int, int] = {}
    for sentence, cue, match in told(sentences, _rules()):
        found = group_span(match, "content")
        if found is None or found[0] < taken.get(sentence.start, -1):
            continue
        content = sentence.skeleton[slice(*found)].rstrip()
        head = "" if cue.values.get("clause") else _head(content)
        if _is_object(content, head, bool(cue.values.get("clause"))):
            taken[sentence.start] = found[0] + len(content)
            yield sentence, found[0], found[0] + len(content), head, _name(content, found[0])


def _is_object(content: str, head: str, clause: bool) -> bool:
    """Leave what another list reads (`a plan for …`), and what is presented but is no proposal (`a candidate`)."""
    never = load("proposals")["never"]["objects"]
    office = AS_WHAT.search(content)
    if clause or (office and office[1] in never):
        return clause
    return bool(head) and head not in _known() and head not in never


def _head(content: str) -> str:
    """Return the noun of a phrase in the singular: the last word before `of`, `on`, `in` …"""
    ends = load("proposals")["words"]["ends"]
    words = list(takewhile(lambda word: word.lower() not in ends, (match[0] for match in WORD.finditer(content))))
    plain = [word.lower() for word in words if not word.startswith("⟦")]
    listed = next((word for word in plain if word.removesuffix("s") in _known()), "")
    return (listed or (plain[-1] if plain else "")).removesuffix("s")


def _name(content: str, at: int) -> tuple[int, int] | None:
    match = NAME.search(content)
    return (at + match.start(match.lastindex or 0), at + match.end(match.lastindex or 0)) if match else None


@cache
def _known() -> frozenset[str]:
    """The nouns that are read by themselves, each by its last word."""
    nouns = load("proposals")["nouns"]
    return frozenset(noun.split()[-1] for kind in ("own", "put", "back") for noun in nouns[kind]) - {"name"}


@cache
def _rules() -> Cues:
    return cues("proposals", "act")
