"""Dividing one block of tellings into groups, one group a record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from osce_docs import edtf
from osce_docs.editorial.agreement import precision
from osce_docs.knowledge import load
from osce_docs.readings import Telling

Pairs = Collection[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A telling as matching sees it: its key over all documents, its block and the date it goes by ("" for none)."""

    key: str
    block: str
    date: str = ""


@dataclass(slots=True)
class Group:
    """Tellings of one thing, in key order; `date` is the most precise one, which the others agree with."""

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
    """Divide the tellings of one block (and of blocks joined to it by a ruling) into groups.

    `same` and `different` are the pairs of telling keys that editors ruled on. A telling that agrees with several
    groups is unresolved: it stands alone, and never goes to "the first".
    """
    groups: list[Group] = []
    unresolved: list[tuple[Subject, tuple[Group, ...]]] = []
    for subject in sorted(block, key=_rank):
        fitting = _ruled_into(subject, groups, same) or [
            group for group in _candidates(subject, groups) if not _ruled_out(subject, group, different)
        ]
        if len(fitting) > 1:
            unresolved.append((subject, tuple(fitting)))
        if len(fitting) == 1:
            fitting[0].members.append(subject)
        else:
            groups.append(Group(subject.block, subject.date, [subject]))
    return Matched(tuple(groups), tuple(unresolved))


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


def _candidates(subject: Subject, groups: Sequence[Group]) -> list[Group]:
    once = is_once(subject.block)
    if is_nameless(subject.block) or not (once or subject.date):
        return []
    own = [group for group in groups if group.block == subject.block]
    if once:
        return own
    return [group for group in own if group.date and edtf.agree(group.date, subject.date)]


def _ruled_into(subject: Subject, groups: Sequence[Group], same: Pairs) -> list[Group]:
    if not same:
        return []
    return [group for group in groups if any(frozenset((subject.key, other)) in same for other in group.keys)][:1]


def _ruled_out(subject: Subject, group: Group, different: Pairs) -> bool:
    return bool(different) and any(frozenset((subject.key, other)) in different for other in group.keys)
