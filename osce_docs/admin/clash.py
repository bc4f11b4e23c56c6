"""Two editors on one record: what has moved under an open form, by a colleague or an import, and who typed on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from osce_docs.admin.beside import Beside, words
from osce_docs.models import Organization, Ruling
from osce_docs.models.record import Record

RULINGS = "rulings"


@dataclass(frozen=True, slots=True)
class Moved:
    """A field that has moved since the form was opened: what it was, is now, and what was typed, in words.

    `ruling` is the colleague's, None where a source moved it; `clashes` says whether the editor changed the field too.
    """

    name: str
    label: str
    was: str
    theirs: str
    yours: str
    ruling: Ruling | None
    clashes: bool


def seen(values: Mapping[str, Any], beside: Mapping[str, Beside]) -> dict[str, Any]:
    """Return what a form shows, for it to send back: the values, and by field the ids of the rulings that stand."""
    return {**values, RULINGS: {name: told.ruling.pk for name, told in sorted(beside.items()) if told.ruling}}


def moved(
    record: Record,
    beside: Mapping[str, Beside],
    was: Mapping[str, Any],
    now: Mapping[str, Any],
    yours: Mapping[str, Any],
) -> list[Moved]:
    """Return the fields of a record that differ between what a form showed and what there is, or were ruled on since.

    `was` and `now` are as `seen` gives them; `yours` are the editor's own changes, which clash where they meet.
    """
    names = [name for name in now if name != RULINGS and _has_moved(name, was, now, yours)]
    bodies = _bodies([*(each.get(name) for each in (was, now, yours) for name in names)]) if names else {}
    return [_moved(record, name, beside.get(name, Beside()), was, now, yours, bodies) for name in names]


def _has_moved(name: str, was: Mapping[str, Any], now: Mapping[str, Any], yours: Mapping[str, Any]) -> bool:
    ruled_anew = (was.get(RULINGS) or {}).get(name) != now[RULINGS].get(name)
    return was.get(name) != now[name] or (ruled_anew and name in yours)


def _bodies(values: Iterable[Any]) -> dict[str, str]:
    keys = {value for value in values if isinstance(value, str)}
    return dict(Organization.objects.filter(key__in=keys).values_list("key", "name"))


def _moved(
    record: Record,
    name: str,
    told: Beside,
    was: Mapping[str, Any],
    now: Mapping[str, Any],
    yours: Mapping[str, Any],
    bodies: Mapping[str, str],
) -> Moved:
    ruled = told.ruling.pk if told.ruling else None
    is_theirs = ruled is not None and ruled != (was.get(RULINGS) or {}).get(name)
    said = [words(type(record), name, each.get(name), bodies) for each in (was, now, {**was, **yours})]
    label = str(record._meta.get_field(name).verbose_name)
    return Moved(name, label, *said, told.ruling if is_theirs else None, name in yours)
