"""Rulings on readings and tellings: what an editor decides of the evidence itself. Each takes effect at once."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from osce_docs.ingest.store import settle_tellings
from osce_docs.models import Claim, Document, Ruling, Telling, User
from osce_docs.models.record import Record


@transaction.atomic
def rule_misread(claim: Claim, author: User, reason: str = "") -> Ruling:
    """Rule that a claim is not what its passage says: it counts nowhere, and no import brings it back."""
    document = claim.telling.document
    return _made(kind=Ruling.Kind.MISREAD, claim=claim.identity, document=document, author=author, reason=reason)


@transaction.atomic
def rule_same(one: Telling, other: Telling, author: User, reason: str = "") -> Ruling:
    """Rule that two tellings are of the same thing."""
    return _made(kind=Ruling.Kind.SAME, telling=one.key, other=other.key, author=author, reason=reason)


@transaction.atomic
def rule_different(one: Telling, other: Telling, author: User, reason: str = "") -> Ruling:
    """Rule that two tellings are not of the same thing."""
    return _made(kind=Ruling.Kind.DIFFERENT, telling=one.key, other=other.key, author=author, reason=reason)


@transaction.atomic
def rule_belongs(telling: Telling, record: Record, author: User, reason: str = "") -> Ruling:
    """Rule that a telling is of this record, whatever matching makes of it."""
    return _made(kind=Ruling.Kind.BELONGS, telling=telling.key, value=record.key, author=author, reason=reason)


@transaction.atomic
def merge(record: Record, into: Record, author: User, reason: str = "") -> Ruling:
    """Rule that two records are one: `into` stands, the other's address redirects to it. Raises ValueError in a ring."""
    target: Any = into
    while target is not None:
        if target.pk == record.pk:
            raise ValueError("These records are merged already.")
        target = target.merged_into
    about = {str(record._meta.model_name): record}
    ruling = Ruling.objects.create(kind=Ruling.Kind.MERGE, value=into.key, author=author, reason=reason, **about)
    _set_merged(record, into)
    return ruling


@transaction.atomic
def take_back(ruling: Ruling, by: User) -> None:
    """Revoke a ruling of this module; the evidence counts again as it did without it."""
    ruling.revoked_at, ruling.revoked_by = datetime.now(UTC), by
    ruling.save(update_fields=["revoked_at", "revoked_by"])
    if ruling.kind == Ruling.Kind.MERGE:
        _set_merged(ruling.document or ruling.organization or ruling.event or ruling.proposal, None)
    else:
        settle_tellings(_concerned(ruling))


def _made(**columns: Any) -> Ruling:
    ruling = Ruling.objects.create(**columns)
    settle_tellings(_concerned(ruling))
    return ruling


def _concerned(ruling: Ruling) -> Any:
    about = Q(key__in=[ruling.telling, ruling.other]) | Q(claims__identity=ruling.claim or None)
    return Telling.objects.filter(about).distinct()


def _set_merged(record: Record | None, into: Record | None) -> None:
    if record is None or isinstance(record, Document):
        return
    tellings = list(Telling.objects.filter(**{str(record._meta.model_name): record.merged_into or record}))
    record.merged_into = into
    record.version += 1
    record.save(update_fields=["merged_into", "version"])
    settle_tellings(tellings)
