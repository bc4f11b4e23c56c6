"""A text that a document had before its present one, as an address with `?t=` names it."""

import re
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Left
from django.http import Http404

from osce_docs.models import Document, FormerText, Text
from osce_docs.public.reading import Notes, sections

NAME = re.compile(r"([0-9a-f]{12})-([0-9a-f]{8})", re.ASCII)


def former_text_page(document: Document, name: str) -> dict[str, Any]:
    """Return what the page of a former text shows: the text alone, for nothing that is told now rests on it.

    Raises Http404 where the document never had a text of this name.
    """
    text = _text(document, name)
    parts = text.structure.get("blocks", []), text.structure.get("folds", [])
    return {
        "text": text,
        "sections": sections(text.readable, *parts, Notes()),
        "others": [each for each in _names(document) if each != name],
        "language": document.language or document.provenance.language,
    }


def latest_former_text() -> Subquery:
    """Return, for a query of documents, the name of the last text that each had before its present one, or None."""
    former = FormerText.objects.filter(document=OuterRef("pk")).exclude(text=OuterRef("text"))
    return Subquery(_named(former)[:1])


def _names(document: Document) -> list[str]:
    return list(_named(document.former_texts.exclude(text=document.text)))


def _named(former: QuerySet) -> QuerySet:
    """Return the names of texts as Text.name makes them, the latest first."""
    name = Concat(Left("text__original__sha256", 12), Value("-"), Left("text__version", 8), output_field=CharField())
    return former.order_by("-pk").values_list(name, flat=True)


def _text(document: Document, name: str) -> Text:
    named = NAME.fullmatch(name)
    if named is None:
        raise Http404
    had = Text.objects.filter(pk__in=document.former_texts.values("text")).select_related("edition", "original")
    found = had.filter(original__sha256__startswith=named[1], version__startswith=named[2]).defer("original__packed")
    text = found.first()
    if text is None:
        raise Http404
    return text
