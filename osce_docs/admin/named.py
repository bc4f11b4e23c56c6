"""Where documents name a body: what stands behind its name."""

from dataclasses import dataclass

from osce_docs.admin.beside import Quote, quoted
from osce_docs.editorial.evidence import Passage
from osce_docs.editorial.mentions import by_organization
from osce_docs.models import Document, Mention, Organization

DOCUMENTS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """The first places, one a document, where a body is named, and in how many documents it is."""

    documents: int
    quotes: tuple[Quote, ...]


def named_in(body: Organization | None) -> Named | None:
    """Return where a body is named, or None where there is no body yet."""
    if body is None:
        return None
    documents = Document.objects.filter(mentions__organization=body).distinct()
    mentions = Mention.objects.filter(
        organization=body, document__in=documents.order_by("key").values("pk")[:DOCUMENTS]
    )
    first = by_organization(mentions.select_related("document__text__edition").order_by("document__key", "named"))
    return Named(documents.count(), tuple(_quote(mention) for mention in first if mention.offsets))


def _quote(mention: Mention) -> Quote:
    start, end = mention.offsets[0]
    text = mention.document.text.readable
    return quoted(Passage(mention.document, start, end, text[start:end]), text)
