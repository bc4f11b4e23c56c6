"""The lists of records: what each is called, its order, and the rows it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from osce_docs.models import Document, Event, Organization, Position, Proposal
from osce_docs.models.fields import NO_DAY
from osce_docs.models.record import SHOWN, Record


@dataclass(frozen=True, slots=True)
class List:
    """A list of all records of one kind, the sorts it knows with their names, and what a table of it holds.

    `item` are the columns that one of its rows on a page is made of. A sort is a column that is never null and indexed
    with the key, with a minus for the order from its end, as paging takes it; the first is the list's own.
    """

    model: type[Record]
    name: str
    one: Any
    title: Any
    about: Any
    columns: tuple[str, ...]
    item: tuple[str, ...]
    sorts: Mapping[str, tuple[str, Any]] = field(default_factory=lambda: BY_DATE)

    @property
    def order(self) -> str:
        """The list's own order."""
        return next(order for order, _ in self.sorts.values())

    @property
    def address(self) -> str:
        """Where the list is."""
        return reverse(f"public:{self.name}")

    @property
    def as_table(self) -> str:
        """Where the list is as a table."""
        return reverse(f"public:{self.name}-table")

    @property
    def as_json(self) -> str:
        """Where the list is as JSON."""
        return reverse(f"api:{self.name}-list")


BY_DATE = {
    "oldest": ("date_sort", _("oldest first")),
    "newest": ("-date_sort", _("newest first")),
    "added": ("-entered_at", _("last added first")),
}
BY_NAME = {
    "name": ("name", _("by the alphabet")),
    "name-down": ("-name", _("by the alphabet, from its end")),
    "added": ("-entered_at", _("last added first")),
}
LISTS = {
    each.name: each
    for each in (
        List(
            Document,
            "documents",
            _("Document"),
            _("Documents"),
            _("The texts of the archive."),
            ("title", "kind", "date", "place", "language"),
            ("title", "title_supplied", "date", "kind", "place", "provenance__publisher", "provenance__key"),
        ),
        List(
            Organization,
            "organizations",
            _("Organization"),
            _("Organizations"),
            _("States, institutions and other bodies that the documents name."),
            ("name", "kind", "parent", "founded", "dissolved"),
            ("name", "kind", *(f"parent__{each}" for each in ("name", *SHOWN))),
            BY_NAME,
        ),
        List(
            Event,
            "events",
            _("Event"),
            _("Events"),
            _("What happened, or was to happen."),
            ("title", "kind", "date", "place", "body", "mode"),
            ("title", "date", "place", "mode"),
        ),
        List(
            Proposal,
            "proposals",
            _("Proposal"),
            _("Proposals"),
            _("What was put forward, and what each party said to it."),
            ("name", "date"),
            ("name", "date"),
        ),
    )
}


def rows_of(model: type[Record]) -> QuerySet:
    """Return the public records of a kind with all that is shown of them where there are many."""
    rows = _public(model).all()
    return rows.prefetch_related(_positions()) if model is Proposal else rows


@cache
def _public(model: type[Record]) -> QuerySet:
    beside = {Document: "provenance", Event: "body", Organization: "parent"}.get(model)
    return model.objects.public().select_related(beside)


def _positions() -> Prefetch:
    held = Position.objects.filter(exists=True).exclude(party__status="withheld").select_related("party")
    shown = held.only("owner", "stance", "party__name").order_by("party__name")
    return Prefetch("positions", shown, to_attr="shown_positions")


def items(rows: QuerySet, order: str) -> QuerySet:
    """Return rows with nothing but what a page shows of each, and what they are sorted by."""
    shown = next(each.item for each in LISTS.values() if each.model is rows.model)
    beside = {path.partition("__")[0] for path in shown if "__" in path} or {None}
    return rows.select_related(*beside).only("slug", "key", "disputed", order.lstrip("-"), *shown)


def dated_events() -> QuerySet:
    """Return the public events that have a day."""
    return rows_of(Event).filter(date_sort__lt=NO_DAY)
