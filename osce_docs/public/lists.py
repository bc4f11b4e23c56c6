"""The lists of records: what each is called, its order, and the rows it needs."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from osce_docs.models import Document, Event, Organization, Position, Proposal
from osce_docs.models.fields import NO_DAY
from osce_docs.models.record import Record


@dataclass(frozen=True, slots=True)
class List:
    """A list of all records of one kind; `order` is a column that is never null and indexed with the key."""

    model: type[Record]
    name: str
    one: Any
    title: Any
    about: Any
    order: str = "date_sort"

    @property
    def address(self) -> str:
        """Where the list is."""
        return reverse(f"public:{self.name}")

    @property
    def row(self) -> str:
        """The template of one of its rows."""
        return f"public/rows/{self.model._meta.model_name}.html"


LISTS = {
    each.name: each
    for each in (
        List(Document, "documents", _("Document"), _("Documents"), _("The texts of the archive, oldest first.")),
        List(
            Organization,
            "organizations",
            _("Organization"),
            _("Organizations"),
            _("States, institutions and other bodies that the documents name."),
            "name",
        ),
        List(Event, "events", _("Event"), _("Events"), _("What happened, or was to happen, in the order of time.")),
        List(
            Proposal,
            "proposals",
            _("Proposal"),
            _("Proposals"),
            _("What was put forward, and what each party said to it."),
        ),
    )
}


def rows_of(model: type[Record]) -> QuerySet:
    """Return the public records of a kind with all that a list shows of them."""
    rows = model.objects.public()
    if model is Document:
        return rows.select_related("provenance")
    if model is Event:
        return rows.select_related("body")
    if model is Organization:
        return rows.select_related("parent")
    held = Position.objects.filter(exists=True).exclude(party__status="withheld").select_related("party")
    return rows.prefetch_related(Prefetch("positions", held.order_by("party__name"), to_attr="shown_positions"))


def dated_events() -> QuerySet:
    """Return the public events that have a day."""
    return rows_of(Event).filter(date_sort__lt=NO_DAY)
