"""Dividing one block of tellings into groups, one group a record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from osce_docs import edtf
from osce_docs.editorial.agreement import precision
from osce_docs.knowledge import load
from osce_docs.readings import Telling

from .ruled import Pairs, Ruled

# A block and a date: what tellings meet by.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A telling as matching sees it: its key over all documents, its block and the date it goes by ("" for none)."""

    key: str
    block: str
    date: str = ""


@dataclass(slots=True, eq=False)
class Group:
    """Tellings of one thing; `date` is the most precise one, which the others agree with."""

    block: str
    date: str
    members: list[Subject] = field(default_factory=list)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its tellings, sorted."""
        return tuple(sorted(member.key for member in self.members))


@dataclass(frozen=True, slots=True)
class Matched:
    """The groups of a block, and the tellings that could belong to more than one of them, with those groups."""

    groups: tuple[Group, ...]
    unresolved: tuple[tuple[Subject, tuple[Group, ...]], ...] = ()


def match(block: Sequence[Subject], same: Pairs = (), different: Pairs = ()) -> Matched:
    """Divide the tellings of one block (and of blocks joined to it by rulings) into groups.

    `same` and `different` are the pairs of telling keys that editors ruled on. A telling that agrees with several
    groups is unresolved: it stands alone, and never goes to "the first".
    """
    if len(block) == 1:  # So most are, and what stands alone needs no rule.
        return Matched((Group(block[0].block, block[0].date, [block[0]]),))
    division = _Division(Ruled(same, different))
    for subject in sorted(block, key=_rank):
        division.place(subject)
    return division.matched()


class _Division:
    """The groups of a block as its tellings are placed, one after the other."""

    def __init__(self, ruled: Ruled) -> None:
        self.ruled = ruled
        self.groups: list[Group] = []
        # By place: the groups that a telling which agrees with it may belong to; a ruling brings in several places.
        # A day agrees with no other day, so that for one only the `vague` places are looked through.
        self.anchored: dict[Place, list[Group]] = {}
        self.vague: list[Place] = []
        # By thing: the group of the tellings ruled the same.
        self.homes: dict[str, Group] = {}
        self.doubtful: list[tuple[Subject, Group, list[Group]]] = []
        self.merged: dict[int, Group] = {}

    def place(self, subject: Subject) -> None:
        """Put a telling where a ruling, or the one group that it agrees with, says; else where it is alone."""
        home = self.homes.get(self.ruled.thing(subject.key))
        fitting = [group for group in self._candidates(subject) if not self._are_apart(subject, group)]
        if home is None and len(fitting) != 1:
            home = Group(subject.block, subject.date)
            self.groups.append(home)
        if len(fitting) == 1:
            home = self._join(fitting[0], home)
        assert home is not None
        if len(fitting) > 1:
            self.doubtful.append((subject, home, fitting))
        self._add(subject, home)

    def matched(self) -> Matched:
        """Return the groups, and the tellings that still fit several now that all are placed."""
        unresolved = []
        for subject, home, fitting in self.doubtful:
            own = self._final(home)
            others = list(dict.fromkeys(self._final(group) for group in fitting))
            if own in others:
                continue
            if len(others) == 1:
                self._join(others[0], own)
            else:
                unresolved.append((subject, tuple(others)))
        return Matched(tuple(self.groups), tuple(unresolved))

    def _candidates(self, subject: Subject) -> list[Group]:
        """Return the groups that a telling may belong to by its block and date."""
        place = _place(subject)
        near = self._near(place) if place else []
        return list(dict.fromkeys(group for each in near for group in self.anchored[each]))

    def _near(self, place: Place) -> Iterable[Place]:
        is_day = edtf.is_day(place[1])
        near = [each for each in (self.vague if is_day else self.anchored) if _agree(each, place)]
        return [place, *near] if is_day and place in self.anchored else near

    def _anchor(self, group: Group, place: Place) -> None:
        if place not in self.anchored and not edtf.is_day(place[1]):
            self.vague.append(place)
        self.anchored.setdefault(place, []).append(group)

    def _add(self, subject: Subject, group: Group) -> None:
        group.members.append(subject)
        place = _place(subject)
        if place and group not in self._candidates(subject):
            self._anchor(group, place)
        if self.ruled.is_ruled(subject.key):
            self.homes[self.ruled.thing(subject.key)] = group

    def _join(self, one: Group, other: Group | None) -> Group:
        """Make one group of two, unless they are ruled apart; of the two the one that was there first stays."""
        if other is None or other is one or self.ruled.are_apart(one.keys, other.keys):
            return other or one
        first, second = sorted((one, other), key=self.groups.index)
        first.members += second.members
        for place, groups in self.anchored.items():
            self.anchored[place] = list(dict.fromkeys(first if group is second else group for group in groups))
        self.homes = {thing: first if group is second else group for thing, group in self.homes.items()}
        self.groups.remove(second)
        self.merged[id(second)] = first
        return first

    def _final(self, group: Group) -> Group:
        while id(group) in self.merged:
            group = self.merged[id(group)]
        return group

    def _are_apart(self, subject: Subject, group: Group) -> bool:
        return self.ruled.are_apart([subject.key], (member.key for member in group.members))


def telling_date(telling: Telling) -> str:
    """Return the date that matching goes by: the most precise one that is not denied, the first of equals."""
    dates = [claim.value for claim in telling.claims if claim.field == "date" and claim.mode != "denied"]
    return max(dates, key=precision, default="")


def is_once(block: str) -> bool:
    """Whether all tellings of this block are of one thing, even where their dates differ."""
    kind, _, rest = block.partition(":")
    if kind != "event":
        return not is_nameless(block)
    return bool(load("events")["kinds"].get(rest.partition(":")[0], {}).get("once", False))


def is_nameless(block: str) -> bool:
    """A block with an empty part names nothing: "the proposal" of one text is not that of another."""
    return "::" in block


def _rank(subject: Subject) -> tuple[int, str]:
    """The most precise date first, so that a vague one meets all it could mean; then by key."""
    return (-precision(subject.date) if subject.date else 10_000_000, subject.key)


def _place(subject: Subject) -> Place | None:
    """Return what a telling meets others by without a ruling, if it does; where a thing is once, any date will do."""
    if is_nameless(subject.block):
        return None
    date = "" if is_once(subject.block) else subject.date
    return (subject.block, date) if date or is_once(subject.block) else None


def _agree(one: Place, other: Place) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or edtf.agree(one[1], other[1]))
