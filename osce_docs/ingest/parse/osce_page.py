"""Pages of the OSCE's web site as text: navigation, the kind of page, the title, labelled facts, the body, a footer.

Each part may be missing, and the navigation differs from year to year: it is told by its form, a run of short lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.parse.dateline import dateline
from osce_docs.ingest.parse.layout import Layout
from osce_docs.ingest.parse.lines import Line, ends_sentence, is_kind, lines
from osce_docs.ingest.parse.menu import BULLET, footer_at, is_menu, leading_menu
from osce_docs.knowledge import load
from osce_docs.readings import Block, Finding, Fold, Span

LABEL = re.compile(
    r"(?P<bullet>[-–—*•·▪◦‣]\s{0,8})?(?P<label>[^\s:][^:\n]{0,39}?)\s{0,8}:(?:\s{1,8}(?P<value>\S.{0,400}))?$"
)
LONGEST_TITLE = 400
LONGEST_KIND = 40
MOST_KIND_LINES = 40
LONGEST_VALUE = 400
LONGEST_PLAIN_VALUE = 120
BODY = 120
NEAR = 3


def osce_page(text: str) -> Layout | None:
    """Return the layout of an OSCE page; None where the text is none."""
    raws = text.split("\n")
    start = _page_start(raws)
    if start is None:
        return None
    end = footer_at(raws, start)
    page = lines(text, _offset(raws, start), _offset(raws, end))
    head, rest, empty = _head(page)
    menus = [each for each in (_trimmed(text, raws, 0, start), _trimmed(text, raws, end, len(raws))) if each]
    folds = tuple(Fold(menu.start, menu.end, "navigation") for menu in menus)
    return Layout("osce-page", tuple(head), rest, menus[0] if menus else None, folds, tuple(empty))


def _offset(raws: Sequence[str], index: int) -> int:
    return sum(map(len, raws[:index])) + index


def _trimmed(text: str, raws: Sequence[str], first: int, end: int) -> Span | None:
    start, stop = _offset(raws, first), min(_offset(raws, end), len(text))
    words = text[start:stop]
    blank = len(words) - len(words.lstrip())
    return Span(start + blank, start + len(words.rstrip())) if words.strip() else None


def _page_start(raws: Sequence[str]) -> int | None:
    """Return the line the page itself begins with: its kind, else its title."""
    found = [index for index in _kind_lines(raws) if is_menu(raws[:index])]
    labelled = (index for index in found if _has_facts(raws, index + 1))
    opening = (index for index in found if _has_body(raws, index + 1))
    start = next(labelled, None)
    if start is None:
        start = _above_labels(raws)
    return next(opening, leading_menu(raws)) if start is None else start


def _kind_lines(raws: Sequence[str]) -> list[int]:
    """Return the lines that name a kind of page and are no entry or section of the navigation."""
    found = [index for index, raw in enumerate(raws) if is_kind(raw)]
    return [index for index in found[:MOST_KIND_LINES] if not _is_section(raws, index)]


def _is_section(raws: Sequence[str], index: int) -> bool:
    """Tell whether a line stands under a bare bullet, as the sections of the navigation do."""
    above = next((raws[each].strip() for each in range(index - 1, max(-1, index - 4), -1) if raws[each].strip()), "")
    return bool(BULLET.fullmatch(above))


def _following(raws: Sequence[str], index: int, count: int) -> list[str]:
    """Return the next lines that are not blank, looking no further than blank lines may reasonably part them."""
    return [raw.strip() for raw in raws[index : index + count * 4] if raw.strip()][:count]


def _has_facts(raws: Sequence[str], index: int) -> bool:
    """A title, and labelled facts or a dateline below it."""
    title, *after = _following(raws, index, 1 + NEAR) or [""]
    return _is_title(title) and not is_kind(title) and any(_label(line) for line in after)


def _has_body(raws: Sequence[str], index: int) -> bool:
    title, *after = _following(raws, index, 1 + NEAR) or [""]
    return _is_title(title) and not is_kind(title) and any(dateline(line) for line in after)


def _is_title(words: str) -> bool:
    return bool(words) and len(words) <= LONGEST_TITLE and not BULLET.match(words) and not _label(words)


def _above_labels(raws: Sequence[str]) -> int | None:
    """Find a page whose kind is not known by the two labels that follow its title, one of them a known one."""
    for index, raw in enumerate(raws):
        label = _label(raw.strip())
        if label and label.bullet and sum(map(bool, map(_label, _following(raws, index, 8)))) > 1:
            above = [each for each in range(max(0, index - 6), index) if raws[each].strip()][-2:]
            free = [each for each in above if not BULLET.match(raws[each].strip()) and not _is_section(raws, each)]
            titled = free[-1:] if len(free) < 2 or len(raws[free[0]]) > LONGEST_KIND else free
            return titled[0] if titled and is_menu(raws[: titled[0]]) else None
    return None


@dataclass(frozen=True, slots=True)
class _Label:
    """A label as the source has it, the name it goes under here, and where a value on the same line begins."""

    name: str
    bullet: bool
    value_at: int


def _label(words: str) -> _Label | None:
    """Read `- Date:`, `Place: VIENNA`; an unknown label counts only with a bullet and its values on the next lines."""
    match = LABEL.match(words) if ":" in words[:60] else None
    if not match:
        return None
    known = _field_names().get(match["label"].lower())
    if not known and (match["value"] or not match["bullet"]):
        return None
    return _Label(known or match["label"], bool(match["bullet"]), match.start("value") if match["value"] else 0)


@cache
def _field_names() -> dict[str, str]:
    return {word.lower(): name for name, words in load("formats")["fields"].items() for word in words}


def _head(page: list[Line]) -> tuple[list[Block], list[Line], list[Finding]]:
    """Return the blocks above the body, the lines of the body, and a Finding for each label without a value."""
    head: list[Block] = []
    at = 0
    if len(page) > 1 and _names_kind(page):
        head.append(Block(page[0].start, page[0].end, "kind"))
        at = 1
    if at < len(page) and _is_title(page[at].words) and not dateline(page[at].words):
        head.append(Block(page[at].start, page[at].end, "title"))
        at += 1
    empty: list[Finding] = []
    while at < len(page) and (label := _label(page[at].words)):
        count = _count_values(page, at + 1, label)
        own = list(_field(page[at : at + 1 + count], label))
        head += own
        if len(own) == 1:
            empty.append(Finding("empty-field", f"The field {label.name} is empty.", (_span(page[at]),), label.name))
        at += 1 + count
    return head, page[at:], empty


def _names_kind(page: list[Line]) -> bool:
    """The first line is a known kind, or stands as one does: short, above a title that labels follow."""
    first, second = page[0].words, page[1].words
    return is_kind(first) or (
        len(first) <= LONGEST_KIND and _is_title(second) and len(page) > 2 and _label(page[2].words) is not None
    )


def _span(span: Span) -> Span:
    return Span(span.start, span.end)


def _count_values(page: list[Line], at: int, label: _Label) -> int:
    count = 0
    while at + count < len(page) and _is_value(page, at + count, label, count):
        count += 1
    return count


def _is_value(page: list[Line], at: int, label: _Label, count: int) -> bool:
    words = page[at].words
    if _label(words) or len(words) > LONGEST_VALUE:
        return False
    if BULLET.match(words):
        return label.bullet or not ends_sentence(words)
    # Without a bullet, one short line that is no sentence; below a label with a bullet, only between two labels.
    plain = count == 0 and not label.value_at and len(words) <= LONGEST_PLAIN_VALUE and not ends_sentence(words)
    between = at + 1 < len(page) and bool(_label(page[at + 1].words))
    opens_body = 0 < dateline(words) < len(words)
    return plain and not opens_body and (between or not label.bullet)


def _field(own: list[Line], label: _Label) -> Iterator[Block]:
    line, *values = own
    end = line.start + len(line.words[: label.value_at].rstrip()) if label.value_at else line.end
    yield Block(line.start, end, "label", label.name)
    if label.value_at:
        yield Block(line.start + label.value_at, line.end, "field", label.name)
    for value in values:
        bullet = BULLET.match(value.words)
        start = value.start + (bullet.end() if bullet else 0)
        if start < value.end:
            yield Block(start, value.end, "field", label.name)
