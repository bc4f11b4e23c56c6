"""What a site's navigation tells: States, institutions, field operations, topics, and where they belong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.parse.lines import Line, lines
from osce_docs.ingest.parse.menu import BULLET
from osce_docs.knowledge import load
from osce_docs.readings import Span

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
REMARK = re.compile(r"\s+\((?P<remark>[^()]{1,60})\)$")
EDGES = " -–—,:;()"
MOST_STATE_WORDS = 8
LEAST_BULLETS = 0.3
# What a section's entries are called where the section itself is only a place for others.
NO_ENTRIES = {"country", "work", "page"}


@dataclass(frozen=True, slots=True)
class NavigationEntry(Span):
    """One entry: `name` without what is said about it, which is its `note` (`closed`, `OSCE Chairpersonship`).

    `group` is state, partner-state, partner-group, institution, structure, secretariat-unit, field-operation, topic,
    meeting-series, section (the label of other entries) or page (a mere word of the menu). `parent` is the number of
    the section it belongs to among the entries, and `section` that section's name; none and empty at the top.
    `chair_year` is the year in which it chairs.
    """

    name: str
    group: str
    parent: int | None = None
    section: str = ""
    note: str = ""
    chair_year: int | None = None


@dataclass(frozen=True, slots=True)
class _Menu:
    """What navigation.toml knows, by small letters."""

    sections: Mapping[str, str]
    under: Mapping[str, str]
    names: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]


class _Mined:
    """The entries so far: the number of the last section, and of the last one of each kind."""

    def __init__(self) -> None:
        self.entries: list[NavigationEntry] = []
        self.section: int | None = None
        self.nearest: dict[str, int] = {}

    def add(self, entry: NavigationEntry) -> None:
        if entry.group == "section":
            self.section = len(self.entries)
            if kind := _kind(entry.name):
                self.nearest[kind] = self.section
        self.entries.append(entry)

    def name(self, number: int | None) -> str:
        return "" if number is None else self.entries[number].name


def mine_navigation(text: str, span: Span) -> tuple[NavigationEntry, ...]:
    """Return the entries of the navigation at `span`, in text order; sections come before their entries.

    An entry whose kind is not known is a page: it names no body.
    """
    mined = _Mined()
    for line, is_section in _labelled(lines(text, span.start, span.end)):
        mined.add(_section(line, mined) if is_section else _entry(line, mined))
    return tuple(mined.entries)


def _labelled(menu: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield each line without its bullet, and whether it is the label of a section."""
    named = [line for line in menu if not BULLET.fullmatch(line.words)]
    by_form = _has_labels_by_form(named)
    for line in named:
        bare = _bare(line)
        yield bare, bare is line if by_form else bare.words.lower() in _menu().sections


def _has_labels_by_form(named: Sequence[Line]) -> bool:
    """Tell whether what has no bullet is a section's label: most lines have one, and a known section has none."""
    free = [line for line in named if not BULLET.match(line.words)]
    enough = len(named) - len(free) >= LEAST_BULLETS * len(named)
    return enough and any(line.words.lower() in _menu().sections for line in free)


def _bare(line: Line) -> Line:
    bullet = BULLET.match(line.words)
    if not bullet:
        return line
    return Line(line.start + bullet.end(), line.end, line.words[bullet.end() :], line.gap)


def _section(line: Line, mined: _Mined) -> NavigationEntry:
    under = _menu().under.get(_kind(line.words), "")
    parent = mined.nearest.get(under)
    return NavigationEntry(line.start, line.end, line.words, "section", parent, mined.name(parent))


def _kind(label: str) -> str:
    return _menu().sections.get(label.lower(), "")


def _entry(line: Line, mined: _Mined) -> NavigationEntry:
    here = mined.section
    kind = "" if here is None else _kind(mined.name(here))
    name, note, year = _chair(line.words) if kind in {"state", "country"} else _remark(line.words)
    group = _group(name, kind)
    at_home = here is None or group == kind or (group == "page" and kind in NO_ENTRIES)
    parent = here if at_home or here is None else _belongs(mined, here, group)
    return NavigationEntry(line.start, line.end, name, group, parent, mined.name(parent), note, year)


def _group(name: str, kind: str) -> str:
    told = _menu().names.get(name.lower())
    if told:
        return told
    looks = next((group for group, pattern in _menu().patterns.items() if pattern.fullmatch(name)), None)
    if looks or kind in _menu().patterns:
        return looks or "page"
    too_long = kind == "state" and len(name.split()) > MOST_STATE_WORDS
    return "page" if not kind or kind in NO_ENTRIES or too_long else kind


def _belongs(mined: _Mined, here: int, group: str) -> int | None:
    """An entry that is not of its section's kind stands there for want of a mark: it belongs to a section of its kind
    above, or to the one that such sections, or else this section, belong to."""
    for kind in (group, _menu().under.get(group, "")):
        parent = mined.nearest.get(kind)
        if parent is not None:
            return parent
    return mined.entries[here].parent


def _remark(words: str) -> tuple[str, str, int | None]:
    remark = REMARK.search(words)
    return (words[: remark.start()], remark["remark"], None) if remark else (words, "", None)


def _chair(words: str) -> tuple[str, str, int | None]:
    """Read `Malta – OSCE Chairpersonship 2024` as a name, what it is, and the year."""
    chair = _chair_words().search(words)
    name = YEAR.sub("", words.replace(chair[0], "")).strip(EDGES) if chair else ""
    if not chair or not name:
        return _remark(words)
    year = YEAR.search(words)
    return name, " ".join(chair[0].split()), int(year[0]) if year else None


@cache
def _chair_words() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(load("navigation")["chair"], key=len, reverse=True)))
    return re.compile(rf"\b(?:OSCE )?(?:{words})\b")


@cache
def _menu() -> _Menu:
    table = load("navigation")
    return _Menu(
        {label.lower(): kind for kind, section in table["sections"].items() for label in section["labels"]},
        {kind: section.get("under", "") for kind, section in table["sections"].items()},
        {name.lower(): group for group, names in table["names"].items() for name in names},
        {group: re.compile("|".join(patterns)) for group, patterns in table["patterns"].items()},
    )
