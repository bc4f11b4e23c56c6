"""The ties of records as rows: what the Claims tell and what editors ruled, side by side with what is stored."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import models

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.effective import Valued
from osce_docs.editorial.relations import TIES, Tie, plain
from osce_docs.models import Organization, Topic
from osce_docs.models.record import Record

# What is told of a record, by field and by tie (`position/armenia`): readings, the one to be shown first.
ValuedByName = Mapping[str, Sequence[Valued]]
NOBODY: Mapping[str, int] = MappingProxyType({})


@dataclass(slots=True)
class TiedRows:
    """Rows of one relation: `existing` and `wanted` by (owner, key); `disputed` are the owners whose sources differ."""

    model: type[models.Model]
    existing: dict[Hashable, models.Model]
    wanted: dict[Hashable, dict[str, Any]] = field(default_factory=dict)
    disputed: set[int] = field(default_factory=set)


def tied_rows(
    model: type[Record],
    told: Mapping[int, ValuedByName],
    ruled: Mapping[int, Mapping[str, Any]],
    records: Collection[int],
) -> list[TiedRows]:
    """Return the rows of every relation that records of this kind own, as they are and as they should be."""
    return [
        rows_of(tie, relation, told, ruled, stored_rows(relation, records), records) for tie, relation in ties_of(model)
    ]


def stored_rows(relation: type[models.Model], records: Collection[int]) -> dict[Hashable, models.Model]:
    """Return the rows of one relation that records own, by owner and key."""
    return {
        (row.owner_id, row.key): row
        for chunk in in_chunks(records)
        for row in relation._default_manager.filter(owner__among=chunk)
    }


@cache
def ties_of(model: type[Record]) -> tuple[tuple[Tie, type[models.Model]], ...]:
    """Return the ties whose owner is a record of this kind, with their tables."""
    relations = [(tie, apps.get_model("osce_docs", tie.model)) for tie in TIES.values()]
    return tuple((tie, table) for tie, table in relations if table._meta.get_field("owner").related_model is model)


def rows_of(
    tie: Tie,
    relation: type[models.Model],
    told: Mapping[int, ValuedByName],
    ruled: Mapping[int, Mapping[str, Any]],
    existing: dict[Hashable, models.Model],
    records: Collection[int],
    known: Mapping[str, int] = NOBODY,
) -> TiedRows:
    """Return the rows of one relation, as they are (`existing`) and as they should be.

    `known` are the ids of bodies by key, as far as they are at hand.
    """
    found = {(owner, key): readings for owner in records for key, readings in _of_tie(tie, told[owner])}
    rows = TiedRows(relation, existing)
    values = {at: dict(readings[0].value) for at, readings in found.items()}
    if tie.kept:
        values |= {at: {"name": row.given_name} for at, row in existing.items() if row.given_name}
    disputed = {at for at, readings in found.items() if len(readings) > 1}
    rows.disputed = {owner for owner, _ in disputed}
    rulings = {
        (owner, name.partition("/")[2]): value
        for owner, each in ruled.items()
        for name, value in each.items()
        if name.startswith(f"{tie.field}/")
    }
    bodies = _bodies(tie, [*values.values(), *rulings.values()], known)
    for at in sorted({*values, *rulings}):
        columns = _columns(tie, relation, values.get(at), rulings.get(at), bodies)
        if columns is not None:
            rows.wanted[at] = {"owner_id": at[0], "key": at[1], **columns}
            if tie.disputable:
                rows.wanted[at]["disputed"] = at in disputed
    return rows


def _of_tie(tie: Tie, told: ValuedByName) -> Iterator[tuple[str, Sequence[Valued]]]:
    """Yield the keys of one tie with their readings."""
    for name, readings in told.items():
        field, slash, key = name.partition("/")
        if slash and field == tie.field:
            yield key, readings


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
