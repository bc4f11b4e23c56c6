"""What an editor accepts of a sheet becomes Rulings, by the same way as any other edit, each row for itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.db import transaction

from osce_docs.admin.sheets.proposed import Change
from osce_docs.admin.sheets.resource import stamp
from osce_docs.editorial.rule import rule
from osce_docs.models import User
from osce_docs.models.record import Record

# So long, in seconds, a preview can be accepted.
VALID = 24 * 60 * 60


@dataclass(slots=True)
class Accepted:
    """The records ruled on, and those left alone because they have changed since the preview."""

    ruled: list[Record] = field(default_factory=list)
    left_alone: list[Record] = field(default_factory=list)


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


def accepted(model: type[Record], rows: Iterable[Any], author: User, reason: str) -> Accepted:
    """Make Rulings of sealed rows; a row whose record has changed since is left alone, and told of."""
    outcome = Accepted()
    for pk, stated, values in rows:
        record = _ruled(model, pk, stated, values, author, reason)
        (outcome.ruled if record[0] else outcome.left_alone).append(record[1])
    return outcome


@transaction.atomic
def _ruled(
    model: type[Record], pk: int, stated: str, values: Mapping[str, Any], author: User, reason: str
) -> tuple[bool, Record]:
    record = model._default_manager.select_for_update().get(pk=pk)
    if stamp(record) != stated:
        return False, record
    rule(record, values, author, reason=reason, version=record.version)
    return True, record


def _salt(model: type[Record], user: User) -> str:
    return f"sheet:{model._meta.label}:{user.pk}"
