"""Making and revoking Rulings: the only way an editor's decision reaches a record."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from osce_docs.editorial.facts import facts
from osce_docs.editorial.recompute import recompute, told_by
from osce_docs.editorial.relations import TIES, tied
from osce_docs.editorial.standing import save_standing
from osce_docs.models import Annotation, Claim, Document, Finding, Ruling, User
from osce_docs.models.record import Record
from osce_docs.search.indexing import index


class Clash(Exception):
    """The record was ruled on since the editor opened it: `version` is what she saw, `present` what it is now."""

    def __init__(self, record: Record, version: int) -> None:
        self.record, self.version = record, version
        super().__init__(
            f"“{record}” was changed by someone else since you opened it; nothing of yours was saved over it."
        )


@transaction.atomic
def rule(
    record: Record,
    values: Mapping[str, Any],
    author: User,
    *,
    reason: str = "",
    note: str = "",
    version: int | None = None,
) -> list[Ruling]:
    """Rule on fields (or ties, `position/armenia`) of a record: `values` maps each to its new value, null for unknown.

    `version` is the record's as the editor saw it. Raises Clash where it has moved on; then nothing is written.
    Earlier rulings on the same fields are revoked, not erased. Returns the new rulings.
    """
    locked = _claim_version(record, version, len(values))
    made = [_supersede(locked, field, value, author, reason, note) for field, value in values.items()]
    _recompute(record)
    record.refresh_from_db()
    return made


@transaction.atomic
def revoke(ruling: Ruling, by: User) -> None:
    """Take a ruling back: it stays in the ledger, and the record shows again what the sources say."""
    record = subject(ruling)
    _revoke(Ruling.objects.filter(pk=ruling.pk), by)
    if record is not None:
        _claim_version(record, None, 1)
        _recompute(record)


def subject(of: Ruling | Finding | Annotation) -> Record | None:
    """Return the record that a ruling, a finding or a note is about, where it is about one."""
    return of.document or of.organization or of.event or of.proposal


def _recompute(record: Record) -> None:
    """Compute the record anew and, where it is a Document of which the date has changed, all that it tells of."""
    model = type(record)
    dates = model._default_manager.filter(pk=record.pk)
    dated = model is Document and dates.values_list("date_earliest", flat=True).get()
    recompute(model, [record.pk])
    save_standing(model, [record.pk])
    index(model, [record.pk])
    if model is Document and dates.values_list("date_earliest", flat=True).get() != dated:
        for told, ids in told_by([record.pk]).items():
            recompute(told, ids)
            index(told, ids)


def _claim_version(record: Record, version: int | None, step: int) -> Record:
    """Advance the record's version, which counts rulings; only if it still is the one the editor saw."""
    model = type(record)
    locked = model._default_manager.select_for_update().get(pk=record.pk)
    if version is not None and locked.version != version:
        raise Clash(locked, version)
    locked.version += step
    locked.save(update_fields=["version"])
    return locked


def _supersede(record: Record, field: str, value: Any, author: User, reason: str, note: str) -> Ruling:
    kind = Ruling.Kind.RELATION if "/" in field else Ruling.Kind.FIELD
    about = {str(record._meta.model_name): record}
    cites = _said(record, field)
    _revoke(Ruling.objects.standing().filter(kind=kind, field=field, **about), author)
    return Ruling.objects.create(
        kind=kind, field=field, value=value, author=author, reason=reason, private_note=note, cites=cites, **about
    )


def _said(record: Record, field: str) -> list[dict[str, str]]:
    """Return the passages a ruling decides over, so that it can be told when a source no longer says them."""
    name, _, key = field.partition("/")
    said = facts(type(record), [record.pk])[record.pk].get(name, [])
    identities = {fact.identity for fact in said if not key or TIES[name].key(tied(fact.value)) == key}
    claims = Claim.objects.filter(identity__in=identities, telling__document__isnull=False)
    rows = claims.order_by("telling__document__key", "start").values("telling__document__key", "quote", "identity")
    return [
        {"document": row["telling__document__key"], "quote": row["quote"], "claim": row["identity"]} for row in rows
    ]


def _revoke(rulings: Any, by: User) -> None:
    rulings.filter(revoked_at__isnull=True).update(revoked_at=datetime.now(UTC), revoked_by=by)
