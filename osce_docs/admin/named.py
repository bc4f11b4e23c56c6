"""Where documents name a body: what stands behind its name."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

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
    mentions = Mention.objects.filter(organization=body)
    number = mentions.values("document").distinct()[: MOST + 1].count()
    # Few are looked up; of many some are soon met in the order of the keys.
    of_it = Q(pk__in=mentions.values("document")) if number < FEW else Exists(mentions.filter(document=OuterRef("pk")))
    first = Document.objects.filter(of_it).order_by("key").values("pk")[:DOCUMENTS]
    shown = mentions.filter(document__in=first).select_related("document__text__edition")
    rows = by_organization(shown.order_by("document__key", "named"))
    return Named(number, tuple(_quote(mention) for mention in rows if mention.offsets))


def _quote(mention: Mention) -> Quote:
    start, end = mention.offsets[0]
    text = mention.document.text.readable
    return quoted(Passage(mention.document, start, end, text[start:end]), text)
