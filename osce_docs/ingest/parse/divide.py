"""The body of a text becomes blocks: datelines, headings, paragraphs and items."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from osce_docs.ingest.parse.announce import Announcement, announcement, enumerates, is_entry
from osce_docs.ingest.parse.dateline import dateline
from osce_docs.ingest.parse.lines import heading_of, is_prose, is_short
from osce_docs.ingest.parse.passages import Passage
from osce_docs.knowledge import load
from osce_docs.readings import Block, Finding, Span

DEEPEST_HEADINGS = 3
QUOTES = "\"“‘'«„"


class _Pending(NamedTuple):
    """The block that has just ended in a colon: its number, its list mark, what it announces, and the sentence."""

    number: int
    mark: str
    told: Announcement
    sentence: Span
    words: str


@dataclass(slots=True)
class _State:
    """Where the reading of a body stands: the blocks so far, the heading, and the lists that are open."""

    blocks: list[Block]
    closing_lists: bool
    section: str = ""
    begun: bool = False
    pending: _Pending | None = None
    # The open lists, outer first: the mark of their entries, and the number of the block that announced them.
    lists: dict[str, int | None] = field(default_factory=dict)
    entry: str = ""
    # Whether blank lines part all entries so far.
    spaced: bool = False
    findings: list[Finding] = field(default_factory=list)


def divide(
    head: Sequence[Block], body: Sequence[Passage], closing_lists: bool
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return the blocks of a document, `head` first, and Findings on lists that are announced and empty.

    `closing_lists`: the lines below headings such as See also are entries. An item's name is the number of the block
    that announces its list.
    """
    state = _State([*head], closing_lists)
    for number, passage in enumerate(body):
        _add(state, passage, body, number)
    _close_empty_list(state, None)
    return tuple(state.blocks), tuple(state.findings)


def _add(state: _State, passage: Passage, body: Sequence[Passage], number: int) -> None:
    name, _ = heading_of(passage.words)
    if name:
        _add_heading(state, passage, name)
    elif passage.mark:
        _add_item(state, passage, passage.mark)
    elif _is_closing_entry(state, passage) or _continues_list(state, body, number):
        _add_item(state, passage, "none")
    elif _is_heading(body, number, DEEPEST_HEADINGS):
        _add_heading(state, passage, " ".join(passage.words.split()))
    else:
        _add_paragraph(state, passage)


def _add_heading(state: _State, passage: Passage, name: str) -> None:
    _close_empty_list(state, passage)
    state.lists.clear()
    state.section = name
    state.blocks.append(Block(passage.start, passage.end, "heading", name))


def _add_paragraph(state: _State, passage: Passage) -> None:
    _close_empty_list(state, passage)
    state.lists.clear()
    start = passage.start + _add_dateline(state, passage)
    if start < passage.end:
        state.blocks.append(Block(start, passage.end, "paragraph", "", state.section))
        _announce(state, passage, "")


def _add_dateline(state: _State, passage: Passage) -> int:
    """A dateline opens the first prose of a body. Returns the length it takes up, blanks after it included."""
    length = 0 if state.begun else dateline(passage.words)
    state.begun = state.begun or length > 0 or is_prose(passage.words)
    if length:
        state.blocks.append(Block(passage.start, passage.start + length, "dateline", "", state.section))
    return length + len(passage.words[length:]) - len(passage.words[length:].lstrip())


def _add_item(state: _State, passage: Passage, mark: str) -> None:
    state.spaced = passage.gap and (state.spaced or state.pending is not None)
    announcer = _open_list(state, mark)
    name = "" if announcer is None else str(announcer)
    state.blocks.append(Block(passage.start + passage.marked, passage.end, "item", name, state.section))
    state.entry = passage.words
    _announce(state, passage, mark)


def _open_list(state: _State, mark: str) -> int | None:
    """Return which block announced the list that an entry of this mark belongs to; lists within it are over."""
    announced, state.pending = state.pending, None
    if announced and announced.mark != mark:
        if not announced.mark:
            state.lists.clear()
        state.lists[mark] = announced.number
    while mark in state.lists and next(reversed(state.lists)) != mark:
        state.lists.popitem()
    return state.lists.setdefault(mark, None)


def _announce(state: _State, passage: Passage, mark: str) -> None:
    told = announcement(passage.words)
    if told:
        sentence = Span(passage.start + told.start, passage.end)
        state.pending = _Pending(len(state.blocks) - 1, mark, told, sentence, passage.words[told.start :])


def _is_closing_entry(state: _State, passage: Passage) -> bool:
    if not state.closing_lists or state.section.lower() not in _closing_sections():
        return False
    return not passage.gap or not (is_prose(passage.words) or passage.words.lower() in _closing_sections())


@cache
def _closing_sections() -> frozenset[str]:
    return frozenset(section.lower() for section in load("formats")["encyclopedia"]["closing_sections"])


def _continues_list(state: _State, body: Sequence[Passage], number: int) -> bool:
    """Tell whether an unmarked passage is an entry of the list that was announced above it or is open."""
    passage = body[number]
    if state.pending and not _heads_prose(body, number):
        told = state.pending.told
        entry = is_entry(passage.words, "") or (told.clearly and enumerates(passage.words))
        return entry and not state.pending.mark and not told.speech
    if next(reversed(state.lists), "") != "none" or (passage.gap and not _goes_on_spaced(state, body, number)):
        return False
    return is_entry(passage.words, state.entry)


def _goes_on_spaced(state: _State, body: Sequence[Passage], number: int) -> bool:
    """Where headings stand after blank lines, a blank line ends a list; elsewhere one may part all its entries."""
    return state.spaced and not state.closing_lists and not _heads_prose(body, number)


def _heads_prose(body: Sequence[Passage], number: int) -> bool:
    """Tell a heading from the first entry of a list: a blank line above it, and prose right below."""
    below = body[number + 1] if number + 1 < len(body) else None
    return body[number].gap and below is not None and not below.gap and not is_entry(below.words, body[number].words)


def _is_heading(body: Sequence[Passage], number: int, depth: int) -> bool:
    """A short line that stands off from what is above it and that prose, or a list, or a lower heading follows."""
    passage = body[number]
    if number + 1 == len(body) or not is_short(passage.words):
        return False
    if dateline(passage.words) or announcement(passage.words):
        return False
    if not (passage.gap or number == 0 or is_prose(body[number - 1].words)):
        return False
    following = body[number + 1]
    if is_prose(following.words) or following.mark or heading_of(following.words)[0]:
        return True
    if passage.words.lower() in _closing_sections():
        return True
    return depth > 0 and following.gap and _is_heading(body, number + 1, depth - 1)


def _close_empty_list(state: _State, following: Passage | None) -> None:
    """Find a list announced beyond doubt after which something else than an entry or a quotation comes."""
    pending, state.pending = state.pending, None
    quoted = following is not None and following.words[0] in QUOTES
    if pending and pending.told.clearly and not (pending.told.speech or pending.mark or quoted):
        message = "A list is announced, and nothing follows."
        state.findings.append(Finding("empty-list", message, (pending.sentence,), pending.words[:80]))
