"""The ledger of rulings on values: many are entered at once, each in the place of the one that stood there."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.editorial.partly import facts_under
from osce_docs.editorial.relations import TIES, tied
from osce_docs.models import Claim, Ruling, User
from osce_docs.models.record import Record
from osce_docs.models.ruling import SUBJECTS

ON_VALUES = (Ruling.Kind.FIELD, Ruling.Kind.RELATION)
# A passage that a ruling decides over: document, quote and the claim's identity.
Cites = list[dict[str, str]]
Place = tuple[int, str]


def place(ruling: Ruling) -> Place:
    """Return what a ruling on a value is about: a record's id, and the name of a field or tie."""
    return next(pk for name in SUBJECTS if (pk := getattr(ruling, f"{name}_id"))), ruling.field


def ruling_on(record: Record, name: str, value: Any, signed: Ruling) -> Ruling:
    """Return a ruling on a field or a tie of a record, not stored; `signed` holds who rules, and why."""
    kind = Ruling.Kind.RELATION if "/" in name else Ruling.Kind.FIELD
    why = {"author": signed.author, "reason": signed.reason, "private_note": signed.private_note}
    return Ruling(kind=kind, field=name, value=value, **why, **{str(record._meta.model_name): record})


def enter(model: type[Record], rulings: Sequence[Ruling]) -> list[tuple[Ruling, int | None]]:
    """Store rulings in the place of those that stood on the same; return each with the id of the one it replaced."""
    owners, names = {place(ruling)[0] for ruling in rulings}, {ruling.field for ruling in rulings}
    about = {f"{model._meta.model_name}__in": owners}
    stood = {
        place(ruling): ruling.pk
        for chunk in in_chunks(sorted(names), KEYS)
        for ruling in Ruling.objects.standing().filter(kind__in=ON_VALUES, field__in=chunk, **about)
    }
    replaced = [stood.get(place(ruling)) for ruling in rulings]
    cites = _said(model, rulings)
    for ruling in rulings:
        ruling.cites = cites[place(ruling)]
    if rulings:
        strike([pk for pk in replaced if pk], rulings[0].author)
    return list(zip(Ruling.objects.bulk_create(rulings), replaced, strict=True))


def strike(ids: Collection[int], by: User) -> None:
    """Revoke those of these rulings that stand; they stay in the ledger."""
    for chunk in in_chunks(ids, KEYS):
        Ruling.objects.standing().filter(pk__in=chunk).update(revoked_at=datetime.now(UTC), revoked_by=by)


def _said(model: type[Record], rulings: Collection[Ruling]) -> Mapping[Place, Cites]:
    """Return the passages that rulings decide over, so that it can be told when a source no longer says them."""
    names: dict[int, set[str]] = defaultdict(set)
    for pk, name in map(place, rulings):
        names[pk].add(name)
    said = facts_under(model, names)
    over: dict[str, list[Place]] = defaultdict(list)
    for at in map(place, rulings):
        name, _, key = at[1].partition("/")
        for fact in said[at[0]].get(name, []):
            if not key or TIES[name].key(tied(fact.value)) == key:
                over[fact.identity].append(at)
    found: dict[Place, Cites] = defaultdict(list)
    for document, quote, identity in _passages(over):
        for at in over[identity]:
            found[at].append({"document": document, "quote": quote, "claim": identity})
    return found


def _passages(identities: Collection[str]) -> list[tuple[str, str, str]]:
    claims = Claim.objects.filter(telling__document__isnull=False)
    named = ("telling__document__key", "quote", "identity", "start")
    rows = [
        row
        for chunk in in_chunks(sorted(identities), KEYS)
        for row in claims.filter(identity__in=chunk).values_list(*named)
    ]
    # One passage may say a thing twice, as where two bodies that it names are one: on every database in one order.
    return [row[:3] for row in sorted(rows, key=lambda row: (row[0], row[3], row[2]))]
