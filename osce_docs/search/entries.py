"""What each kind of record is found by, and the numbers of its entries.

A number holds a day, the record's id and its kind: entries in descending order are records from the newest to the
oldest, on any database and without another index. What has no day comes last; organizations, which have none, first.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from osce_docs.models import Alias, Document, Event, Organization, Proposal
from osce_docs.models.fields import NO_DAY
from osce_docs.models.record import Record
from osce_docs.search.words import words

KINDS: tuple[type[Record], ...] = (Document, Organization, Event, Proposal)
KIND_BITS = 2
RECORD_BITS = 38
ANY_KIND = 2**KIND_BITS
ALWAYS = 2**22 - 1
# All numbers that entries may have.
ALL = range(2**62)
# PostgreSQL keeps the words of one entry in 1 MiB; of so many bytes of text they take less, whatever they are.
MOST_BYTES = 400_000


def number(kind: int, record: int, day: Any = None) -> int:
    """Return the number of an entry; `day` is the date that its record is sorted by, None where its kind has none."""
    newest = ALWAYS if day is None else 0 if day == NO_DAY else day.toordinal()
    return (newest << (RECORD_BITS + KIND_BITS)) | (record << KIND_BITS) | kind


def first_of(kind: int) -> int:
    """Return a number that no entry of a kind is below: those of a kind without days stand together, behind all."""
    return number(kind, 0) if KINDS[kind] is Organization else 0


def entries_of(first: Any, last: Any) -> range:
    """Return the numbers that the entries of the days from the first to the last may have, of records with a date."""
    begin, end = ((0 if day == NO_DAY else day.toordinal()) << (RECORD_BITS + KIND_BITS) for day in (first, last))
    return range(begin, end + 2 ** (RECORD_BITS + KIND_BITS))


def record_in(entry: int) -> tuple[int, int]:
    """Return the kind and the record's id that an entry's number holds."""
    return kind_in(entry), (entry >> KIND_BITS) % 2**RECORD_BITS


def kind_in(entry: int) -> int:
    """Return the kind that an entry's number holds."""
    return entry % 2**KIND_BITS


def day_in(entry: int) -> date:
    """Return the day that an entry's number holds: the one its record is sorted by. Raises ValueError where its kind
    has none."""
    newest = entry >> (RECORD_BITS + KIND_BITS)
    return date.fromordinal(newest) if newest else NO_DAY


def year_in(entry: int) -> int:
    """Return the year that an entry's number holds: 9999 where its record has no day, 0 where its kind has none."""
    return 0 if entry >> (RECORD_BITS + KIND_BITS) == ALWAYS else day_in(entry).year


class Entry(NamedTuple):
    """A row of SearchEntry, by its columns."""

    id: int
    kind: int
    record: int
    title: str
    text: str


def entries(model: type[Record], ids: Collection[int]) -> dict[int, Entry]:
    """Return by number the entries that these records are to have: those that readers may not see have none."""
    kind = KINDS.index(model)
    found = (
        Entry(number(kind, pk, day), kind, pk, folded([title]), folded(texts))
        for pk, day, title, texts in _told(model, model.objects.public().filter(pk__among=ids))
    )
    return {entry.id: entry for entry in found}


def folded(texts: Iterable[str]) -> str:
    """Return the words of texts with a space around each, as engines are given them."""
    found = " ".join(word for text in texts for word in words(text))
    if len(found) > MOST_BYTES // 4 and len(found.encode()) > MOST_BYTES:
        found = found.encode()[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]
    return f" {found} "


def _told(model: type[Record], records: QuerySet) -> Iterator[tuple[int, Any, str, list[str]]]:
    """Yield for each record its id, the day it is sorted by, its title and its other texts."""
    if model is Document:
        for pk, day, title, text in records.values_list("pk", "date_sort", "title", "text__content"):
            yield pk, day, title, [text]
    elif model is Event:
        for pk, day, title, place in records.values_list("pk", "date_sort", "title", "place"):
            yield pk, day, title, [place]
    elif model is Proposal:
        for pk, day, name, text in records.values_list("pk", "date_sort", "name", "text"):
            yield pk, day, name, [text]
    else:
        yield from _bodies(records)


def _bodies(records: QuerySet) -> Iterator[tuple[int, Any, str, list[str]]]:
    names: dict[int, list[str]] = {}
    aliases = Alias.objects.filter(owner__in=records.values("pk"), exists=True)
    for owner, name in aliases.order_by("owner", "key").values_list("owner", "name"):
        names.setdefault(owner, []).append(name)
    for pk, name in records.values_list("pk", "name"):
        yield pk, None, name, names.get(pk, [])
