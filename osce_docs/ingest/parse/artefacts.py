"""Traces of how a text was made: broken lines, empty sections, damaged characters."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from osce_docs.ingest.parse.lines import heading_of
from osce_docs.knowledge import load
from osce_docs.readings import Block, Finding, Span


def find_artefacts(text: str, blocks: Sequence[Block], broken: tuple[Span, ...]) -> Iterator[Finding]:
    """Yield one Finding for each cause, with all its places."""
    if broken:
        what = f"{len(broken)} lines are" if len(broken) > 1 else "A line is"
        yield Finding("artefact", f"{what} broken inside a sentence.", broken, "line")
    empty = tuple(Span(block.start, block.end) for block in _empty_sections(text, blocks))
    if empty:
        what = f"{len(empty)} sections are" if len(empty) > 1 else "A section is"
        yield Finding("artefact", f"{what} empty.", empty, "section")
    for what, damage in load("formats")["artefacts"].items():
        found = _pattern(what).finditer(text) if any(sign in text for sign in damage["signs"]) else ()
        spans = tuple(Span(*match.span()) for match in found)
        if spans:
            yield Finding("artefact", f"The text holds traces of its making: {what}.", spans, what)


def _empty_sections(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the headings with nothing below them; a heading right above a lower one is not empty, and of headings that
    are not marked up it is not known which is the lower."""
    for number, block in enumerate(blocks):
        if block.role == "heading":
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if following is None or (following.role == "heading" and _is_level(text, block, following)):
                yield block


def _is_level(text: str, one: Block, other: Block) -> bool:
    level, following = heading_of(one.quote(text))[1], heading_of(other.quote(text))[1]
    return 0 < following <= level


@cache
def _pattern(what: str) -> re.Pattern[str]:
    return re.compile(load("formats")["artefacts"][what]["pattern"])
