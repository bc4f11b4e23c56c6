"""The documents before and after one in the order of the list."""

from typing import Any

from django.db.models import Q, Subquery

from osce_docs.models import Document
from osce_docs.models.question import Given, Question


def _beyond(side: str, *order: str) -> Subquery:
    """Return the first row on one side; the first condition lets the database start in its index."""
    day, key = Given("day", Document._meta.get_field("date_sort")), Given("key")
    further = Q(**{f"date_sort__{side}": day}) | Q(**{f"key__{side}": key})
    # Where a document is tried out under another date, it is stored under its own.
    shown = Document.objects.public().exclude(pk=Given("document"))
    return Subquery(shown.filter(**{f"date_sort__{side}e": day}).filter(further).order_by(*order).values("pk")[:1])


BESIDE = Question(
    Document.objects.filter(Q(pk=_beyond("lt", "-date_sort", "-key")) | Q(pk=_beyond("gt", "date_sort", "key"))).only(
        "key", "slug", "title", "title_supplied", "date", "date_sort"
    )
)


def neighbours(document: Document) -> dict[str, Document | None]:
    """Return the public documents right before and right after this one, by date and key; None at either end."""
    found = BESIDE(document=document.pk, day=document.date_sort, key=document.key)
    place = _place(document)
    beside = {"previous" if _place(each) < place else "next": each for each in found}
    return {"previous": beside.get("previous"), "next": beside.get("next")}


def _place(document: Document) -> tuple[Any, str]:
    return document.date_sort, document.key
