"""What an uploaded sheet would change: the differences cell by cell, and the rows that are refused, by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.utils.translation import gettext as _

from osce_docs.admin.fields import DATES, valid_date
from osce_docs.admin.sheets.refused import Refused
from osce_docs.admin.sheets.resource import KEY, STAMP, STATUS, cell_of, columns_of, stamp
from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.models import Organization
from osce_docs.models.record import Record


@dataclass(frozen=True, slots=True)
class Cell:
    """One difference: what a field is and what it would become; `value` is what would be ruled, null for unknown."""

    field: str
    label: str
    was: str
    becomes: str

    @property
    def value(self) -> str | None:
        """The value to rule."""
        return self.becomes or None


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs from its record."""

    record: Record
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Proposed:
    """What a sheet would change, how many rows are as before, and what is refused: row number, record and reason."""

    changes: list[Change] = field(default_factory=list)
    refusals: list[tuple[int, str, str]] = field(default_factory=list)
    unchanged: int = 0


def proposed(model: type[Record], sheet: tablib.Dataset) -> Proposed:
    """Hold the rows of a sheet against the archive. Raises Refused where its columns are not those of an export."""
    names = _checked_columns(model, sheet.headers)
    rows = [dict(zip(names, row, strict=True)) for row in sheet]
    records = _records(model, {row[KEY] for row in rows})
    bodies = _bodies(model, names, rows)
    found = Proposed()
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        if not any(row.values()):
            continue
        try:
            _take(row, records.get(row[KEY]), bodies, seen, found)
        except Refused as reason:
            found.refusals.append((number, str(records.get(row[KEY]) or row[KEY][:200]), str(reason)))
    return found


def _checked_columns(model: type[Record], headers: Sequence[str]) -> list[str]:
    known = columns_of(model)
    strange = [header[:50] for header in headers if header not in known]
    if strange:
        raise Refused(
            _("These columns are unknown: %(names)s. There are: %(known)s.")
            % {"names": ", ".join(strange), "known": ", ".join(known)}
        )
    if len(set(headers)) < len(headers) or not {KEY, STAMP} <= set(headers):
        raise Refused(_("The sheet needs the columns key and version, as they were exported, and each column once."))
    return list(headers)


def _take(
    row: Mapping[str, str], record: Record | None, bodies: Mapping[str, str], seen: set[str], found: Proposed
) -> None:
    if record is None:
        raise Refused(_("There is no such record: a sheet corrects records, it does not add them."))
    if record.key in seen:
        raise Refused(_("The record stands in the sheet twice."))
    seen.add(record.key)
    differing = [name for name in row if name not in (KEY, STAMP) and _differs(row[name], cell_of(record, name))]
    if not differing:
        found.unchanged += 1
        return
    if row[STAMP].strip() != stamp(record):
        raise Refused(_stale(record, row, differing))
    if STATUS in differing:
        raise Refused(_("Review is not changed by a sheet, but in the list or on the record’s page."))
    found.changes.append(Change(record, tuple(_cell(record, name, row[name], bodies) for name in differing)))


def _differs(cell: str, shown: str) -> bool:
    """Whether a cell says something else than the record: spreadsheet programs change line ends."""
    return cell.replace("\r\n", "\n").replace("\r", "\n") != shown.replace("\r\n", "\n").replace("\r", "\n")


def _stale(record: Record, row: Mapping[str, str], differing: Iterable[str]) -> str:
    told = ", ".join(f"{name}: “{row[name][:80]}” / “{cell_of(record, name)[:80]}”" for name in differing)
    return _("Based on an older version: the record has changed since the export. Sheet / now: %(told)s.") % {
        "told": told
    }


def _cell(record: Record, name: str, becomes: str, bodies: Mapping[str, str]) -> Cell:
    column = record._meta.get_field(name)
    label = str(column.verbose_name)
    try:
        _check(column, name, becomes, bodies)
    except ValidationError as error:
        raise Refused(f"{label}: {' '.join(error.messages)}") from None
    return Cell(name, label, cell_of(record, name), becomes)


def _check(column: models.Field, name: str, text: str, bodies: Mapping[str, str]) -> None:
    """Raise ValidationError where a form would."""
    ProhibitNullCharactersValidator()(text)
    if not text:
        if not column.blank:
            raise ValidationError(_("This cannot be empty."))
    elif isinstance(column, models.ForeignKey):
        if text not in bodies:
            raise ValidationError(_("There is no organization with the key “%(key)s”."), params={"key": text[:100]})
    else:
        column.clean(text, None)
        if name in DATES:
            valid_date(text)


def _records(model: type[Record], keys: Iterable[str]) -> dict[str, Record]:
    named = [name for name in model.FIELDS if model._meta.get_field(name).is_relation]
    rows = model._default_manager.standing().select_related(*named)
    return {row.key: row for chunk in in_chunks(sorted(keys), KEYS) for row in rows.filter(key__in=chunk)}


def _bodies(model: type[Record], names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    relations = [name for name in names if name in model.FIELDS and model._meta.get_field(name).is_relation]
    keys = {row[name] for row in rows for name in relations} - {""}
    standing = Organization.objects.standing()
    return {
        key: name
        for chunk in in_chunks(sorted(keys), KEYS)
        for key, name in standing.filter(key__in=chunk).values_list("key", "name")
    }
