"""What is told of one record under some names alone, those of fields and of ties (`member/norway`).

Of a body hundreds of thousands of passages may tell: where a few documents tell something new of it, no more is read
than what they tell, and what others say of the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.facts import FactsByField, Gathered, as_gathered, counts, facts, misread, owner_path
from osce_docs.editorial.kept import ALL, ToldByName, kept_among, told
from osce_docs.editorial.merged import present_bodies
from osce_docs.editorial.relations import TIES, renamed, tied
from osce_docs.models import Claim, Document, KeptReading, Retelling
from osce_docs.models.question import AT_ONCE
from osce_docs.models.record import Record


def told_partly(model: type[Record], record: int, tellers: Collection[int]) -> ToldByName:
    """Return the readings, by field and by tie, of all that these documents tell of a record of which readings are
    kept, or that those tell of it which are one witness with them: whatever came or counts otherwise with them.

    Claims that are no more are not looked for; what no claim tells that counts has no readings. No field of the record
    may agree by mode: that is told by all claims.
    """
    own = _by(model, record, tellers)
    stirred = own | _one_witness_with(model, record, own)
    claims = dict(named(model, _about(model, record).filter(telling__document__among=stirred)))
    names = set(claims.values())
    said = _facts(model, {*claims, *_claims_under(model, {record: names})})
    found = told(model, said.get(record, {}))
    return {name: found.get(name, ()) for name in names}


def facts_under(model: type[Record], names: Mapping[int, Collection[str]]) -> dict[int, FactsByField]:
    """Return the facts about records, by record and by field; of those of which readings are kept no others than under
    the names that each has here, and of these what is stored but waits to be settled may be missing."""
    kept = kept_among(model, names)
    whole = facts(model, [pk for pk in names if pk not in kept])
    return whole | _facts(model, _claims_under(model, {pk: names[pk] for pk in kept}))


def _facts(model: type[Record], claims: Collection[int]) -> dict[int, FactsByField]:
    """Return the facts that those of these claims are which count, by the witnesses that all who tell of the records
    are."""
    if not claims:
        return {}
    gathered = Gathered(None)
    standing = Claim.objects.filter(counts(), ~misread(), pk__among=claims)
    for row in as_gathered(standing, model).iterator(AT_ONCE):
        gathered.add(*row)
    tellers: dict[int, set[int]] = defaultdict(set)
    by = standing.filter(telling__document__isnull=False).values_list(owner_path(model), "telling__document")
    for record, document in by.distinct():
        tellers[record].add(document)
    for record, documents in tellers.items():
        others = _one_witness_with(model, record, documents) - documents if len(documents) > 1 else ()
        for document, original in Document.objects.filter(pk__among=others).values_list("key", "text__original"):
            gathered.add_witness(record, document, original)
    return gathered.named(model, None)


def _claims_under(model: type[Record], names: Mapping[int, Collection[str]]) -> set[int]:
    """Return the claims about records under their names: what is kept knows them, unless they are very many. What is
    denied is in no reading."""
    everything = {name for each in names.values() for name in each}
    about = Claim.objects.filter(**{f"{owner_path(model)}__among": names})
    kept = KeptReading.objects.filter(kind=model._meta.model_name, record__among=names, field__among=everything)
    known: set[str] = set()
    many: dict[int, set[str]] = defaultdict(set)
    for record, name, number, first in kept.values_list("record", "field", "facts", "first"):
        if name in names[record]:
            known |= set(first)
            many[record] |= {name} if number > len(first) else set()
    denied = about.filter(field__in=_fields(everything), mode="denied")
    claims = {pk for pk, name in named(model, denied) if name in everything}
    for record, wanted in many.items():
        found = named(model, _about(model, record).filter(field__in=_fields(wanted)))
        claims |= {pk for pk, name in found if name in wanted}
    return claims | set(about.filter(identity__among=known).values_list("pk", flat=True))


def _fields(names: Collection[str]) -> set[str]:
    return {name.partition("/")[0] for name in names}


def _about(model: type[Record], record: int) -> QuerySet[Claim]:
    claims = Claim.objects.filter(**{owner_path(model): record})
    return claims.filter(telling__kind="document") if model is Document else claims


def named(model: type[Record], claims: QuerySet[Claim]) -> Iterator[tuple[int, str]]:
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
        new = _by(model, record, _beside(new) - found, Q(counts(), ~misread()))
        found |= new
    return found


def _beside(documents: Collection[int]) -> set[int]:
    """Return the documents that retell these, that these retell, and those of the same bytes."""
    found: set[int] = set()
    for chunk in in_chunks(sorted(documents)):
        for one, other in (("first", "second"), ("second", "first")):
            pairs = Retelling.objects.filter(**{f"{one}__among": chunk})
            found |= set(pairs.values_list(other, flat=True))
        equal = Document.objects.filter(text__original__texts__documents__among=chunk)
        found |= set(equal.values_list("pk", flat=True))
    return found


def _by(model: type[Record], record: int, documents: Collection[int], which: Q = ALL) -> set[int]:
    """Return those of these documents that tell of a record, by claims of which a condition holds."""
    told: set[int] = set()
    for chunk in in_chunks(sorted(documents)):
        claims = _about(model, record).filter(which, telling__document__among=chunk)
        told |= set(claims.values_list("telling__document", flat=True).distinct())
    return told
