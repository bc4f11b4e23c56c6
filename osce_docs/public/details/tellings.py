"""What a document tells of other records, and what the navigation that it carries lists."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import BooleanField, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from osce_docs import edtf
from osce_docs.models import Claim, Document, Telling
from osce_docs.models.question import Given, Question
from osce_docs.models.record import around_slugs, shown
from osce_docs.public.gathered import Gathered

# What a telling may be about, by the column.
SUBJECTS = ("event", "proposal", "organization")


class Subject(NamedTuple):
    """What a page says of a record that it leads to: one text leads to hundreds."""

    kind: str
    address: str
    name: str
    date: str = ""
    disputed: bool = False

    def __str__(self) -> str:
        return self.name or gettext("[unnamed proposal]")

    def get_absolute_url(self) -> str:
        """The address of the record."""
        return self.address

    @property
    def date_display(self) -> str:
        """The date in words."""
        return edtf.display(self.date) if self.date else ""


class Told(NamedTuple):
    """A telling: where it is, where its claims are, and what it is about, if that is known.

    `own` where the text itself tells it; else its navigation, and the places are those in that.
    """

    own: bool
    start: int
    end: int
    claimed: list[list[int]]
    subject: Subject | None


# Where claims stand comes along with their tellings.
CLAIMED = Gathered(Claim.objects.filter(telling=OuterRef("pk")), "start", "end")
VISIBLE = [Q(**{f"{name}__isnull": True}) | shown(f"{name}__") for name in SUBJECTS]
NAME = Coalesce("event__title", "proposal__name", "organization__name")
DISPUTED = Coalesce("event__disputed", "proposal__disputed", Value(False), output_field=BooleanField())
TELLINGS = Question(
    Telling.objects.filter(Q(document=Given("document")) | Q(edition=Given("edition"), edition__isnull=False), *VISIBLE)
    .annotate(
        claimed=CLAIMED,
        slug=Coalesce(*(f"{name}__slug" for name in SUBJECTS)),
        name=NAME,
        day=Coalesce("event__date", "proposal__date", Value("")),
        disputed=DISPUTED,
    )
    .order_by("start", "key")
    .values_list("document", "start", "end", "claimed", "event", "proposal", "slug", "name", "day", "disputed")
)


def tellings(document: Document) -> list[Told]:
    """Return what a document, or the navigation it carries, tells of records that readers may see, in its order."""
    around = {name: around_slugs(name) for name in SUBJECTS}
    return [
        Told(own is not None, start, end, claimed, _subject(around, *subject))
        for own, start, end, claimed, *subject in TELLINGS(document=document.pk, edition=document.edition_id)
    ]


def _subject(
    around: Mapping[str, tuple[str, str]], event: int | None, proposal: int | None, slug: str | None, *told: Any
) -> Subject | None:
    kind = "event" if event else "proposal" if proposal else "organization"
    before, after = around[kind]
    return Subject(kind, f"{before}{slug}{after}", *told) if slug else None
