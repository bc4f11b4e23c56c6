"""Storing which documents retell one another."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, OuterRef

from osce_docs.editorial.bounded import Counted
from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.editorial.facts import counts
from osce_docs.ingest.match.retelling import MOST_TELLINGS, Told, enough, retellings, shared_events
from osce_docs.models import Document, Event, Retelling, Telling

# How many tell of an event: of some thousands do, and no more than a few are counted.
TELLINGS = Counted(Telling.objects.filter(event=OuterRef("pk")), MOST_TELLINGS + 1)


def save_retellings(documents: Collection[int]) -> set[int]:
    """Find anew what these documents share with others; return the ids of documents whose witnesses changed."""
    keys = dict(Document.objects.filter(pk__among=documents).values_list("key", "pk"))
    pairs = enough(shared_events(_told(keys), keys))
    sizes = _sizes({key for pair in pairs for key in pair})
    ids = dict(Document.objects.filter(key__among=sizes).values_list("key", "pk"))
    wanted = {
        (ids[one], ids[other]): {"first_id": ids[one], "second_id": ids[other], "shared": number}
        for (one, other), number in retellings(pairs, sizes).items()
    }
    existing = _existing(keys.values())
    sync(Retelling, existing, wanted, remove=True)
    return {pk for pair in existing.keys() ^ wanted.keys() for pk in pair}


def documents_at_the_limit(shifted: Mapping[int, int]) -> set[int]:
    """Return the documents that tell of events which now say something about any two documents, or no longer do.

    `shifted` is by how many tellings each event has grown or shrunk.
    """
    crossed: list[int] = []
    for chunk in in_chunks(sorted(shifted)):
        sizes = Event.objects.filter(pk__among=chunk).annotate(n=Count("tellings")).values_list("pk", "n")
        crossed += [pk for pk, n in sizes if (n > MOST_TELLINGS) != (n - shifted[pk] > MOST_TELLINGS)]
    return {pk for chunk in in_chunks(crossed) for pk in _telling_of(chunk)}


def _telling_of(events: Collection[int]) -> Any:
    told = Telling.objects.filter(event__among=events, document__isnull=False)
    return told.values_list("document", flat=True).distinct()


def _told(keys: Collection[str]) -> list[Told]:
    """Return who tells of the events that these documents tell, and with which date."""
    standing = Telling.objects.filter(counts(""), event__isnull=False).exclude(date="")
    events: set[int] = set()
    for chunk in in_chunks(sorted(keys)):
        events |= set(standing.filter(document__key__among=chunk).values_list("event", flat=True))
    told: list[Told] = []
    for chunk in in_chunks(sorted(events)):
        few = Event.objects.filter(pk__among=chunk).annotate(n=TELLINGS).filter(n__range=(2, MOST_TELLINGS))
        told += standing.filter(event__in=few.values("pk")).values_list("document__key", "event__key", "date")
    return told


def _sizes(keys: Collection[str]) -> Counter[str]:
    told = Telling.objects.filter(counts(""), kind="event").exclude(date="")
    sizes: Counter[str] = Counter()
    for chunk in in_chunks(sorted(keys)):
        rows = told.filter(document__key__among=chunk).values("document__key").annotate(n=Count("pk"))
        sizes.update({row["document__key"]: row["n"] for row in rows})
    return sizes


def _existing(documents: Collection[int]) -> dict[tuple[int, int], Retelling]:
    found: dict[tuple[int, int], Retelling] = {}
    for chunk in in_chunks(sorted(documents)):
        for side in ("first__among", "second__among"):
            found |= {(row.first_id, row.second_id): row for row in Retelling.objects.filter(**{side: chunk})}
    return found
