"""Paragraphs and sentences that a document says twice in the same words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from osce_docs.readings import Block, Finding, Fold, Span

SHORTEST_PARAGRAPH = 40
SHORTEST_SENTENCE = 60
SENTENCE = re.compile(r"[^.!?:;\n]{60,3000}+")


@dataclass(slots=True)
class _Seen:
    """The paragraphs so far, blanks folded, and the runs of blocks that repeat one."""

    paragraphs: set[str] = field(default_factory=set)
    runs: list[list[Block]] = field(default_factory=list)
    in_run: bool = False


def find_repeats(text: str, blocks: Sequence[Block]) -> tuple[tuple[Fold, ...], tuple[Finding, ...]]:
    """Return a Fold for each run of paragraphs that repeat earlier ones, and a Finding for each such run and for each
    sentence that another paragraph repeats.

    A run begins with a paragraph of at least 40 characters; shorter ones that repeat go on with it.
    """
    seen = _Seen()
    fresh = [block for number, block in enumerate(blocks) if not _repeats(text, blocks, number, seen)]
    folds = tuple(Fold(run[0].start, run[-1].end, "repetition") for run in seen.runs)
    return folds, (*(_finding(text, run) for run in seen.runs), *_sentences(text, fresh))


def _repeats(text: str, blocks: Sequence[Block], number: int, seen: _Seen) -> bool:
    block = blocks[number]
    if block.role not in {"paragraph", "item"}:
        seen.in_run = False
        return False
    words = " ".join(block.quote(text).split())
    repeats = words in seen.paragraphs and (seen.in_run or len(words) >= SHORTEST_PARAGRAPH)
    if repeats and not seen.in_run:
        seen.runs.append([])
    if repeats:
        seen.runs[-1].append(block)
    else:
        seen.paragraphs |= {words, _with_dateline(text, blocks, number)}
    seen.in_run = repeats
    return repeats


def _with_dateline(text: str, blocks: Sequence[Block], number: int) -> str:
    """A paragraph said again further down keeps its dateline."""
    first = blocks[number - 1] if number and blocks[number - 1].role == "dateline" else blocks[number]
    return " ".join(text[first.start : blocks[number].end].split())


def _finding(text: str, run: Sequence[Block]) -> Finding:
    what = f"{len(run)} paragraphs repeat" if len(run) > 1 else "A paragraph repeats"
    spans = tuple(Span(each.start, each.end) for each in run)
    return Finding("repetition", f"{what} what the text has said before.", spans, run[0].quote(text)[:80])


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[Finding]:
    told: dict[str, list[Span]] = {}
    for block in blocks:
        if block.role in {"paragraph", "item"} and block.end - block.start >= SHORTEST_SENTENCE:
            for match in SENTENCE.finditer(text, block.start, block.end):
                _tell(match, told)
    for words, spans in told.items():
        if len(spans) > 1:
            message = "A sentence is said more than once in the same words."
            yield Finding("repetition", message, tuple(spans[::-1]), words[:80])


def _tell(match: re.Match[str], told: dict[str, list[Span]]) -> None:
    words = " ".join(match[0].split())
    if len(words) >= SHORTEST_SENTENCE and not words[0].islower():
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        told.setdefault(words, []).append(Span(start, start + len(match[0].strip())))
