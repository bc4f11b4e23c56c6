"""The standing Claims about records, as the facts that agreement and effective values are computed from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from osce_docs.editorial.agreement import Fact
from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.editorial.merged import Merged, Pairs, present_bodies
from osce_docs.editorial.relations import body_in, renamed
from osce_docs.editorial.witnesses import witnesses
from osce_docs.models import Claim, Document, Organization, Retelling, Ruling
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record

FactsByField = dict[str, list[Fact]]


def facts(
    model: type[Record],
    ids: Collection[int],
    merged: Merged | None = None,
    as_one: tuple[Record, Record] | None = None,
) -> dict[int, FactsByField]:
    """Return the facts about records of one kind: by record and by field.

    Claims of withheld or gone documents, and those an editor ruled misread, count nowhere. A merged body is named by
    the one that stands for it, as `merged` knows; what would then tie a body to itself says nothing. With `as_one` the
    first of two records is taken for merged into the second.
    """
    claims = _claims(model)
    rows = [row for chunk in in_chunks(ids) for row in claims(ids=chunk)]
    if as_one:
        rows = _moved(rows, *as_one)
    rows = _present(model, rows, present_bodies({row["field"] for row in rows}, merged))
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        told[row["record"]].append(row)
    retold = _retold({row["document_key"] for row in rows} - {None})
    found: dict[int, FactsByField] = defaultdict(lambda: defaultdict(list))
    for record, own in told.items():
        voice = _voices(own, retold)
        for row in own:
            found[record][row["field"]].append(_fact(row, voice))
    return found


def _moved(rows: Iterable[dict[str, Any]], record: Record, into: Record) -> list[dict[str, Any]]:
    """Return claims with those on one record as claims on the other."""
    return [{**row, "record": into.pk, "own": into.key} if row["record"] == record.pk else row for row in rows]


def _present(model: type[Record], rows: Iterable[dict[str, Any]], names: Pairs) -> list[dict[str, Any]]:
    """Return claims with bodies by their present names, without what ties a body to itself."""
    named = [{**row, "value": renamed(row["field"], row["value"], names)} for row in rows]
    return [row for row in named if model is not Organization or body_in(row["field"], row["value"]) != row["own"]]


def owner_path(model: type[Record]) -> str:
    """Return the path from a claim to the id of the record it is about."""
    return "telling__document_id" if model is Document else f"telling__{model._meta.model_name}_id"


@cache
def _claims(model: type[Record]) -> Question:
    path = owner_path(model)
    claims = Claim.objects.filter(counts(), ~misread(), **{f"{path}__among": Given("ids")})
    if model is Document:
        claims = claims.filter(telling__kind="document")
    rows = claims.values(
        "field",
        "value",
        "mode",
        "identity",
        record=F(path),
        own=F(f"{path.removesuffix('_id')}__key"),
        document_key=F("telling__document__key"),
        dated=F("telling__document__date_earliest"),
        original=F("telling__document__text__original_id"),
        edition=F("telling__edition__sha256"),
    ).order_by("telling__key", "identity")
    return Question(rows)


def counts(path: str = "telling__") -> Q:
    """Return the condition that a telling's document, or its edition of the navigation, counts."""
    return Q(**{f"{path}edition__standing": True}) | document_counts(f"{path}document__")


def document_counts(path: str = "") -> Q:
    """Return the condition that a document stands and is not withheld."""
    return Q(**{f"{path}standing": True}) & ~Q(**{f"{path}status": Record.Status.WITHHELD})


def _fact(row: Mapping[str, Any], voice: Mapping[str, str]) -> Fact:
    key = row["document_key"] or f"navigation:{row['edition']}"
    dated = row["dated"].isoformat() if row["dated"] else ""
    return Fact(row["value"], key, voice.get(key, key), dated, row["identity"], row["mode"])


def _voices(rows: Iterable[Mapping[str, Any]], retold: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return the witness of each document that tells of one record.

    Only these documents are looked at: what others retell must not matter, whichever records are computed together.
    """
    originals = {row["document_key"]: row["original"] for row in rows if row["document_key"]}
    return witnesses(originals, ((one, other) for one in originals for other in retold.get(one, ())))


def _retold(documents: Collection[str]) -> dict[str, list[str]]:
    """Return by document the documents of a greater key that tell the same."""
    found: dict[str, list[str]] = defaultdict(list)
    # One document alone retells nothing that counts here.
    for chunk in in_chunks(sorted(documents) if len(documents) > 1 else [], KEYS):
        for one, other in Retelling.objects.filter(first__key__among=chunk).values_list("first__key", "second__key"):
            found[one].append(other)
    return found


def misread() -> Exists:
    """Return the condition that an editor ruled a claim misread."""
    return Exists(Ruling.objects.standing().filter(kind=Ruling.Kind.MISREAD, claim=OuterRef("identity")))
