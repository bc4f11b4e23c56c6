"""What rulings on the evidence are about: the passages that they judge come along with them.

Those of documents that readers may not see, and those that tell of a record withheld, are left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Substr

from osce_docs.editorial.evidence import Passage
from osce_docs.models import Claim, Document, Ruling, Telling
from osce_docs.models.record import Record, shown
from osce_docs.public.gathered import Gathered

# What a page tells of a document beside a passage.
OF_DOCUMENT = ("pk", "slug", "title", "title_supplied", "language")
DOCUMENT = tuple(f"telling__document__{name}" for name in OF_DOCUMENT)
PLACE = tuple(f"document__{name}" for name in OF_DOCUMENT)


def _readable(text: str) -> Concat:
    """Return a text as it is read (see Text.readable); `text` is the path to it."""
    content, at = f"{text}__content", F(f"{text}__navigation_at")
    navigation = Coalesce(f"{text}__edition__text", Value(""), output_field=CharField())
    return Concat(Substr(content, 1, at), navigation, Substr(content, at + 1))


def seen(rows: QuerySet, telling: str = "") -> QuerySet:
    """Return those of some tellings, or of what hangs on one at this path, that readers may know of."""
    subjects = (f"{telling}{name}__status" for name in ("organization", "event", "proposal"))
    withheld = Q(*((status, Record.Status.WITHHELD) for status in subjects), _connector=Q.OR)
    return rows.filter(shown(f"{telling}document__"), **{f"{telling}document__isnull": False}).exclude(withheld)


CLAIM = ("field", "start", "end", "quote")
TELLING = ("key", "start", "end", "words")
WORDS = Substr(_readable("document__text"), F("start") + 1, F("end") - F("start"))
NAMED = Telling.objects.filter(Q(key=OuterRef("telling")) | Q(key=OuterRef("other"))).annotate(words=WORDS)
CLAIMS = seen(Claim.objects.filter(identity=OuterRef("claim")), "telling__")
# The columns that bring these along with a query of rulings.
JUDGED = {
    "claims": Gathered(CLAIMS, *CLAIM, *DOCUMENT, most=1),
    "places": Gathered(seen(NAMED), *TELLING, *PLACE),
}


def claim_judged(ruling: Ruling | Any) -> tuple[str, Passage] | None:
    """Return the field of the claim that a ruling is about, and the passage; the ruling came with JUDGED."""
    return next(((field, passage_told(told)) for field, *told in ruling.claims), None)


def places_judged(ruling: Ruling | Any) -> Mapping[str, Passage]:
    """Return the passages of the tellings that a ruling is about, by key; the ruling came with JUDGED."""
    return {key: passage_told(told) for key, *told in ruling.places}


def passage_told(told: Sequence[Any]) -> Passage:
    """Return a passage of its start, its end, its words, and of its document what OF_DOCUMENT names."""
    start, end, words, *of = told
    return Passage(Document(**dict(zip(OF_DOCUMENT, of, strict=True))), start, end, words)
