"""Whether a person has reviewed a record, and whether readers may see it: a Ruling like any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F

from osce_docs.editorial.basis import keep_basis
from osce_docs.editorial.bulk import BATCH, in_chunks
from osce_docs.editorial.rule import Clash, subject
from osce_docs.editorial.standing import save_standing
from osce_docs.models import Change, Ruling, User
from osce_docs.models.record import Record
from osce_docs.search.indexing import index


@dataclass(slots=True)
class Outcome:
    """The rulings made on records' statuses, and the records that someone else has changed since they were seen."""

    rulings: list[Ruling] = field(default_factory=list)
    clashes: list[Record] = field(default_factory=list)


@transaction.atomic
def set_statuses(
    records: Sequence[Record], status: str, author: User, reason: str = "", seen: Mapping[int, int] | None = None
) -> Outcome:
    """Rule that records of one kind are `unreviewed`, `reviewed` or `withheld`, in a few queries a batch.

    `seen` are the versions, by id, that the editor saw: what has moved on since is left alone and told of. Earlier
    rulings on the status are revoked, not erased; records that have the status already are left alone. What a withheld
    Document says counts nowhere any more: whoever withholds one, or lets it back, has what it tells of settled anew
    (ingest.store.settle).
    """
    Change.objects.hold()
    outcome = Outcome()
    for chunk in in_chunks(sorted({record.pk for record in records}), BATCH):
        _set(type(records[0]), chunk, status, author, reason, seen, outcome)
    ruled = {record.pk: record for ruling in outcome.rulings if (record := subject(ruling))}
    for record in records:
        if record.pk in ruled:
            record.status, record.version = ruled[record.pk].status, ruled[record.pk].version
    return outcome


def set_status(
    record: Record, status: str, author: User, reason: str = "", version: int | None = None
) -> Ruling | None:
    """Rule on the status of one record; return the ruling, None where the record has that status.

    Raises Clash where its version is no longer the one that the editor saw.
    """
    outcome = set_statuses([record], status, author, reason, None if version is None else {record.pk: version})
    if outcome.clashes:
        raise Clash(outcome.clashes[0], version or 0)
    return outcome.rulings[0] if outcome.rulings else None


@transaction.atomic
def take_back(ruling: Ruling, by: User) -> Record:
    """Revoke a ruling on a record's status: the record is as if no one had reviewed it. Returns the record."""
    Change.objects.hold()
    record = subject(ruling)
    locked = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if Ruling.objects.standing().filter(pk=ruling.pk).exists():
        _revoke(type(record), [record.pk], by)
        locked.status, locked.version = Record.Status.UNREVIEWED, locked.version + 1
        locked.save(update_fields=["status", "version"])
        keep_basis(type(record), [record.pk])
        save_standing(type(record), [record.pk])
        index(type(record), [record.pk])
    record.status, record.version = locked.status, locked.version
    return record


def _set(
    model: type[Record],
    ids: Sequence[int],
    status: str,
    author: User,
    reason: str,
    seen: Mapping[int, int] | None,
    outcome: Outcome,
) -> None:
    """Write the statuses. They come before the rulings, for the rows' locks make a second editor wait for the first."""
    locked = list(model._default_manager.select_for_update().filter(pk__in=ids).order_by("pk"))
    outcome.clashes += [each for each in locked if seen is not None and seen.get(each.pk) != each.version]
    clashing = {each.pk for each in outcome.clashes}
    changed = [each for each in locked if each.pk not in clashing and each.status != status]
    rows = model._default_manager.filter(pk__in=[each.pk for each in changed])
    rows.update(status=status, version=F("version") + 1)
    _revoke(model, [each.pk for each in changed], author)
    for each in changed:
        each.status, each.version = status, each.version + 1
    about = str(model._meta.model_name)
    outcome.rulings += Ruling.objects.bulk_create(
        Ruling(kind=Ruling.Kind.STATUS, value=status, author=author, reason=reason, **{about: each}) for each in changed
    )
    keep_basis(model, [each.pk for each in changed])
    save_standing(model, [each.pk for each in changed])
    index(model, [each.pk for each in changed])


def _revoke(model: type[Record], ids: Sequence[int], by: User) -> None:
    about = {f"{model._meta.model_name}__in": ids}
    Ruling.objects.standing().filter(kind=Ruling.Kind.STATUS, **about).update(
        revoked_at=datetime.now(UTC), revoked_by=by
    )
