"""What an editor accepts of a sheet becomes Rulings, by the same way as any other edit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.db import transaction

from osce_docs.admin.sheets.proposed import Change
from osce_docs.admin.sheets.resource import stamp
from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.rule import Edit, rule_all
from osce_docs.models import Change as LastChange
from osce_docs.models import User
from osce_docs.models.record import Record

# So long, in seconds, a preview can be accepted.
VALID = 24 * 60 * 60


@dataclass(slots=True)
class Accepted:
    """The records ruled on, and those left alone because they have changed since the preview.

    `made` are the ids of the rulings, each with that of the ruling it replaced, if any: what an undo needs to know.
    """

    ruled: list[Record] = field(default_factory=list)
    left_alone: list[Record] = field(default_factory=list)
    made: list[tuple[int, int | None]] = field(default_factory=list)


def sealed(model: type[Record], user: User, changes: Iterable[Change]) -> str:
    """Return the changes as a text that only this user can send back, for this table, and nobody can alter."""
    rows = [
        [change.record.pk, stamp(change.record), {cell.field: cell.value for cell in change.cells}]
        for change in changes
    ]
    return signing.dumps(rows, salt=_salt(model, user), compress=True)


def opened(model: type[Record], user: User, seal: str) -> list[Any]:
    """Return what was sealed. Raises signing.BadSignature where it is another's, altered, or too old."""
    return signing.loads(seal, salt=_salt(model, user), max_age=VALID)


@transaction.atomic
def accepted(model: type[Record], rows: Iterable[Any], author: User, reason: str) -> Accepted:
    """Make Rulings of sealed rows, in a few queries a batch; a row whose record has changed since is left alone."""
    LastChange.objects.hold()
    outcome = Accepted()
    for chunk in in_chunks(rows):
        stated = {pk: stamped for pk, stamped, _ in chunk}
        locked = {record.pk: record for record in _locked(model, stated)}
        same = {pk for pk, record in locked.items() if stamp(record) == stated[pk]}
        edits = [Edit(locked[pk], values, locked[pk].version) for pk, _, values in chunk if pk in same]
        outcome.made += [(ruling.pk, replaced) for ruling, replaced in rule_all(edits, author, reason=reason).made]
        outcome.ruled += [record for pk, record in locked.items() if pk in same]
        outcome.left_alone += [record for pk, record in locked.items() if pk not in same]
    return outcome


def _locked(model: type[Record], ids: Collection[int]) -> Iterable[Record]:
    """Return records with what their stamps are made of, locked until the rulings are made."""
    named = [name for name in model.FIELDS if model._meta.get_field(name).is_relation]
    rows = model._default_manager.select_for_update(of=("self",)).select_related(*named)
    return rows.filter(pk__in=ids).order_by("pk")


def _salt(model: type[Record], user: User) -> str:
    return f"sheet:{model._meta.label}:{user.pk}"
