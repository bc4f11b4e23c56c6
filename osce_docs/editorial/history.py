"""A record at an earlier moment: what it said then, how that differs from another moment, and going back to it.

Nothing is kept beside the ledger of rulings and the readings themselves, each with the time it came in. So a reading
that its source no longer holds, and one ruled wrong, are not among those of an earlier moment either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.editorial.facts import FactsByField, facts, owner_path
from osce_docs.editorial.kept import told
from osce_docs.editorial.ledger import ON_VALUES
from osce_docs.editorial.partly import facts_under, named
from osce_docs.editorial.recompute import effective_values
from osce_docs.editorial.rule import put_back, rule
from osce_docs.editorial.ruled import in_present_names
from osce_docs.models import Claim, Ruling, User
from osce_docs.models.record import Record

# Of what more tellings tell than this no more is read than may have changed; and so many fields and ties of two moments
# are laid side by side.
MANY, MOST = 10_000, 5_000


class TooMuchChanged(Exception):
    """More of a record may have changed than anyone could look at, or a page hold."""

    def __init__(self, record: Record) -> None:
        super().__init__(
            f"More than {MOST:,} values of “{record}” may have changed since then, too many to lay side by side. "
            "Choose a later moment."
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, or a tie (`position/armenia`), that said one thing at one moment and another at the other."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class State:
    """What a record said at a moment, by field and by tie, and which of it an editor had ruled."""

    values: Mapping[str, Any]
    ruled: Mapping[str, Any]


def states(record: Record, *moments: datetime) -> list[State]:
    """Return what the record said at each of the moments; where very much is told of it, no more of that than may have
    changed since the first of them. Raises TooMuchChanged where that is too much."""
    rulings = _on_values(record)
    said = _said(record, min(moments), rulings)
    read = _read_at(said)
    return [_state(record, _until(said, read, moment), _standing(rulings, moment)) for moment in moments]


def rulings_on(record: Record) -> QuerySet[Ruling]:
    """Return all rulings ever made about a record, taken back or not, the first one first."""
    return Ruling.objects.filter(**{str(record._meta.model_name): record}).order_by("pk")


def differences(one: State, other: State) -> list[Difference]:
    """Return where two states of a record differ: the fields in their order, then the ties."""
    names = dict.fromkeys([*one.values, *other.values])
    pairs = [Difference(name, one.values.get(name), other.values.get(name)) for name in names]
    return [each for each in pairs if each.before != each.after]


@transaction.atomic
def go_back(record: Record, moment: datetime, now: datetime, author: User, reason: str, version: int) -> int:
    """Make a record say again what it said at a moment; return how many of its fields and ties that changed.

    What was ruled then is ruled again; a ruling made since, on what was not ruled then, is taken back; what has moved
    with the sources is ruled. Raises Clash where `version`, the record's as the editor saw it, has moved on, and
    TooMuchChanged.
    """
    then, present = states(record, moment, now)
    said = _said(record, moment, _on_values(record))
    # What it would say now if only what was ruled then were ruled.
    untouched = _state(record, _until(said, _read_at(said), now), then.ruled)
    changed = differences(present, then)
    again = {each.field: _again(each, then) for each in changed if not _follows(each, then, untouched)}
    rule(record, again, author, reason=reason, version=version)
    back = {each.field for each in changed} - again.keys()
    standing = (each for each in _on_values(record) if each.revoked_at is None)
    put_back(dict.fromkeys(ruling.pk for ruling in standing if ruling.field in back), author)
    record.refresh_from_db()
    return len(changed)


def _on_values(record: Record) -> list[Ruling]:
    return in_present_names(record, rulings_on(record).filter(kind__in=ON_VALUES))


def _said(record: Any, since: datetime, rulings: Iterable[Ruling]) -> FactsByField:
    """Return the facts about a record; where very much is told of it, those under what was read since a moment, or is
    ruled."""
    model = type(record)
    if not record.tellings.order_by("pk")[MANY : MANY + 1]:
        return facts(model, [record.pk])[record.pk]
    later = Claim.objects.filter(**{owner_path(model): record.pk}, read_at__gt=since)
    names = {each.field for each in rulings}
    for _, name in named(model, later):
        names.add(name)
        if len(names) > MOST:
            raise TooMuchChanged(record)
    return facts_under(model, {record.pk: names}).get(record.pk, {})


def _follows(each: Difference, then: State, told: State) -> bool:
    """Whether what was said then follows of itself once no ruling stands in its way."""
    return each.field not in then.ruled and told.values.get(each.field) == each.after


def _again(each: Difference, then: State) -> Any:
    if each.field in then.ruled:
        return then.ruled[each.field]
    if "/" in each.field and each.after is None:
        return {"exists": False}
    return each.after or None


def _state(record: Record, said: FactsByField, ruled: Mapping[str, Any]) -> State:
    found = told(type(record), said)
    values: dict[str, Any] = {name: each.value for name, each in effective_values(record, found, ruled).items()}
    values |= {name: dict(readings[0].value) for name, readings in found.items() if "/" in name}
    for name, value in ruled.items():
        if "/" in name:
            values[name] = {**(values.get(name) or {}), **(value or {})}
    return State(values, ruled)


def _standing(rulings: Iterable[Ruling], moment: datetime) -> dict[str, Any]:
    return {
        ruling.field: ruling.value
        for ruling in rulings
        if ruling.made_at <= moment and (ruling.revoked_at is None or ruling.revoked_at > moment)
    }


def _until(said: FactsByField, read: Mapping[str, datetime], moment: datetime) -> FactsByField:
    return {name: [fact for fact in facts if read[fact.identity] <= moment] for name, facts in said.items()}


def _read_at(said: FactsByField) -> dict[str, datetime]:
    identities = sorted({fact.identity for facts in said.values() for fact in facts})
    rows = [
        row
        for chunk in in_chunks(identities, KEYS)
        for row in Claim.objects.filter(identity__among=chunk).order_by("-read_at").values_list("identity", "read_at")
    ]
    return dict(rows)
