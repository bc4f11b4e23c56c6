"""What is told of one record under some names alone, those of fields and of ties (`member/norway`).

Of a body hundreds of thousands of passages may tell: where a few documents tell something new of it, no more is read
than what they tell, and what others say of the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.facts import FactsByField, Said, as_said, counts, misread, owner_path
from osce_docs.editorial.kept import ToldByName, told
from osce_docs.editorial.merged import present_bodies
from osce_docs.editorial.relations import TIES, renamed, tied
from osce_docs.models import Claim, Document, KeptReading, Retelling
from osce_docs.models.question import AT_ONCE
from osce_docs.models.record import Record


def told_partly(model: type[Record], record: int, tellers: Collection[int]) -> ToldByName:
    """Return the readings, by field and by tie, of all that these documents tell of a record of which readings are
    kept, or that those tell of it which are one witness with them: whatever came, went or counts otherwise with them.

    What is told no more has no readings. No field of the record may agree by mode: that is told by all that is told.
    """
    stirred = {*tellers, *_one_witness_with(model, record, tellers)}
    claims = dict(_named(model, _about(model, record).filter(telling__document__among=stirred)))
    names = set(claims.values())
    found = told(model, _facts_under(model, record, names, claims))
    return {name: found.get(name, ()) for name in names}


def facts_under(model: type[Record], record: int, names: Collection[str]) -> FactsByField:
    """Return the facts about a record, of which readings are kept, under these names, by field."""
    return _facts_under(model, record, names, ())


def _facts_under(model: type[Record], record: int, names: Collection[str], new: Iterable[int]) -> FactsByField:
    """Return the same; `new` are claims under these names of which nothing may be kept yet."""
    claims = {*_claims_under(model, record, names), *new}
    if not claims:
        return {}
    said = Said(None)
    standing = Claim.objects.filter(counts(), ~misread(), pk__among=claims)
    for row in as_said(standing, model).iterator(AT_ONCE):
        said.add(*row)
    tellers = set(standing.filter(telling__document__isnull=False).values_list("telling__document", flat=True))
    others = Document.objects.filter(pk__among=_one_witness_with(model, record, tellers) - tellers)
    for document, original in others.values_list("key", "text__original"):
        said.add_witness(record, document, original)
    return said.named(model, None)[record]


def _claims_under(model: type[Record], record: int, names: Collection[str]) -> set[int]:
    """Return the claims about a record under these names: what is kept knows them, unless they are very many. What is
    denied is in no reading."""
    kept = KeptReading.objects.filter(kind=model._meta.model_name, record=record, field__among=names)
    readings = list(kept.values_list("facts", "first"))
    whole = all(facts == len(first) for facts, first in readings)
    fields = {name.partition("/")[0] for name in names}
    unknown = _about(model, record).filter(field__in=fields, **({"mode": "denied"} if whole else {}))
    claims = {pk for pk, name in _named(model, unknown) if name in names}
    if whole:
        known = {identity for _, first in readings for identity in first}
        claims |= set(_about(model, record).filter(identity__among=known).values_list("pk", flat=True))
    return claims


def _about(model: type[Record], record: int) -> QuerySet[Claim]:
    claims = Claim.objects.filter(**{owner_path(model): record})
    return claims.filter(telling__kind="document") if model is Document else claims


def _named(model: type[Record], claims: QuerySet[Claim]) -> Iterator[tuple[int, str]]:
    """Yield the ids of claims, each with the name of the field or tie that it tells of."""
    pairs = present_bodies([*model.FIELDS, *TIES])
    for pk, field, value in claims.values_list("pk", "field", "value").iterator(AT_ONCE):
        yield pk, _name(field, value, pairs)


def _name(field: str, value: Any, pairs: Mapping[str, str]) -> str:
    tie = TIES.get(field)
    return f"{field}/{tie.key(tied(renamed(field, value, pairs)))}" if tie else field


def _one_witness_with(model: type[Record], record: int, documents: Collection[int]) -> set[int]:
    """Return the documents that tell of a record and are one witness with one of these, or with one that is."""
    found: set[int] = set()
    new = set(documents)
    while new:
        new = _telling(model, record, _beside(new) - found)
        found |= new
    return found


def _beside(documents: Collection[int]) -> set[int]:
    """Return the documents that retell these, or that these retell.

    Those of the same bytes need not be looked for: they tell the same and retell the same.
    """
    found: set[int] = set()
    for chunk in in_chunks(sorted(documents)):
        for one, other in (("first", "second"), ("second", "first")):
            pairs = Retelling.objects.filter(**{f"{one}__among": chunk})
            found |= set(pairs.values_list(other, flat=True))
    return found


def _telling(model: type[Record], record: int, documents: Collection[int]) -> set[int]:
    """Return those of these documents that tell of a record."""
    told: set[int] = set()
    for chunk in in_chunks(sorted(documents)):
        claims = _about(model, record).filter(counts(), ~misread(), telling__document__among=chunk)
        told |= set(claims.values_list("telling__document", flat=True))
    return told
