"""What stands behind each value of a record: its readings with their passages, and the ruling where there is one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import OuterRef, Subquery

from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.editorial.disagreements import in_words
from osce_docs.editorial.kept import FIRST, Summed, SummedByName, picked, summed
from osce_docs.editorial.merged import Merged
from osce_docs.editorial.ruled import in_present_names
from osce_docs.models import Claim, Document, NavigationEdition, Organization, Ruling
from osce_docs.models.question import Given, Question
from osce_docs.models.record import SHOWN, Record
from osce_docs.models.ruling import RulingQuerySet

# What is told of a document beside a passage of it, and whether readers may see it.
TOLD_OF_DOCUMENT = ("key", "slug", "title", "title_supplied", "language", "date", *SHOWN)
# In the order of the table, in which a record is made of its columns.
COLUMNS = [field for field in Document._meta.concrete_fields if field.name in ("id", *TOLD_OF_DOCUMENT)]
NAMES = [column.attname for column in COLUMNS]
CARRIER = ("telling__document", "telling__edition")
OF_DOCUMENT = [f"telling__document__{column.name}" for column in COLUMNS]
OF_CLAIM = ("start", "end", "quote", "rule", "mode", "speaker", "identity")
CLAIMS = Question(
    Claim.objects.filter(identity__among=Given("identities"))
    .order_by("telling__key")
    .values_list(*CARRIER, *OF_CLAIM, *OF_DOCUMENT)
)
FIRST_OF = Document.objects.public().filter(edition=OuterRef("pk")).order_by("key").values("pk")[:1]
FIRSTS = NavigationEdition.objects.filter(pk__among=Given("editions")).values_list(Subquery(FIRST_OF))
CARRYING = Question(
    Document.objects.filter(pk__in=FIRSTS)
    .select_related("text")
    .only(*TOLD_OF_DOCUMENT, "edition", "text__navigation_at")
)
# Of one field so many readings are shown; a date that hundreds of texts tell may have as many.
READINGS = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document's readable text with its words, and how it was read."""

    document: Document
    start: int
    end: int
    quote: str
    rule: str = ""
    mode: str = ""
    speaker: str = ""
    identity: str = ""

    def get_absolute_url(self) -> str:
        """The address that opens the document at this passage."""
        return f"{self.document.get_absolute_url()}#c{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class ToldValue:
    """One reading with its first passages; `words` is the value as a reader would say it.

    `documents` is how many documents say so, `unread` how many facts there are beyond those whose passages were read.
    """

    value: Any
    words: str
    witnesses: int
    passages: tuple[Passage, ...]
    documents: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """A field (or tie: `position/armenia`) with what the sources say of it, the reading shown first.

    `more` says that there are further readings.
    """

    field: str
    readings: tuple[ToldValue, ...]
    ruling: Ruling | None = None
    more: bool = False

    @property
    def disputed(self) -> bool:
        """Whether the sources differ."""
        return len(self.readings) > 1


def evidence(
    record: Record,
    rulings: Iterable[Ruling] | None = None,
    merged: Merged | None = None,
    only: Collection[str] | None = None,
    readings: int | None = READINGS,
    passages: int = FIRST,
    told: SummedByName | None = None,
) -> dict[str, FieldEvidence]:
    """Return the evidence for fields and ties of a record, by field name or `<tie>/<key>`.

    `rulings` are those on its fields and ties, the latest first, if they are at hand: readers may see neither authors
    nor private notes, and the public connection may not read them. Without, they are read with both. Bodies in them
    are given their present names; `merged` tells which organizations are merged, if that is at hand. `only` names the
    fields and ties that are wanted, None for all; `readings` says how many of each are, `passages` how many of each
    reading. `told` is all that is told of the record, if that is at hand.
    """
    merged = merged or Merged(Organization)
    most = None if readings is None else readings + 1
    if told is None:
        told = summed(type(record), [record.pk], merged, only, most)[record.pk]
    else:
        told = picked(told, only, most)
    made = rulings_on(record).select_related("author") if rulings is None else rulings
    present = in_present_names(record, made, merged)
    standing = {ruling.field: ruling for ruling in reversed(present) if ruling.revoked_at is None}
    shown = {name: [_cut(each, passages) for each in found[:readings]] for name, found in told.items()}
    places = passages_of({identity for found in shown.values() for each in found for identity in each.first})
    return {
        name: FieldEvidence(
            name,
            _told(name, shown.get(name, ()), places),
            standing.get(name),
            len(told.get(name, ())) > len(shown.get(name, ())),
        )
        for name in {*told, *standing}
    }


def _cut(reading: Summed, passages: int) -> Summed:
    return reading if len(reading.first) <= passages else replace(reading, first=reading.first[:passages])


def rulings_on(record: Record) -> RulingQuerySet:
    """Return the rulings on a record's fields and ties, revoked ones too, the latest first."""
    kinds = [Ruling.Kind.FIELD, Ruling.Kind.RELATION]
    return Ruling.objects.filter(kind__in=kinds, **{str(record._meta.model_name): record}).order_by("-made_at", "-pk")


def passages_of(identities: Collection[str]) -> dict[str, Passage]:
    """Return the passages of claims, by identity."""
    claims = [claim for chunk in in_chunks(sorted(identities), KEYS) for claim in CLAIMS(identities=chunk)]
    rows = [
        (each[: len(CARRIER)], each[len(CARRIER) : -len(OF_DOCUMENT)], each[-len(OF_DOCUMENT) :]) for each in claims
    ]
    shown_by = _shown_by({edition for (_, edition), *_ in rows} - {None})
    places = {(None, edition): place for edition, place in shown_by.items()}
    for (document, edition), _, of in rows:
        if document is not None and (document, edition) not in places:
            places[document, edition] = Document.from_db(None, NAMES, of), 0
    return {told[-1]: _passage(*places[carrier], *told) for carrier, told, _ in rows if carrier in places}


def _shown_by(editions: Collection[int]) -> dict[int, tuple[Document, int]]:
    """Return for each navigation edition the first document that carries it, and where in its text."""
    shown = CARRYING(editions=editions) if editions else ()
    return {document.edition_id: (document, document.text.navigation_at) for document in shown}


def _passage(document: Document, offset: int, start: int, end: int, *told: str) -> Passage:
    return Passage(document, start + offset, end + offset, *told)


def _told(field: str, readings: Sequence[Summed], passages: Mapping[str, Passage]) -> tuple[ToldValue, ...]:
    return tuple(
        ToldValue(
            reading.value,
            in_words(field, reading.value),
            reading.witnesses,
            _passages(reading.first, passages),
            reading.documents,
            reading.facts - len(reading.first),
        )
        for reading in readings
    )


def _passages(identities: Sequence[str], passages: Mapping[str, Passage]) -> tuple[Passage, ...]:
    found = {passages[identity] for identity in identities if identity in passages}
    return tuple(sorted(found, key=lambda passage: (passage.document.key, passage.start, passage.end)))
