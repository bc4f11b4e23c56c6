"""The standing Claims about records, as the facts that agreement and effective values are computed from."""

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cache, partial
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from osce_docs.editorial.agreement import Fact
from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.editorial.merged import Merged, Pairs, present_bodies
from osce_docs.editorial.relations import body_in, names_a_body, renamed
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
    said = Gathered(as_one)
    for chunk in in_chunks(ids):
        for row in _claims(model).each(ids=chunk):
            said.add(*row)
    return said.named(model, merged)


class Gathered:
    """The facts about records, gathered claim by claim: of a body that every document names there are very many."""

    def __init__(self, as_one: tuple[Record, Record] | None) -> None:
        self.facts: dict[int, FactsByField] = defaultdict(lambda: defaultdict(list))
        # By record: its key, the documents that tell of it, and what identifies the bytes of each.
        self.keys: dict[int, str] = {}
        self.documents: dict[int, list[str]] = defaultdict(list)
        self.originals: dict[int, array[int]] = defaultdict(partial(array, "q"))
        self._moved = {as_one[0].pk: as_one[1]} if as_one else {}
        # What many claims have in common is held once, also within values that differ.
        self._shared: dict[str, str] = {}
        self._values: dict[str, Any] = {}
        self._decode = json.JSONDecoder(object_pairs_hook=_sharing(self._shared)).decode
        self._source = ""

    def add(
        self,
        field: str,
        value: str,
        mode: str,
        identity: str,
        record: int,
        key: str,
        document: str | None,
        day: str | None,
        original: int | None,
        edition: str | None,
    ) -> None:
        """Add a claim, as it is read from the database: its value is JSON."""
        if record in self._moved:
            record, key = self._moved[record].pk, self._moved[record].key
        self.keys[record] = key
        source = document or f"navigation:{edition}"
        if source != self._source:
            self._source = source
        if original is not None and self.documents[record][-1:] != [self._source]:
            self.documents[record].append(self._source)
            self.originals[record].append(original)
        if value not in self._values:
            self._values[value] = self._decode(value)
        share = self._shared.setdefault
        dated = share(day, day) if day else ""
        fact = Fact(self._values[value], self._source, self._source, dated, identity, share(mode, mode))
        self.facts[record][share(field, field)].append(fact)

    def add_witness(self, record: int, document: str, original: int) -> None:
        """Add a document that tells of a record something else, for it may be one witness with others."""
        self.documents[record].append(document)
        self.originals[record].append(original)

    def named(self, model: type[Record], merged: Merged | None) -> dict[int, FactsByField]:
        """Return the facts, with bodies by their present names, and documents by the witness that they are."""
        _name_present(self, present_bodies({field for told in self.facts.values() for field in told}, merged), model)
        _name_witnesses(self)
        return self.facts


def _sharing(shared: dict[str, str]) -> Callable[[Iterable[tuple[str, Any]]], dict[str, Any]]:
    """Return what makes objects of JSON with names and texts that are held once."""
    share = shared.setdefault

    def made(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        return {share(name, name): share(value, value) if isinstance(value, str) else value for name, value in pairs}

    return made


def _name_present(said: Gathered, names: Pairs, model: type[Record]) -> None:
    """Name bodies by their present names, and leave out what ties a body to itself."""
    if not names and model is not Organization:
        return
    for record, told in said.facts.items():
        for field in filter(names_a_body, told):
            named = [_valued(fact, renamed(field, fact.value, names)) for fact in told[field]]
            own = said.keys[record] if model is Organization else None
            told[field] = [fact for fact in named if body_in(field, fact.value) != own]


def _valued(fact: Fact, value: Any) -> Fact:
    return fact if value is fact.value else fact._replace(value=value)


def _name_witnesses(said: Gathered) -> None:
    """Let documents that are one witness be so.

    Only those that tell of one record are looked at: what others retell must not matter, whichever records are computed
    together.
    """
    retold = _retold({document for documents in said.documents.values() for document in documents})
    several = {document for one, others in retold.items() for document in (one, *others)}
    for record, documents in said.documents.items():
        repeated = _repeated(said.originals[record])
        pairs = zip(documents, said.originals[record], strict=True)
        originals = {one: original for one, original in pairs if original in repeated or one in several}
        joining = witnesses(originals, ((one, other) for one in originals for other in retold.get(one, ())))
        voice = {one: first for one, first in joining.items() if one != first}
        for field, told in said.facts[record].items() if voice else ():
            said.facts[record][field] = [
                fact._replace(witness=voice[fact.document]) if fact.document in voice else fact for fact in told
            ]


def _repeated(numbers: Iterable[int]) -> set[int]:
    return {one for one, next_one in pairwise(sorted(numbers)) if one == next_one}


def owner_path(model: type[Record]) -> str:
    """Return the path from a claim to the id of the record it is about."""
    return "telling__document_id" if model is Document else f"telling__{model._meta.model_name}_id"


@cache
def _claims(model: type[Record]) -> Question:
    claims = Claim.objects.filter(counts(), ~misread(), **{f"{owner_path(model)}__among": Given("ids")})
    if model is Document:
        claims = claims.filter(telling__kind="document")
    # Of most bodies a few passages tell, and of some hundreds of thousands.
    return Question(as_gathered(claims, model), planned_by_value=model is Organization)


def as_gathered(claims: Any, model: type[Record]) -> Any:
    """Return claims about records of a kind as `Gathered` takes them, each document's together."""
    path = owner_path(model)
    rows = claims.values_list(
        "field",
        # As texts: most say what others said, and what is said again need not be made of its text again.
        Cast("value", TextField()),
        "mode",
        "identity",
        path,
        f"{path.removesuffix('_id')}__key",
        "telling__document__key",
        Cast("telling__document__date_earliest", TextField()),
        "telling__document__text__original_id",
        "telling__edition__sha256",
    )
    return rows.order_by("telling__key", "identity")


def counts(path: str = "telling__") -> Q:
    """Return the condition that a telling's document, or its edition of the navigation, counts."""
    return Q(**{f"{path}edition__standing": True}) | document_counts(f"{path}document__")


def document_counts(path: str = "") -> Q:
    """Return the condition that a document stands and is not withheld."""
    return Q(**{f"{path}standing": True}) & ~Q(**{f"{path}status": Record.Status.WITHHELD})


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
