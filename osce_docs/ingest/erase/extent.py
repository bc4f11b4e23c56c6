"""What goes when a document is erased: found before anything is, so that it can be shown first."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from osce_docs.ingest.erase.alone import alone
from osce_docs.ingest.erase.topics import topics
from osce_docs.models import (
    Annotation,
    Claim,
    Document,
    Finding,
    FindingPassage,
    FormerText,
    Mention,
    NavigationEdition,
    Original,
    Retelling,
    Ruling,
    Telling,
    Text,
)
from osce_docs.models.record import Record
from osce_docs.search.words import words


@dataclass(frozen=True, slots=True)
class Going:
    """Documents to be erased, of equal bytes and so together, and what is theirs alone; all by id.

    `said` are the words of all their texts and titles, in their order; `records` those that nothing else tells of, with
    their keys.
    """

    documents: Mapping[int, Document]
    originals: Collection[int]
    editions: Collection[int]
    provenances: Collection[int]
    topics: Collection[int]
    said: Sequence[str]
    records: Mapping[type[Record], Mapping[int, str]] = field(default_factory=dict)

    @property
    def texts(self) -> Any:
        """The versions of the text."""
        return Text.objects.filter(original__in=self.originals)

    @property
    def holders(self) -> Any:
        """Other documents that once had one of these texts."""
        once = FormerText.objects.filter(text__in=self.texts)
        return Document.objects.filter(pk__in=once.values("document")).exclude(pk__in=self.documents)

    @property
    def former_texts(self) -> Any:
        """That these documents, or others, had these texts or others before their present one."""
        return FormerText.objects.filter(Q(document__in=self.documents) | Q(text__in=self.texts))

    @property
    def tellings(self) -> Any:
        """What they tell, and what only their navigation does."""
        return Telling.objects.filter(Q(document__in=self.documents) | Q(edition__in=self.editions))

    @property
    def claims(self) -> Any:
        """The passages read in them."""
        return Claim.objects.filter(telling__in=self.tellings.values("pk"))

    @property
    def mentions(self) -> Any:
        """The bodies they name."""
        return Mention.objects.filter(document__in=self.documents)

    @property
    def retellings(self) -> Any:
        """With which other documents they are one witness."""
        return Retelling.objects.filter(Q(first__in=self.documents) | Q(second__in=self.documents))

    @property
    def annotations(self) -> Any:
        """What editors noted on their words."""
        return Annotation.objects.filter(document__in=self.documents)

    @property
    def passages(self) -> Any:
        """The passages of findings."""
        return FindingPassage.objects.filter(document__in=self.documents)

    @property
    def findings(self) -> Any:
        """The findings on them."""
        return Finding.objects.filter(document__in=self.documents)

    @property
    def rulings(self) -> Any:
        """The rulings on them and on the records that nothing else tells of."""
        about = Q(document__in=self.documents)
        for model, ids in self.records.items():
            about |= Q(**{f"{model._meta.model_name}__in": ids})
        return Ruling.objects.filter(about)

    @property
    def rulings_on_tellings(self) -> Any:
        """The rulings on what they tell, as being of this or that record."""
        return Ruling.objects.filter(self.told_as("telling") | self.told_as("other"))

    def told_as(self, side: str) -> Any:
        """Return the condition that a telling named in a column is theirs, or is one that a holder no longer has."""
        prefixes = [Q(**{f"{side}__startswith": f"{document.key}#"}) for document in self.documents.values()]
        there = Exists(Telling.objects.filter(key=OuterRef(side)))
        for holder in self.holders:
            prefixes.append(Q(Q(**{f"{side}__startswith": f"{holder.key}#"}) & ~there))
        return reduce(or_, prefixes)

    def lines(self) -> Iterator[str]:
        """Yield in words what goes."""
        yield from (f"{document.key}: {document}" for document in self.documents.values())
        counted = {
            "versions of the text": self.texts,
            "originals": Original.objects.filter(pk__in=self.originals),
            "tellings": self.tellings,
            "claims with their passages": self.claims,
            "bodies mentioned": self.mentions,
            "notes of editors": self.annotations,
            "findings": self.findings,
            "passages of findings": self.passages,
            "rulings that lose their words": self.rulings | self.rulings_on_tellings,
        }
        yield from (f"  {name}: {rows.count():,}" for name, rows in counted.items())
        for model, records in self.records.items():
            keys = f" ({', '.join(sorted(records.values()))})" if records else ""
            yield f"  {model._meta.verbose_name_plural} that nothing else tells of: {len(records):,}{keys}"


def going(document: Document) -> Going:
    """Return what goes with a document."""
    equal = Document.objects.filter(text__original=document.text.original_id, erasure=None)
    documents = {row.pk: row for row in equal.select_related("provenance").order_by("key")}
    originals = _originals(document.text.original_id, documents)
    editions = _editions(originals)
    others = Document.objects.exclude(pk__in=documents)
    provenances = {row.provenance_id for row in documents.values()}
    provenances -= set(others.filter(provenance__in=provenances).values_list("provenance", flat=True))
    said = _words(originals, editions, documents.values())
    records = alone(documents, editions, set(said))
    return Going(documents, originals, editions, provenances, topics(documents, editions), said, records)


def _originals(present: int, documents: Collection[int]) -> set[int]:
    """Return the bytes that these documents have or had, those left out that another has or had."""
    had = FormerText.objects.exclude(text__original=present)
    former = set(had.filter(document__in=documents).values_list("text__original", flat=True))
    kept = set(had.exclude(document__in=documents).values_list("text__original", flat=True)) if former else set()
    kept |= set(Document.objects.filter(text__original__in=former).values_list("text__original", flat=True))
    return {present} | former - kept


def _editions(originals: Collection[int]) -> set[int]:
    """Return the editions of the navigation that only these bytes carry."""
    tables = (Original.objects.filter(pk__in=originals), Text.objects.filter(original__in=originals))
    carried = {edition for rows in tables for edition in rows.values_list("edition", flat=True)} - {None}
    others = (Original.objects.exclude(pk__in=originals), Text.objects.exclude(original__in=originals))
    named = (rows.filter(edition__in=carried).values_list("edition", flat=True).distinct() for rows in others)
    return carried - {edition for editions in named for edition in editions}


def _words(originals: Collection[int], editions: Collection[int], documents: Iterable[Document]) -> list[str]:
    said = [*Text.objects.filter(original__in=originals).order_by("pk").values_list("content", flat=True)]
    said += NavigationEdition.objects.filter(pk__in=editions).order_by("pk").values_list("text", flat=True)
    return words(" ".join([*said, *map(str, documents)]))
