"""Link markup, `[Armenia](1567)`, becomes readable text and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from osce_docs.readings import Finding, Link, Span

MARK = re.compile(r"\[|\](\()?|\n[^\S\n]*\n")
# What stands in the parentheses: an address without blanks, which may itself hold parentheses, and perhaps a title.
TARGET = re.compile(
    r"[^\S\n]{0,8}+(?P<target><[^<>\n]{0,500}+>|[^()\s]{0,1000}+(?:\([^()\s]{0,300}+\)[^()\s]{0,500}+){0,8}+)"
    r"(?:[^\S\n]{1,8}+\"[^\"\n]{0,300}+\")?[^\S\n]{0,8}+\)"
)
LONGEST_NAME = 500
REST_OF_WORD = re.compile(r"[^\W\d_]{1,40}")


@dataclass(frozen=True, slots=True)
class Markup:
    """One link in the source: `[` at `start`, the name's end, the end of `)`, and the target."""

    start: int
    name_end: int
    end: int
    target: str


def unlink(source: str) -> tuple[str, tuple[Link, ...], tuple[Finding, ...]]:
    """Return the text without link markup, the links in text order, and what is odd about them.

    Markup that is not closed, has no name, or a target with blanks in it stays as it is. Nothing else is taken out.
    """
    if "](" not in source:
        return source, (), ()
    found = sorted(_markup(source), key=lambda each: each.start)
    text, places = _without(source, found)
    links = tuple(Link(places[each.start], places[each.name_end], each.target) for each in found)
    return text, links, (*_inside_words(text, links), *_left_over(text))


def _markup(source: str) -> Iterator[Markup]:
    """Yield the links, inner ones first; a name may hold brackets and one line end, but no blank line."""
    opened: list[int] = []
    after = 0
    for mark in MARK.finditer(source):
        if mark.start() < after:
            continue
        if mark[0] == "[":
            opened.append(mark.start())
        elif mark[0].startswith("\n"):
            opened.clear()
        elif opened:
            start = opened.pop()
            target = TARGET.match(source, mark.end()) if mark[1] else None
            is_short = mark.start() - start <= LONGEST_NAME
            if target and is_short and source[start + 1 : mark.start()].strip():
                after = target.end()
                yield Markup(start, mark.start(), after, target["target"].strip("<>"))


def _without(source: str, found: list[Markup]) -> tuple[str, dict[int, int]]:
    """Return the source without the markup, and where the places of the cuts lie in it."""
    pieces: list[str] = []
    places: dict[int, int] = {}
    at = length = 0
    cuts = [cut for each in found for cut in ((each.start, each.start + 1), (each.name_end, each.end))]
    for start, end in sorted(cuts):
        pieces.append(source[at:start])
        length += start - at
        places[start] = length
        at = end
    return "".join([*pieces, source[at:]]), places


def _inside_words(text: str, links: tuple[Link, ...]) -> Iterator[Finding]:
    words = [Span(link.start, rest.end()) for link in links if (rest := REST_OF_WORD.match(text, link.end))]
    if words:
        places = f"{len(words)} links end" if len(words) > 1 else "A link ends"
        yield Finding("artefact", f"{places} inside a word.", tuple(words), "link")


def _left_over(text: str) -> Iterator[Finding]:
    spans = tuple(Span(*mark.span()) for mark in re.finditer(r"\]\(", text))
    if spans:
        yield Finding("artefact", "Link markup is not closed, or is none, and was left as it stands.", spans, "markup")
