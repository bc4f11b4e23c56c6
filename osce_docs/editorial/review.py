"""Whether a person has reviewed a record, and whether readers may see it: a Ruling like any other."""

from datetime import UTC, datetime

from django.db import transaction

from osce_docs.editorial.rule import subject
from osce_docs.models import Ruling, User
from osce_docs.models.record import Record


@transaction.atomic
def set_status(record: Record, status: str, author: User, reason: str = "") -> Ruling:
    """Rule that a record is `unreviewed`, `reviewed` or `withheld`; return the ruling.

    An earlier ruling on its status is revoked, not erased. What a withheld Document says counts nowhere any more:
    whoever withholds one, or lets it back, has the records it tells of settled anew (ingest.store.settle).
    """
    _write(record, status)
    _revoke(record, author)
    return Ruling.objects.create(
        kind=Ruling.Kind.STATUS, value=status, author=author, reason=reason, **{str(record._meta.model_name): record}
    )


@transaction.atomic
def take_back(ruling: Ruling, by: User) -> Record:
    """Revoke a ruling on a record's status: the record is as if no one had reviewed it. Returns the record."""
    record = subject(ruling)
    _write(record, Record.Status.UNREVIEWED)
    _revoke(record, by)
    return record


def _revoke(record: Record, by: User) -> None:
    about = {str(record._meta.model_name): record}
    Ruling.objects.standing().filter(kind=Ruling.Kind.STATUS, **about).update(
        revoked_at=datetime.now(UTC), revoked_by=by
    )


def _write(record: Record, status: str) -> None:
    """Write the status. It comes before the rulings, for it makes a second editor wait for the first."""
    locked = type(record)._default_manager.select_for_update().get(pk=record.pk)
    locked.status, locked.version = status, locked.version + 1
    locked.save(update_fields=["status", "version"])
    record.status, record.version = locked.status, locked.version
