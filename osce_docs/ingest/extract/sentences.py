"""Sentences with the names and dates that stand in them, and the skeletons that rules are matched on.

A skeleton is the sentence with every name and date replaced by a slot, so that a rule reads like a sentence
whatever the country or the year: `⟦state0⟧ joined the ⟦body0⟧ on ⟦date0⟧.`
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from osce_docs.ingest.extract.alike import Alike
from osce_docs.ingest.extract.once import once
from osce_docs.ingest.extract.stretches import folded
from osce_docs.readings import Block, FoundDate, FoundName, ParsedDocument, Span

# Kinds of names that a rule's {body} means; {state}, {people}, {place}, {instrument}, {person} … mean themselves.
BODIES = frozenset({"institution", "structure", "field-operation", "format", "parliament", "body"})
ALTERNATIVES = {
    "party": "state|people",
    "actor": "state|people|body|person",
    "name": "state|body",
    "where": "place|territory|state",
}
READ_ROLES = frozenset({"dateline", "paragraph", "item"})

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]?[A-Z0-9ÄÖÜÀ-ÝŠŽČ])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Gen|Col|Lt|Amb|Sen|Rep|Art|para|pp?|vol|cf|vs|approx|ca?|e\.g|i\.e|al)|\b[A-Z])\.$"
)
BLANKS = re.compile(r"\s{2,}")
# A list of states, bodies and persons, each with the words of an office or a kind before it.
WORDS = (
    r"(?:(?!(?:on|in|at|by|with|which|that|who|after|before|when|while|and|or|from|to|was|were|is|has|have|had|will)\b)"
    r"[\w'-]{1,30} ){0,9}"
)
ACTOR = (
    rf"(?!of\b){WORDS}⟦(?:state|people|body|person|territory)\d{{1,3}}⟧(?:(?:'s)? ⟦(?:people|body)\d{{1,3}}⟧){{0,2}}"
    rf"(?:'s?)?(?: of (?:the )?⟦body\d{{1,3}}⟧)?(?:(?:,? {WORDS}⟦(?:state|people|body)\d{{1,3}}⟧)?"
    rf",? {WORDS}⟦person\d{{1,3}}⟧)?"
    r"(?: \([^()]{0,40}\))?"
    r"(?: (?:government|delegation|authorities|chair(?:person)?ship|presidency|president|side|leader|leadership)\b)?"
)
AND = r"(?:, and |, | and | and by |, as well as | as well as | together with |, together with )(?:by )?"
# A comma may part two actors or stand within one, so a list can be read in many ways: each more doubles them.
ACTORS = rf"{ACTOR}(?:{AND}{ACTOR}){{0,8}}"
# Characters that rules need not tell apart; one for one, so that offsets stay.
plain = Alike(
    dict.fromkeys("\n\t\u00a0\u2009\u202f", " ")
    | dict.fromkeys("’‘", "'")
    | dict.fromkeys("“”„«»", '"')
    # The brackets of slots, where a source has them itself.
    | {"⟦": "[", "⟧": "]"}
)
SLOT = re.compile(r"⟦([a-z]+)(\d+)⟧")
GROUP = re.compile(r"\(\?P<([a-z_]+)>")
PLACEHOLDER = re.compile(r"\{(?P<kind>[a-z]+)(?::(?P<group>[a-z_]\w*))?\}")


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """One sentence: its names and dates in order, its skeleton and the block it stands in.

    `slots` maps a slot's text (`⟦state0⟧`) to what it stands for; `pieces` maps skeleton offsets to text offsets.
    """

    text: str
    block: int
    role: str
    section: str
    names: tuple[FoundName, ...]
    dates: tuple[FoundDate, ...]
    skeleton: str
    slots: dict[str, FoundName | FoundDate]
    pieces: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Return where `skeleton[start:end]` stands in the document's text; a slot counts whole."""
        return Span(self._offset(start), self._offset(end))

    def skeleton_offset(self, at: int) -> int:
        """Return where the character `at` of the text stands in the skeleton."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece[1]) - 1
        where, start = self.pieces[index]
        return where + at - start

    def _offset(self, at: int) -> int:
        index = bisect_left(self.pieces, (at + 1, -1)) - 1
        where, start = self.pieces[index]
        limit = self.pieces[index + 1][1] if index + 1 < len(self.pieces) else self.end
        return min(start + at - where, limit)


def split_sentences(
    document: ParsedDocument, names: Sequence[FoundName], dates: Sequence[FoundDate]
) -> tuple[Sentence, ...]:
    """Return the sentences of the paragraphs and items that are not folded, in text order."""
    found: list[FoundName | FoundDate] = sorted([*names, *dates], key=lambda each: each.start)
    starts = [each.start for each in found]
    passed_over = folded(document)
    return tuple(
        sentence
        for number, block in enumerate(document.blocks)
        if block.role in READ_ROLES and not passed_over.hold(block.start)
        for sentence in _sentences(
            document.text, number, block, found[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        )
    )


def renamed(
    document: ParsedDocument, sentences: Sequence[Sentence], names: Sequence[FoundName]
) -> tuple[Sentence, ...]:
    """Return the sentences again with `names` instead of theirs; those of a block whose names stay the same, stay."""
    ordered = sorted(names, key=lambda each: (each.start, -each.end))
    starts = [each.start for each in ordered]
    found: list[Sentence] = []
    for number, group in groupby(sentences, key=lambda sentence: sentence.block):
        block, known = document.blocks[number], list(group)
        named = ordered[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        if named == [name for sentence in known for name in sentence.names]:
            found += known
        else:
            found += _sentences(
                document.text, number, block, [*named, *(date for each in known for date in each.dates)]
            )
    return tuple(found)


def _sentences(text: str, number: int, block: Block, inside: Iterable[FoundName | FoundDate]) -> Iterator[Sentence]:
    found = sorted(inside, key=lambda each: (each.start, -each.end))
    starts = [each.start for each in found]
    for span in _spans(text, block, found, starts):
        yield _sentence(text, span, number, block.role, block.section, _inside(found, starts, span))


def _spans(text: str, block: Span, found: list[FoundName | FoundDate], starts: list[int]) -> Iterable[Span]:
    start = block.start
    for match in SENTENCE_END.finditer(text, block.start, block.end):
        before = bisect_left(starts, match.start()) - 1
        if before >= 0 and found[before].end > match.start():
            continue
        if ABBREVIATION.search(text, max(start, match.start() - 12), match.start()):
            continue
        if match.start() > start:
            yield Span(start, match.start() + len(match[0].rstrip()))
        start = match.end()
    if start < block.end:
        yield Span(start, block.end)


def _inside(found: list[FoundName | FoundDate], starts: list[int], span: Span) -> list[FoundName | FoundDate]:
    inside: list[FoundName | FoundDate] = []
    for each in found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
        if each.end <= span.end and (not inside or each.start >= inside[-1].end):
            inside.append(each)
    return inside


def _sentence(
    text: str, span: Span, block: int, role: str, section: str, found: list[FoundName | FoundDate]
) -> Sentence:
    parts: list[str] = []
    pieces: list[tuple[int, int]] = [(0, span.start)]
    slots: dict[str, FoundName | FoundDate] = {}
    numbers: Counter[str] = Counter()
    at, length = span.start, 0
    for each in found:
        slot = _slot(each, numbers)
        slots[slot] = each
        length = _plain_words(text, at, each.start, length, parts, pieces)
        parts.append(slot)
        pieces.append((length, each.start))
        length += len(slot)
        pieces.append((length, each.end))
        at = each.end
    _plain_words(text, at, span.end, length, parts, pieces)
    names = tuple(each for each in found if isinstance(each, FoundName))
    dates = tuple(each for each in found if isinstance(each, FoundDate))
    skeleton = "".join(parts)
    words = span.quote(text)
    return Sentence(span.start, span.end, words, block, role, section, names, dates, skeleton, slots, tuple(pieces))


def _plain_words(text: str, start: int, end: int, length: int, parts: list[str], pieces: list[tuple[int, int]]) -> int:
    """Append text[start:end] with every run of blanks as one space; return the skeleton's length after it."""
    at = start
    for run in BLANKS.finditer(text, start, end):
        parts += [_plain(text)[at : run.start()], " "]
        length += run.start() - at + 1
        pieces.append((length, run.end()))
        at = run.end()
    parts.append(_plain(text)[at:end])
    return length + end - at


@once
def _plain(text: str) -> str:
    return plain(text)


def _slot(each: FoundName | FoundDate, numbers: Counter[str]) -> str:
    """Return the next slot of its kind; `numbers` counts how many there are."""
    kind = "date" if isinstance(each, FoundDate) else "body" if each.kind in BODIES else each.kind.replace("-", "")
    numbers[kind] += 1
    return f"⟦{kind}{numbers[kind] - 1}⟧"


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a rule's pattern for skeletons, ignoring case.

    `{state}` is a slot of that kind, `{state:who}` also names it; `{body}`, `{party}`, `{actor}`, `{name}`, `{where}`
    are families of kinds; `{states:who}` is a list of states or bodies ("A, B and the C"), `{actors:who}` one in which
    persons and offices may stand; `{thing:what}` a phrase in free words; `{the}` an optional article; `{gap}` up to 60
    characters of one clause, `{far}` up to 160 characters of one sentence. Read a group with `group_span`.
    """
    return re.compile(expanded_pattern(pattern), re.IGNORECASE)


def expanded_pattern(pattern: str) -> str:
    """Return a rule's pattern as a plain regular expression for skeletons."""
    return _numbered(PLACEHOLDER.sub(_expand, pattern))


def _numbered(pattern: str) -> str:
    """A group may be named in several branches: from the second on, it is compiled as `who_2`, `who_3`."""
    seen: dict[str, int] = {}

    def named(match: re.Match[str]) -> str:
        seen[match[1]] = number = seen.get(match[1], 0) + 1
        return match[0] if number == 1 else f"(?P<{match[1]}_{number}>"

    return GROUP.sub(named, pattern)


def group_span(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Return where the group `name` of a rule matched, in whichever branch, or None."""
    return next(iter(group_spans(match, name)), None)


def group_spans(match: re.Match[str], name: str) -> list[tuple[int, int]]:
    """Return where each group called `name` matched, in the order of the pattern."""
    named = (group for group in match.re.groupindex if group.startswith(name) and _is_numbered(group[len(name) :]))
    return [match.span(group) for group in named if match.start(group) >= 0]


def _is_numbered(rest: str) -> bool:
    return not rest or (rest[0] == "_" and rest[1:].isdigit())


def _expand(match: re.Match[str]) -> str:
    meaning = meaning_of(match["kind"])
    return f"(?P<{match['group']}>{meaning})" if match["group"] else meaning


def meaning_of(kind: str) -> str:
    """Return what a placeholder of this kind stands for: a pattern that may stand anywhere in another one."""
    if kind == "the":
        return r"(?:(?:the|its|their|a|an|this|that|both) )?"
    if kind == "gap":
        return r"[^.;:⟦⟧]{0,60}?"
    if kind == "far":
        return r"[^.;:]{0,160}?"
    if kind == "thing":
        return r'(?:[^.;:,()"⟦⟧]|⟦[a-z]+\d{1,3}⟧){2,140}?'
    if kind == "actors":
        return f"(?:{ACTORS})"
    if kind in {"states", "names"}:
        each = r"(?:(?:the|a) )?⟦(?:state|people|body)\d{1,3}⟧"
        more = r"(?:, and |, | and | & | as well as |, as well as | together with |–|-)"
        return rf"(?:{each}(?:{more}{each}){{0,30}})"
    return rf"⟦(?:{ALTERNATIVES.get(kind, kind)})\d{{1,3}}⟧"


def slots_in(sentence: Sentence, skeleton: str) -> list[FoundName | FoundDate]:
    """Return what the slots in a stretch of the skeleton stand for, in order."""
    return [sentence.slots[match[0]] for match in SLOT.finditer(skeleton)]
