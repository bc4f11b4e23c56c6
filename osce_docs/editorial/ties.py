"""The ties of records as rows: what the Claims tell and what editors ruled, side by side with what is stored."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from django.apps import apps
from django.db import models

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.effective import Valued
from osce_docs.editorial.relations import TIES, Tie, plain
from osce_docs.models import Organization, Topic
from osce_docs.models.record import Record

# What is told of a record, by field and by tie (`position/armenia`): readings, the one to be shown first.
ValuedByName = Mapping[str, Sequence[Valued]]
T = TypeVar("T")
NOBODY: Mapping[str, int] = MappingProxyType({})


# The owner of a row and its key among the owner's.
At = tuple[int, str]
# So many rows are held in memory at once: a body may have tens of thousands of members and offices.
PART = 1000


@dataclass(frozen=True, slots=True)
class TiedRows:
    """Rows of one relation, by owner and key: `existing` are stored, `wanted` are the columns of what should be."""

    model: type[models.Model]
    existing: dict[Hashable, models.Model]
    wanted: dict[Hashable, dict[str, Any]]


def tied_rows(
    model: type[Record],
    told: Mapping[int, ValuedByName],
    ruled: Mapping[int, Mapping[str, Any]],
    records: Collection[int],
    only: Collection[str] | None = None,
) -> Iterator[TiedRows]:
    """Yield the rows of every relation that records of this kind own, as they are and as they should be, in parts.

    `only` are the names of the ties (`position/armenia`) that are wanted, None for all; of what comes from Mentions all
    are yielded.
    """
    for tie, relation in ties_of(model):
        there = _there(relation, records, None if only is None or tie.kept else _keys(tie, only))
        readings, rulings = (by_place(tie, of) for of in (told, ruled))
        for part in in_chunks(sorted({*there, *readings, *rulings}), PART):
            existing = stored_rows(relation, pk__among=[there[at] for at in part if at in there])
            own = ({at: of[at] for at in part if at in of} for of in (readings, rulings))
            yield TiedRows(relation, existing, wanted_rows(tie, relation, *own, existing))


def _keys(tie: Tie, names: Collection[str]) -> set[str]:
    return {key for name in names for field, slash, key in [name.partition("/")] if slash and field == tie.field}


def _there(relation: type[models.Model], records: Collection[int], keys: Collection[str] | None) -> dict[At, int]:
    wanted = models.Q() if keys is None else models.Q(key__among=keys)
    rows = relation._default_manager.filter(wanted).values_list("owner", "key", "pk")
    return {(owner, key): pk for chunk in in_chunks(records) for owner, key, pk in rows.filter(owner__among=chunk)}


def stored_rows(relation: type[models.Model], **which: Any) -> dict[Hashable, models.Model]:
    """Return the rows of one relation that pass a filter, by owner and key."""
    return {(row.owner_id, row.key): row for row in relation._default_manager.filter(**which)}


@cache
def ties_of(model: type[Record]) -> tuple[tuple[Tie, type[models.Model]], ...]:
    """Return the ties whose owner is a record of this kind, with their tables."""
    relations = [(tie, apps.get_model("osce_docs", tie.model)) for tie in TIES.values()]
    return tuple((tie, table) for tie, table in relations if table._meta.get_field("owner").related_model is model)


def differ(model: type[Record], told: ValuedByName) -> bool:
    """Tell whether sources differ on a tie of a record of this kind."""
    owned = {tie.field for tie, _ in ties_of(model)}
    return any(len(readings) > 1 for name, readings in told.items() if name.partition("/")[0] in owned)


def by_place(tie: Tie, of: Mapping[int, Mapping[str, T]]) -> dict[At, T]:
    """Return what is told, or ruled, on one tie of records, by owner and key."""
    return {
        (owner, key): what
        for owner, each in of.items()
        for name, what in each.items()
        for field, slash, key in [name.partition("/")]
        if slash and field == tie.field
    }


def wanted_rows(
    tie: Tie,
    relation: type[models.Model],
    told: Mapping[At, Sequence[Valued]],
    rulings: Mapping[At, dict[str, Any]],
    existing: Mapping[Hashable, models.Model],
    known: Mapping[str, int] = NOBODY,
) -> dict[Hashable, dict[str, Any]]:
    """Return the columns of the rows of one relation as they should be; those `existing` may keep a given name.

    `known` are the ids of bodies by key, as far as they are at hand.
    """
    values = {at: dict(readings[0].value) for at, readings in told.items()}
    if tie.kept:
        values |= {at: {"name": row.given_name} for at, row in existing.items() if row.given_name}
    bodies = _bodies(tie, [*values.values(), *rulings.values()], known)
    wanted: dict[Hashable, dict[str, Any]] = {}
    for at in sorted({*values, *rulings}):
        columns = _columns(tie, relation, values.get(at), rulings.get(at), bodies)
        if columns is not None:
            wanted[at] = {"owner_id": at[0], "key": at[1], **columns}
            if tie.disputable:
                wanted[at]["disputed"] = len(told.get(at, ())) > 1
    return wanted


def _columns(
    tie: Tie,
    relation: type[models.Model],
    told: dict[str, Any] | None,
    ruling: dict[str, Any] | None,
    bodies: Mapping[str, int],
) -> dict[str, Any] | None:
    value = {**(told or {}), **(ruling or {})}
    if told is None and value.keys() <= {"exists"}:
        return None
    columns: dict[str, Any] = {"exists": bool(value.pop("exists", True))}
    for name, content in tie.columns(value).items():
        if name in tie.bodies:
            columns[f"{name}_id"] = bodies.get(content)
        elif name == "topic":
            columns["topic_id"] = bodies[plain(content)]
        else:
            limit = relation._meta.get_field(name).max_length
            columns[name] = content[:limit] if isinstance(content, str) else content
    required = [name for name in tie.bodies if not relation._meta.get_field(name).null]
    return None if any(columns[f"{name}_id"] is None for name in required) else columns


def _bodies(tie: Tie, values: Collection[Mapping[str, Any]], known: Mapping[str, int]) -> dict[str, int]:
    """Return the ids of the organizations, or topics, that the values name by key."""
    if tie.field == "topic":
        return dict(Topic.objects.filter(key__among={plain(v.get("name")) for v in values}).values_list("key", "pk"))
    keys = {tie.columns(dict(value)).get(name) for value in values for name in tie.bodies} - {None, ""}
    found = dict(known)
    for chunk in in_chunks(sorted(keys - known.keys())):
        found.update(Organization.objects.filter(key__among=chunk).values_list("key", "pk"))
    return found
