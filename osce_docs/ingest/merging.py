"""Two records are one: field by field, with a look beforehand, and undone as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from osce_docs.editorial.facts import facts
from osce_docs.editorial.kept import told
from osce_docs.editorial.merged import NOTHING, Merged
from osce_docs.editorial.recompute import effective_values
from osce_docs.editorial.rule import Clash, revoke, rule, subject
from osce_docs.editorial.ruled import ruled_by_owner
from osce_docs.ingest import source_criticism
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.models import Organization, Ruling, User
from osce_docs.models.record import Record

OWN = (Ruling.Kind.FIELD, Ruling.Kind.RELATION)


@dataclass(frozen=True, slots=True)
class Choice:
    """What an editor decides with a merge.

    `values` are fields of the record that stays, to be ruled; `carried` standing rulings of the one that goes, to be
    made again on the one that stays; `versions` are both records' as she saw them, or None.
    """

    values: Mapping[str, Any]
    carried: Iterable[Ruling] = ()
    versions: tuple[int, int] | None = None


@transaction.atomic
def merge(record: Record, into: Record, choice: Choice, author: User, reason: str = "") -> Ruling:
    """Merge a record into another, and rule on the latter as chosen; return the ruling that undoes all of it.

    The rulings made with it name the record merged in `other`. Raises Clash where one of the two has changed since it
    was seen, ValueError where they cannot be one.
    """
    wait_for_other_imports()
    if choice.versions is not None:
        _check(type(record), {record.pk: choice.versions[0], into.pk: choice.versions[1]})
    merged = source_criticism.merge(record, into, author, reason)
    into.refresh_from_db()
    values = {ruling.field: ruling.value for ruling in choice.carried} | dict(choice.values)
    made = rule(into, values, author, reason=reason) if values else []
    Ruling.objects.filter(pk__in=[ruling.pk for ruling in made]).update(other=record.key)
    return merged


@transaction.atomic
def undo(merged: Ruling, by: User) -> None:
    """Take a merge back with what was ruled with it; what that had replaced is ruled again. Later rulings stay."""
    wait_for_other_imports()
    record = subject(merged)
    if record is None or record.merged_into is None or merged.revoked_at is not None:
        return
    into = record.merged_into
    about = {str(into._meta.model_name): into, "kind__in": OWN}
    for part in Ruling.objects.standing().filter(other=record.key, pk__gt=merged.pk, **about).order_by("pk"):
        replaced = Ruling.objects.filter(
            field=part.field, pk__lt=part.pk, revoked_at__gte=merged.made_at, revoked_at__lte=part.made_at, **about
        ).first()
        if replaced is None:
            revoke(part, by)
        else:
            rule(into, {part.field: replaced.value}, by, reason=replaced.reason, note=replaced.private_note)
    source_criticism.take_back(merged, by)


def foreseen(record: Record, into: Record) -> dict[str, Any]:
    """Return what `into` would show, by field, if the record were merged into it: of a body it names, the key."""
    model = type(into)
    more = {record.key: into.key} if model is Organization else NOTHING
    merged = Merged(Organization, more)
    said = facts(model, [record.pk, into.pk], merged, (record, into))[into.pk]
    ruled = ruled_by_owner(model, [into.pk], merged)[into.pk]
    return {field: each.value for field, each in effective_values(into, told(model, said), ruled).items()}


def _check(model: type[Record], seen: Mapping[int, int]) -> None:
    for locked in model._default_manager.select_for_update().filter(pk__in=seen).order_by("pk"):
        if locked.version != seen[locked.pk]:
            raise Clash(locked, seen[locked.pk])
