"""What a merge would move: the passages that tell of a record, what is tied to it, and what ties one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.beside import Quote, quoted
from osce_docs.admin.named import first_mentions
from osce_docs.editorial.bounded import MOST, bounded_counts
from osce_docs.editorial.evidence import Passage
from osce_docs.ingest.store.belonging import telling_key
from osce_docs.models import Document, Event, Membership, Mention, Organization, Proposal, Telling, User
from osce_docs.models.record import Record

FIRST = 5

NOTE = (_("Editors’ notes"), "annotations", Coalesce(NullIf("note", Value("")), F("quote")), "")
# What may be tied to a record, by kind: its label, the accessor, what it is called, and a word more on it.
TIED: dict[type[Record], tuple[tuple[Any, str, Any, str], ...]] = {
    Organization: (
        (_("Names"), "aliases", F("name"), ""),
        (
            _("Its members and offices"),
            "memberships",
            Coalesce(NullIf("holder", Value("")), F("member__name"), Value("–")),
            "role",
        ),
        (_("Bodies it is a member of"), "belongs_to", F("owner__name"), "role"),
        (_("Bodies below it"), "children", F("name"), ""),
        (_("Stated counts"), "counts", F("what"), "number"),
        (_("Events of it"), "events", F("title"), ""),
        (_("Events it took part in"), "participations", F("owner__title"), "role"),
        (_("Proposals it put forward"), "proposed", F("owner__name"), ""),
        (_("Its positions"), "positions", F("owner__name"), "stance"),
        (_("Documents that name it as their source"), "sourced_documents", F("owner__title"), ""),
        NOTE,
    ),
    Event: (
        (
            _("Who took part"),
            "participations",
            Coalesce(NullIf("holder", Value("")), F("organization__name"), Value("–")),
            "role",
        ),
        NOTE,
    ),
    Proposal: (
        (_("Who put it forward"), "proposers", F("organization__name"), ""),
        (_("Positions"), "positions", F("party__name"), "stance"),
        NOTE,
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that tells of a record: the key of its telling, its document and date, and its words in context."""

    key: str
    document: Document
    date: str
    quote: Quote


@dataclass(slots=True)
class Group:
    """Some of what is tied to a record: how many there are, and the first in words."""

    label: Any
    count: int
    first: list[str] = field(default_factory=list)

    @property
    def many(self) -> str:
        """How many there are, as far as is counted."""
        return f"{MOST:,}+" if self.count > MOST else str(self.count)

    @property
    def has_more(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.first)


def passages(record: Record) -> QuerySet:
    """Return the documents that tell of an organization or name it, as many as are counted; of other records all
    tellings."""
    if not isinstance(record, Organization):
        return _tellings(record)
    tellings = Telling.objects.filter(organization=record, kind="organization", document__isnull=False)
    ids = [_bounded(rows) for rows in (tellings, Mention.objects.filter(organization=record))]
    return Document.objects.filter(pk__in=ids[0].union(ids[1], all=True))


def _bounded(rows: QuerySet) -> QuerySet:
    """Return the ids of the documents of rows, of one more than are counted; the bound lies within, for a union."""
    documents = rows.order_by().values("document").distinct()[: MOST + 1]
    return Document.objects.filter(pk__in=documents).order_by().values("pk")


def told(record: Record, most: int) -> list[Told]:
    """Return the first passages that tell of a record, each in its context; where a body is named is one a document."""
    rows = {each.key: each for each in _tellings(record).select_related("document__text__edition")[:most]}
    found = {key: _told(key, each.document, each.start, each.end, each.date) for key, each in rows.items()}
    if isinstance(record, Organization):
        mentions = first_mentions(record, most).order_by("document__key", "named__key")
        for each in mentions.select_related("document__text__edition", "named")[:most]:
            key = telling_key(each.document.key, each.named.key)
            start, end = each.offsets[0]
            found.setdefault(key, _told(key, each.document, start, end, ""))
    return [found[key] for key in sorted(found)[:most]]


def keys_told(record: Record) -> set[str]:
    """Return the keys of all tellings that `told` could show."""
    keys = set(_tellings(record).values_list("key", flat=True))
    if isinstance(record, Organization):
        pairs = Mention.objects.filter(organization=record).values_list("document__key", "named__key")
        keys |= {telling_key(document, named) for document, named in pairs}
    return keys


def groups(record: Record, asker: User) -> tuple[list[Group], Group]:
    """Return what is tied to a record, counted, the first of each kind in words, and how many passages tell of it.

    It takes two queries, however much it is.
    """
    tied = [(label, _standing(record, accessor), name, more) for label, accessor, name, more in TIED[type(record)]]
    asked = {str(at): rows for at, (_, rows, _, _) in enumerate(tied)}
    counted = bounded_counts(asker, asked | {"passages": passages(record)})
    found = [Group(label, counted[str(at)]) for at, (label, *_) in enumerate(tied)]
    parts = [_first(at, rows, name, more) for at, (_, rows, name, more) in enumerate(tied)]
    for at, name, more in parts[0].union(*parts[1:], all=True).order_by("at", "called", "further"):
        found[at].first.append(f"{name}: {more}" if more else name)
    return [group for group in found if group.count], Group("", counted["passages"])


def between(record: Record, into: Record) -> list[str]:
    """Return what ties two organizations to one another, in words: once they are one it says nothing."""
    if not isinstance(record, Organization):
        return []
    ends = Q(owner=record, member=into) | Q(owner=into, member=record)
    rows = Membership.objects.filter(ends, exists=True).select_related("owner", "member").order_by("pk")[:FIRST]
    below = [(one, other) for one, other in ((record, into), (into, record)) if one.parent_id == other.pk]
    words = [f"{row.owner}: {row.holder or row.member} ({row.role})" for row in rows]
    return words + [_("“%(one)s” belongs to “%(other)s”") % {"one": one, "other": other} for one, other in below]


def _tellings(record: Record) -> QuerySet:
    about: Mapping[str, Record] = {str(record._meta.model_name): record}
    return Telling.objects.filter(document__isnull=False, **about).order_by("document__key", "start", "key")


def _told(key: str, document: Document, start: int, end: int, date: str) -> Told:
    text = document.text.readable
    return Told(key, document, date, quoted(Passage(document, start, end, text[start:end]), text))


def _standing(record: Record, accessor: str) -> QuerySet:
    rows = getattr(record, accessor).all()
    return rows.filter(exists=True) if any(column.name == "exists" for column in rows.model._meta.fields) else rows


def _first(at: int, rows: QuerySet, name: Any, more: str) -> QuerySet:
    """Return the first rows as number of the group, name and a word more; the bound lies within, for a union."""
    first = rows.model._default_manager.filter(pk__in=rows.order_by("pk").values("pk")[:FIRST]).order_by()
    said = first.annotate(
        at=Value(at, IntegerField()),
        called=Cast(name, TextField()),
        further=Cast(F(more) if more else Value(""), TextField()),
    )
    return said.values_list("at", "called", "further")
