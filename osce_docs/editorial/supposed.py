"""A record as it would be if an editor ruled so: computed, and handed to the page that shows it. Nothing is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from django.db.models import Model, prefetch_related_objects

from osce_docs.editorial.kept import SummedByName, summed
from osce_docs.editorial.ledger import ruling_on
from osce_docs.editorial.merged import Merged
from osce_docs.editorial.recompute import columns_of
from osce_docs.editorial.relations import body_in
from osce_docs.editorial.standing import would_stand
from osce_docs.editorial.ties import by_place, stored_rows, ties_of, wanted_rows
from osce_docs.models import Organization, Ruling
from osce_docs.models.record import Record

# The rows of one relation that would be others, by key; None where there would be none.
Rows = Mapping[str, Model | None]
Named = Mapping[tuple[type[Model], Any], Model]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is told of a record, read once for all who ask; `merged` tells which organizations are merged."""

    told: SummedByName
    merged: Merged


@dataclass(frozen=True, slots=True)
class Supposed:
    """What would be otherwise: columns, rows of ties by their table, and the rulings made, the latest first.

    `back` are the ids of the rulings that would stand no longer; `whole` is what is told of the record; `named` are
    rows that these name, by their table and id, as far as they are at hand.
    """

    whole: Whole
    columns: Mapping[str, Any]
    ties: Mapping[type[Model], Rows]
    made: Sequence[Ruling]
    back: Collection[int]
    named: Named

    def on(self, record: Record) -> None:
        """Let a record, in memory, be as it would be."""
        for name, value in self.columns.items():
            setattr(record, name, value)
        _bring_along(record, self.named)
        record.supposed = self

    def rulings(self, stored: Sequence[Ruling]) -> list[Ruling]:
        """Return the rulings on the record as they would be; those stored are changed in memory only."""
        now = datetime.now(UTC)
        for ruling in stored:
            if ruling.pk in self.back:
                ruling.revoked_at = now
        return [*self.made, *stored]

    def rows(self, table: type[Model], stored: Sequence[Any]) -> list[Any]:
        """Return rows of a tie as they would be, in the order of their keys where any would be another."""
        if table not in self.ties:
            return list(stored)
        other = self.ties[table]
        kept = [row for row in stored if row.key not in other]
        return sorted([*kept, *filter(None, other.values())], key=attrgetter("key"))


def whole(record: Record) -> Whole:
    """Read all that is told of a record."""
    merged = Merged(Organization)
    return Whole(summed(type(record), [record.pk], merged)[record.pk], merged)


def suppose(
    record: Record,
    told: Whole,
    standing: Mapping[str, Ruling],
    made: Mapping[str, Any],
    back: Collection[Ruling],
    status: str | None,
    signed: Ruling,
    named: Named,
) -> Supposed:
    """Return what a record would be if rulings were `made` on these fields and ties, and others taken `back`.

    `standing` are the rulings that stand, by field; `status` is a new one, if any; `signed` says who rules, and why;
    `named` are rows that the rulings name, which are then not looked for again.
    """
    taken = {ruling.pk for ruling in back} | {standing[name].pk for name in made if name in standing}
    left = {name: ruling.value for name, ruling in standing.items() if ruling.pk not in taken}
    ruled = {name: value for name, value in (left | dict(made)).items() if not _ties_to_itself(record, name, value)}
    columns = columns_of(record, told.told, ruled, _bodies(named))
    columns["standing"] = bool(made or status) or would_stand(record, taken)
    columns["status"] = status or record.status
    moved = {*made, *(ruling.field for ruling in back)}
    rulings = [ruling_on(record, name, value, signed) for name, value in made.items()]
    for ruling in rulings:
        ruling.made_at = datetime.now(UTC)
    return Supposed(told, columns, _ties(record, moved, told.told, ruled, named), rulings[::-1], taken, named)


def _ties_to_itself(record: Record, name: str, value: Any) -> bool:
    return isinstance(record, Organization) and body_in(name, value) == record.key


def _ties(
    record: Record, moved: Collection[str], told: SummedByName, ruled: Mapping[str, Any], named: Named
) -> dict[type[Model], Rows]:
    found: dict[type[Model], Rows] = {}
    for tie, table in ties_of(type(record)):
        names = {name for name in moved if name.startswith(f"{tie.field}/")}
        if names:
            own = [{name: each[name] for name in names if name in each} for each in (told, ruled)]
            keys = {name.partition("/")[2] for name in names}
            kept = stored_rows(table, owner=record.pk) if tie.kept else {}
            of_tie = (by_place(tie, {record.pk: each}) for each in own)
            found[table] = _rows(table, keys, wanted_rows(tie, table, *of_tie, kept, _bodies(named)), record, named)
    return found


def _rows(
    table: type[Model], keys: Collection[str], wanted: Mapping[Any, Mapping[str, Any]], record: Record, named: Named
) -> Rows:
    rows = {key: table(**wanted[at]) for key in sorted(keys) if (at := (record.pk, key)) in wanted}
    others = [each.name for each in table._meta.concrete_fields if each.is_relation and each.name != "owner"]
    for row in rows.values():
        row.owner = record
        _bring_along(row, named)
    prefetch_related_objects([*rows.values()], *others)
    return dict.fromkeys(keys) | rows


def _bodies(named: Named) -> dict[str, int]:
    return {row.key: row.pk for row in named.values() if isinstance(row, Organization)}


def _bring_along(row: Any, named: Named) -> None:
    """Let a row have those that it names, where they are at hand."""
    for field in row._meta.concrete_fields:
        at = (field.related_model, getattr(row, field.attname))
        if field.is_relation and at in named:
            setattr(row, field.name, named[at])
