"""Where documents name a body: what stands behind its name."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from osce_docs.admin.beside import Quote, quoted
from osce_docs.editorial.bounded import MOST
from osce_docs.editorial.evidence import Passage
from osce_docs.editorial.mentions import by_organization
from osce_docs.models import Document, Mention, Organization

DOCUMENTS = 5
FEW = 3_000


@dataclass(frozen=True, slots=True)
class Named:
    """The first places, one a document, where a body is named, and in how many documents it is."""

    documents: int
    quotes: tuple[Quote, ...]

    @property
    def many(self) -> str:
        """In how many documents, as far as is counted."""
        return f"{MOST:,}+" if self.documents > MOST else str(self.documents)


def named_in(body: Organization | None) -> Named | None:
    """Return where a body is named, or None where there is no body yet."""
    if body is None:
        return None
    number = _documents(body, MOST + 1)
    shown = first_mentions(body, DOCUMENTS, number).select_related("document__text__edition")
    rows = by_organization(shown.order_by("document__key", "named"))
    return Named(number, tuple(_quote(mention) for mention in rows if mention.offsets))


def first_mentions(body: Organization, most: int, number: int | None = None) -> QuerySet:
    """Return all that the first documents that name a body, by their keys, name it by; so many documents.

    `number` is in how many it is named, if that is known.
    """
    if number is None:
        number = _documents(body, FEW)
    mentions = Mention.objects.filter(organization=body)
    few = Q(pk__in=mentions.values("document"))
    # Few are looked up; of many some are soon met in the order of the keys.
    of_it = few if number < FEW else Exists(mentions.filter(document=OuterRef("pk")))
    return mentions.filter(document__in=Document.objects.filter(of_it).order_by("key").values("pk")[:most])


def _documents(body: Organization, most: int) -> int:
    """Return how many documents name a body, counting no further than `most`."""
    return Mention.objects.filter(organization=body).values("document").distinct()[:most].count()


def _quote(mention: Mention) -> Quote:
    start, end = mention.offsets[0]
    text = mention.document.text.readable
    return quoted(Passage(mention.document, start, end, text[start:end]), text)
