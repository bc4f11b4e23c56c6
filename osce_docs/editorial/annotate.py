"""Making an editor's note on a passage, with the words around it by which it is found again."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from osce_docs.editorial.basis import keep_basis
from osce_docs.editorial.merged import Merged
from osce_docs.models import Annotation, Change, Document, User
from osce_docs.models.question import Given
from osce_docs.models.record import Record

AROUND = 64


@transaction.atomic
def annotate(
    document: Document, start: int, end: int, author: User, note: str = "", about: Record | None = None, **columns: Any
) -> Annotation:
    """Store a note on the words between two offsets (code points) of a document's readable text; return it.

    `about` is the organization, event or proposal that the passage tells of. Raises ValueError where no words are.
    """
    text = document.text.readable
    if not text[start:end].strip():
        raise ValueError("A note is on words.")
    subject = {str(about._meta.model_name): about} if about is not None else {}
    place = {"start": start, "end": end, "quote": text[start:end], **around(text, start, end)}
    Change.objects.note()
    if about is not None:
        keep_basis(type(about), [about.pk])
    return Annotation.objects.create(document=document, author=author, note=note, **place, **subject, **columns)


def notes_on(record: Record, merged: Merged | None = None) -> QuerySet[Annotation]:
    """Return the notes on a record and on all that was merged into it; `merged` says what was, if it is at hand."""
    return notes_among(str(record._meta.model_name), (merged or Merged(type(record))).whole(record.key))


def notes_among(kind: str, keys: Collection[str] | Given) -> QuerySet[Annotation]:
    """Return the notes on the records of a kind that have these keys."""
    about = Annotation.objects.filter(**{f"{kind}__key__among": keys})
    return about.select_related("document", f"{kind}__merged_into")


def around(text: str, start: int, end: int) -> dict[str, str]:
    """Return the words before and after a passage, as the columns `prefix` and `suffix`."""
    return {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end:][:AROUND]}
