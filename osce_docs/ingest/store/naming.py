"""Which records name a body: they are computed anew when another one comes to stand for it, or no longer does."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from osce_docs.editorial.recompute import RECORDS
from osce_docs.editorial.relations import REFERENCES
from osce_docs.editorial.ties import ties_of
from osce_docs.ingest.store.touched import Touched
from osce_docs.models import Claim, Ruling
from osce_docs.models.record import Record


def naming(bodies: Collection[int], keys: Collection[str]) -> Touched:
    """Return the records with a tie or a field that names one of these bodies; `keys` are those by which claims do."""
    found = {model._meta.model_name: _tied(model, bodies) | _referring(model, bodies, keys) for model in RECORDS}
    return Touched(
        documents=found["document"],
        organizations=found["organization"],
        events=found["event"],
        proposals=found["proposal"],
    )


def _tied(model: type[Record], bodies: Collection[int]) -> set[int]:
    """Every reading of a tie has its row, shown or not."""
    return {
        owner
        for tie, relation in ties_of(model)
        for column in tie.bodies
        for owner in relation._default_manager.filter(**{f"{column}__in": bodies}).values_list("owner", flat=True)
    }


def _referring(model: type[Record], bodies: Collection[int], keys: Collection[str]) -> set[int]:
    """A field shows one of its readings: of what is disputed, or ruled, the claims are looked at too."""
    found: set[int] = set()
    for column in REFERENCES & model.FIELDS.keys():
        shown = Q(**{f"{column}__in": bodies})
        found |= set(model._default_manager.filter(shown).values_list("pk", flat=True))
        doubtful = Q(disputed=True) | Exists(_rulings(model, column))
        found |= set(
            model._default_manager.filter(doubtful, Exists(_claims(model, column, keys))).values_list("pk", flat=True)
        )
    return found


def _rulings(model: type[Record], column: str) -> Any:
    return Ruling.objects.standing().filter(**{str(model._meta.model_name): OuterRef("pk")}, field=column)


def _claims(model: type[Record], column: str, keys: Collection[str]) -> Any:
    values = Q()
    for key in sorted(keys):
        values |= Q(value=key)
    return Claim.objects.filter(values, **{f"telling__{model._meta.model_name}": OuterRef("pk")}, field=column)
