"""Rulings on readings and tellings: what an editor decides of the evidence itself. Each takes effect at once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from typing import Any

from django.db import transaction
from django.db.models import Q

from osce_docs.editorial.basis import keep_basis
from osce_docs.editorial.merged import Merged
from osce_docs.editorial.rule import subject
from osce_docs.editorial.standing import save_standing
from osce_docs.ingest.store import settle_bodies, settle_tellings
from osce_docs.ingest.store.belonging import body_of, named_for
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.models import Claim, Document, Organization, Ruling, Telling, User
from osce_docs.models.record import Record
from osce_docs.search.indexing import index

MOST_PAIRS = 1000
# Rulings, each with the id of the one it replaced, if any.
Made = list[tuple[Ruling, int | None]]


@transaction.atomic
def rule_misread(claim: Claim, author: User, reason: str = "") -> Ruling:
    """Rule that a claim is not what its passage says: it counts nowhere, and no import brings it back."""
    document = claim.telling.document
    _revoke(Q(kind=Ruling.Kind.MISREAD, claim=claim.identity), author)
    return _made(kind=Ruling.Kind.MISREAD, claim=claim.identity, document=document, author=author, reason=reason)


@transaction.atomic
def rule_same(one: Telling, other: Telling, author: User, reason: str = "") -> Ruling:
    """Rule that two tellings are of the same thing; that they are not stands no longer."""
    return _rule_on_pair(Ruling.Kind.SAME, one, other, author, reason)


@transaction.atomic
def rule_different(one: Telling, other: Telling, author: User, reason: str = "") -> Ruling:
    """Rule that two tellings are not of the same thing; that they are stands no longer."""
    return _rule_on_pair(Ruling.Kind.DIFFERENT, one, other, author, reason)


@transaction.atomic
def rule_apart(ones: Sequence[Telling], others: Sequence[Telling], author: User, reason: str = "") -> Made:
    """Rule that none of these tellings is of the same thing as one of the others; return the rulings.

    Raises ValueError where these would be more than a person can mean.
    """
    if len(ones) * len(others) > MOST_PAIRS:
        raise ValueError("These are too many passages to part at once.")
    made = _part([telling.key for telling in ones], [telling.key for telling in others], author, reason)
    settle_tellings([*ones, *others])
    return made


@transaction.atomic
def rule_two(one: Record, other: Record, author: User, reason: str = "") -> Made:
    """Rule that two records are not the same; return the rulings.

    Bodies that go by different names are two anyhow: of these it is remembered. Raises ValueError where these would be
    more passages than a person can mean.
    """
    if isinstance(one, Organization):
        return _part(_called(one), _called(other), author, reason)
    sides = [list(Telling.objects.filter(**{str(type(each)._meta.model_name): each})) for each in (one, other)]
    return rule_apart(*sides, author, reason)


def parted(one: Record, other: Record) -> Ruling | None:
    """Return the last standing ruling that two records, or passages of theirs, are not the same."""
    sides = [_called(each) for each in (one, other)]
    rulings = Ruling.objects.standing().filter(_on_pairs(*sides), kind=Ruling.Kind.DIFFERENT)
    return rulings.select_related("author").first()


def _called(record: Record) -> Any:
    """Return what names a record in rulings on pairs: an organization itself, of others the tellings."""
    if isinstance(record, Organization):
        return [f"organization:{record.key}"]
    return Telling.objects.filter(**{str(type(record)._meta.model_name): record}).values("key")


@transaction.atomic
def rule_belongs(telling: str, record: Record, author: User, reason: str = "") -> Ruling:
    """Rule that the telling of this key is of this record, whatever matching makes of it, or was ruled before.

    Of an organization it is all that the document tells of the body, and every place where it names it.
    """
    _revoke(Q(kind=Ruling.Kind.BELONGS, telling=telling), author)
    keep_basis(type(record), [record.pk])
    return _made(kind=Ruling.Kind.BELONGS, telling=telling, value=record.key, author=author, reason=reason)


@transaction.atomic
def rule_all_belong(tellings: Sequence[str], record: Record, author: User, reason: str = "") -> Made:
    """Rule so of several tellings at once; return the rulings."""
    wait_for_other_imports()
    standing = Ruling.objects.standing().filter(kind=Ruling.Kind.BELONGS, telling__among=set(tellings))
    stood = dict(standing.values_list("telling", "pk"))
    return [(rule_belongs(key, record, author, reason), stood.get(key)) for key in tellings]


@transaction.atomic
def rule_again(ruling: Ruling, by: User) -> Ruling:
    """Rule again, for the same reason, what an earlier ruling said of two tellings, or of where one belongs."""
    pair = _on_pairs([ruling.telling], [ruling.other])
    _revoke(pair if ruling.other else Q(kind=ruling.kind, telling=ruling.telling), by)
    same = {name: getattr(ruling, name) for name in ("kind", "telling", "other", "value", "reason", "private_note")}
    return _made(author=by, **same)


@transaction.atomic
def merge(record: Record, into: Record, author: User, reason: str = "") -> Ruling:
    """Rule that two records are one: `into` stands, the other's address redirects to it.

    Raises ValueError in a ring, and for documents: each is a text of its own.
    """
    if isinstance(record, Document):
        raise ValueError("Documents are never merged.")
    wait_for_other_imports()
    target: Any = into
    while target is not None:
        if target.pk == record.pk:
            raise ValueError("These records are merged already.")
        target = target.merged_into
    keep_basis(type(record), [record.pk, into.pk])
    about = {str(record._meta.model_name): record}
    _revoke(Q(kind=Ruling.Kind.MERGE, **about), author)
    ruling = Ruling.objects.create(kind=Ruling.Kind.MERGE, value=into.key, author=author, reason=reason, **about)
    _set_merged(record, into)
    return ruling


@transaction.atomic
def take_back(ruling: Ruling, by: User) -> None:
    """Revoke a ruling of this module; the evidence counts again as it did without it."""
    wait_for_other_imports()
    if not Ruling.objects.standing().select_for_update().filter(pk=ruling.pk).exists():
        return
    ruling.revoked_at, ruling.revoked_by = datetime.now(UTC), by
    ruling.save(update_fields=["revoked_at", "revoked_by"])
    if ruling.kind == Ruling.Kind.MERGE:
        _set_merged(subject(ruling), None)
    else:
        _settle(ruling)


def _on_pairs(ones: Any, others: Any) -> Q:
    """Return the condition that a ruling is on one of these tellings and one of the others."""
    pairs = Q(telling__in=ones, other__in=others) | Q(telling__in=others, other__in=ones)
    return pairs & Q(kind__in=[Ruling.Kind.SAME, Ruling.Kind.DIFFERENT])


def _rule_on_pair(kind: Ruling.Kind, one: Telling, other: Telling, author: User, reason: str) -> Ruling:
    _revoke(_on_pairs([one.key], [other.key]), author)
    return _made(kind=kind, telling=one.key, other=other.key, author=author, reason=reason)


def _part(ones: Sequence[str], others: Sequence[str], author: User, reason: str) -> Made:
    """Rule so of every two that are called so; return the rulings."""
    wait_for_other_imports()
    pairs = _on_pairs(ones, others)
    standing = Ruling.objects.standing().filter(pairs).values_list("telling", "other", "pk")
    stood = {frozenset(pair): pk for *pair, pk in standing}
    _revoke(pairs, author)
    made = Ruling.objects.bulk_create(
        Ruling(kind=Ruling.Kind.DIFFERENT, telling=one, other=other, author=author, reason=reason)
        for one, other in product(ones, others)
    )
    return [(ruling, stood.get(frozenset((ruling.telling, ruling.other)))) for ruling in made]


def _revoke(rulings: Q, by: User) -> None:
    """Of rulings on one thing the last one stands; the earlier ones stay in the ledger.

    One made at the same time is waited for, so that it is seen.
    """
    wait_for_other_imports()
    Ruling.objects.standing().filter(rulings).update(revoked_at=datetime.now(UTC), revoked_by=by)


def _made(**columns: Any) -> Ruling:
    ruling = Ruling.objects.create(**columns)
    _settle(ruling)
    return ruling


def _settle(ruling: Ruling) -> None:
    body = body_of(ruling.telling)
    if body:
        settle_bodies([body])
    else:
        settle_tellings(_concerned(ruling))


def _concerned(ruling: Ruling) -> Any:
    """Return the tellings that a ruling is about; where it is on a claim, those of that alone."""
    if ruling.claim:
        return Telling.objects.filter(claims__identity=ruling.claim).distinct()
    return Telling.objects.filter(key__in=[ruling.telling, ruling.other])


def _set_merged(record: Record, into: Record | None) -> None:
    model = type(record)
    locked = model._default_manager.select_for_update().get(pk=record.pk)
    tellings = list(Telling.objects.filter(**{str(model._meta.model_name): _final(locked)}))
    bodies = _one_body(record) if model is Organization else set()
    locked.merged_into, locked.version = into, locked.version + 1
    locked.save(update_fields=["merged_into", "version"])
    record.merged_into, record.version = into, locked.version
    save_standing(model, [record.pk])
    index(model, [record.pk])
    if model is Organization:
        settle_bodies(bodies | _one_body(record))
    else:
        settle_tellings(tellings)


def _one_body(record: Record) -> set[str]:
    """Return the keys by which texts name the organization that stands for this one now."""
    merged = Merged(Organization)
    final = merged.final(record.key)
    return {*merged.whole(final), *named_for(final)}


def _final(record: Record) -> Record:
    """Return the record that has the tellings of this one, through merges."""
    return record if record.merged_into is None else _final(record.merged_into)
