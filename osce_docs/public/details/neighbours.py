"""The documents before and after one in the order of the list."""

from typing import Any

from django.db.models import Q, QuerySet, Subquery

from osce_docs.models import Document


def neighbours(document: Document) -> dict[str, Document | None]:
    """Return the public documents right before and right after this one, by date and key; None at either end."""
    # Where a document is tried out under another date, it is stored under its own.
    shown = Document.objects.public().exclude(pk=document.pk)
    before = Subquery(_beyond(shown, document, "lt").order_by("-date_sort", "-key").values("pk")[:1])
    after = Subquery(_beyond(shown, document, "gt").order_by("date_sort", "key").values("pk")[:1])
    found = Document.objects.filter(Q(pk=before) | Q(pk=after)).only(
        "key", "slug", "title", "title_supplied", "date", "date_sort"
    )
    place = _place(document)
    beside = {"previous" if _place(each) < place else "next": each for each in found}
    return {"previous": beside.get("previous"), "next": beside.get("next")}


def _beyond(rows: QuerySet, document: Document, side: str) -> QuerySet:
    """Return the rows on one side; the first condition lets the database start in its index."""
    day, key = document.date_sort, document.key
    further = Q(**{f"date_sort__{side}": day}) | Q(**{f"key__{side}": key})
    return rows.filter(**{f"date_sort__{side}e": day}).filter(further)


def _place(document: Document) -> tuple[Any, str]:
    return document.date_sort, document.key
