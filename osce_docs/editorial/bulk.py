"""Bringing many rows up to date at once: what is wanted is held against what is there, and the rest is written."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from osce_docs.editorial.bulk_write import insert_rows, update_rows

# The more at once, the fewer statements, and the fewer times a page of the file is written; but editors wait that long.
BATCH = 1000
# So many keys one query may name where only keys are looked up; SQLite takes 32,766, older ones less.
KEYS = 5000

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """How many rows were created, updated, left alone and removed."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def written(self) -> int:
        """How many rows were written or removed."""
        return self.created + self.updated + self.removed

    def __iadd__(self, other: "Tally") -> "Tally":
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.removed += other.removed
        return self


def sync(
    model: type[M],
    existing: Mapping[Hashable, M],
    wanted: Mapping[Hashable, Mapping[str, Any]],
    *,
    remove: bool = False,
) -> Tally:
    """Make the rows of `model` what `wanted` says: a mapping of natural key to columns.

    Columns go by their names in the database (`document_id`, not `document`). `existing` maps the same natural keys to
    the rows there are; with `remove`, those not wanted are deleted.
    Rows are written in key order, so that two writers never wait for each other in a ring. Returns the tally.
    """
    tally = Tally()
    ordered = sorted(wanted)
    new = [wanted[key] for key in ordered if key not in existing]
    changed, names = _changes((existing[key], wanted[key]) for key in ordered if key in existing)
    insert_rows(model, new)
    update_rows(changed, sorted(names))
    tally.created, tally.updated = len(new), len(changed)
    tally.unchanged = len(wanted) - len(new) - len(changed)
    if remove:
        gone = [row.pk for key, row in existing.items() if key not in wanted]
        tally.removed = len(gone)
        for at in range(0, len(gone), BATCH):
            model._default_manager.filter(pk__among=gone[at : at + BATCH]).delete()
    return tally


def _changes(pairs: Iterable[tuple[M, Mapping[str, Any]]]) -> tuple[list[M], set[str]]:
    changed: list[M] = []
    names: set[str] = set()
    for row, columns in pairs:
        differing = {name for name, value in columns.items() if getattr(row, name) != value}
        for name in differing:
            setattr(row, name, columns[name])
        if differing:
            changed.append(row)
            names |= differing
    return changed, names


def in_chunks(items: Iterable[T], size: int = BATCH) -> Iterable[list[T]]:
    """Yield the items in lists of at most `size`, for queries that name many keys."""
    listed = list(items)
    for at in range(0, len(listed), size):
        yield listed[at : at + size]
