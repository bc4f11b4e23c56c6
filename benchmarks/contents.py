"""What is in an archive: its documents as plain rows, for floors and peers to hold, and addresses to ask for.

Run in a process of its own (benchmarks/within.py) on the archive that DATABASE_URL names, which is only read.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Model

from osce_docs.models import Document, DocumentSource, Event, Organization, Proposal

MANY = 40
KINDS: dict[str, type[Model]] = {
    "documents": Document,
    "events": Event,
    "organizations": Organization,
    "proposals": Proposal,
}


def rows() -> Iterator[dict[str, Any]]:
    """Yield the standing documents in the order of time: what floors and peers know of each."""
    told = Document.objects.public().order_by("date_sort", "key").select_related("text__edition")
    told = told.defer("text__structure")
    sources: dict[int, list[str]] = {}
    for owner, name in DocumentSource.objects.filter(exists=True).values_list("owner", "name"):
        sources.setdefault(owner, []).append(name)
    for document in told.iterator(chunk_size=500):
        day = document.date_earliest
        yield {
            "path": document.key,
            "kind": document.kind,
            "title": document.title,
            "date": day.isoformat() if day else None,
            "place": document.place,
            "sources": sources.get(document.pk, []),
            "body": document.text.content,
        }


def addresses() -> dict[str, Any]:
    """Return what there is to ask for."""
    found: dict[str, Any] = {name: _spread(model) for name, model in KINDS.items()}
    found["deep"] = _deep()
    found["places"] = _commonest(Document, "place")
    found["kinds"] = _commonest(Document, "kind")
    found["editor"] = get_user_model().objects.filter(is_superuser=True, is_active=True).exists()
    return found


def _spread(model: Any) -> dict[str, Any]:
    """Return how many records of a kind readers may see, and number and slug of some, evenly spread by their keys."""
    shown = model.objects.public()
    pks = list(shown.order_by("key").values_list("pk", flat=True))
    some = dict(shown.filter(pk__in=pks[:: max(1, len(pks) // MANY)][:MANY]).values_list("pk", "slug"))
    return {"number": len(pks), "some": sorted(some.items())}


def _deep() -> str:
    """Return the position three quarters down the list of documents, as its pages tell it."""
    listed = Document.objects.public().order_by("date_sort", "key").values_list("date_sort", "key")
    at = listed.count() * 3 // 4
    return next((f"{day}~{key}" for day, key in listed[at : at + 1]), "")


def _commonest(model: Any, column: str) -> list[str]:
    valued = model.objects.public().exclude(**{column: ""}).values_list(column)
    return [value for value, _ in valued.annotate(number=Count("pk")).order_by("-number", column)[:3]]


def main(rows_file: str, addresses_file: str) -> None:
    """Write a JSON line a document to one file, and to the other what there is to ask for."""
    with Path(rows_file).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows())
    Path(addresses_file).write_text(json.dumps(addresses()), encoding="utf-8")
