"""What lists can be narrowed by; the names are those of the address and do not change."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from osce_docs.knowledge import load
from osce_docs.models import (
    Document,
    DocumentTopic,
    Event,
    Mention,
    Organization,
    Position,
    Proposal,
    Telling,
    Topic,
)
from osce_docs.models.fields import LAST_DAY, NO_DAY
from osce_docs.public.addresses import Moved, at_address
from osce_docs.public.facets import SAMPLE, Choice, Facet, Having, Sampled, Tied, in_sample
from osce_docs.public.in_time import InTime
from osce_docs.public.lasting import lasting_to, parts_lasting_to
from osce_docs.public.lists import LISTS, rows_of
from osce_docs.public.paging import Parts
from osce_docs.public.places import written
from osce_docs.public.tied import NOTHING, Bodies, LookedUp, LookedUpPartly, few_of, having, holders, led_to, tied
from osce_docs.search.counting import by_year
from osce_docs.search.entries import record_in
from osce_docs.search.finding import MOST, Matching, first
from osce_docs.search.query import parse

# Rows of a list, and the parts they are in.
Narrowed = tuple[QuerySet, Sequence[Q]]


def bodies(text: str) -> Bodies:
    """Return the organization at this address, be it a former one, or all that are found by the words.

    The one is a record: a database that is told which body it is can tell how many ties it has.
    """
    try:
        return at_address(Organization.objects.select_related("merged_into"), text)
    except Moved as moved:
        return moved.record
    except Http404:
        return Organization.objects.public().filter(pk__in=Matching(Organization, parse(text)))


def documents(slug: str) -> QuerySet:
    """Return the public document of this slug, as ids."""
    return Document.objects.public().filter(slug=slug).values("pk")


class Day(filters.DateFilter):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **options)


class RecordFilter(filters.FilterSet):
    """What records of all kinds can be narrowed by, and sorted."""

    # What narrows by one of a few values, each offered with its count.
    facets: ClassVar[dict[str, Facet]] = {}

    # How many rows of a condition are looked at, where a sample will do.
    sample = 0

    # Whether some condition finds few rows, which are looked up and not taken in the order of the list; and whether it
    # stopped to look at as many as will do.
    looked_up, partly = False, False

    # The order in which fields stand on the form.
    ORDER = ("q", "since", "until", "place", "organization", "party", "document", "sort", "disputed")

    q = filters.CharFilter(label=_("Words"), method="with_words")
    disputed = filters.BooleanFilter(
        label=_("Only where sources differ"), widget=forms.CheckboxInput, method="only_disputed"
    )
    sort = filters.ChoiceFilter(label=_("Sorted"), empty_label=None, method="in_order")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # What words find, by how many were asked for.
        self._found: dict[int, list[int]] = {}
        self.list = next(each for each in LISTS.values() if each.model is self.queryset.model)
        self.filters = {name: self.filters[name] for name in sorted(self.filters, key=_place_on_the_form)}
        self.filters["sort"].extra["choices"] = [(name, label) for name, (_, label) in self.list.sorts.items()]

    @property
    def order(self) -> str:
        """The column that the rows are sorted by, as paging takes it."""
        asked = self.form.cleaned_data.get("sort") if self.form.is_valid() else ""
        return self.list.sorts[asked][0] if asked else self.list.order

    @property
    def problem(self) -> str:
        """What is asked and cannot be understood, in a sentence for programs; an empty text where nothing is."""
        return "; ".join(f"{name}: {' '.join(each)}" for name, each in self.form.errors.items())

    @property
    def asked(self) -> dict[str, str]:
        """What the rows are narrowed by: what was typed, by name; what cannot be understood is left out."""
        self.form.is_valid()
        known = {name: value for name, value in self.form.cleaned_data.items() if value and name != "sort"}
        return {name: str(self.data.get(name, "")).strip() for name in known}

    @cached_property
    def rows(self) -> tuple[QuerySet, Parts]:
        """The rows, as paging takes them."""
        self.form.is_valid()
        return self.rows_but()

    @property
    def capped(self) -> int:
        """How many of what the words find are looked at, if not all: what else narrows it is asked of the newest."""
        return MOST if len(self._found.get(MOST + 1, ())) > MOST else 0

    def rows_but(self, *left_out: str, sample: int = 0) -> Narrowed:
        """Return the rows as narrowed by everything but some names; with a number in `sample` so many will do."""
        rows = self.queryset.all()
        self.sample, self.looked_up, self.partly = sample, False, False
        for name, value in self.form.cleaned_data.items():
            if name not in left_out:
                rows = self.filters[name].filter(rows, value)
        self.sample = 0
        return rows, ()

    def keep(self, records: QuerySet, condition: Q) -> QuerySet:
        """Keep what fulfils a condition, of which it is remembered whether it finds few."""
        self.looked_up = self.looked_up or isinstance(condition, LookedUp)
        self.partly = self.partly or isinstance(condition, LookedUpPartly)
        return records.filter(condition)

    def sampled(self, *left_out: str) -> Sampled:
        """Return the rows as narrowed by everything but some names, to be counted in a sample."""
        rows, parts = self.rows_but(*left_out, sample=SAMPLE)
        return Sampled(rows, parts, self.partly)

    def choices(self) -> list[tuple[str, Any, list[Choice]]]:
        """Return for each facet its name, its label and its values, each with how many rows choosing it would give."""
        asked = self.asked
        free = [name for name in self.facets if name not in asked] if asked else []
        counted = in_sample(self.sampled(), [self.facets[name] for name in free]) if free else []
        together = dict(zip(free, counted, strict=True))
        return [
            (
                name,
                self.filters[name].label,
                facet.offered(together[name], "")
                if name in together
                else facet.choices(self.sampled(name), asked.get(name, ""), asked.keys() - {name}),
            )
            for name, facet in self.facets.items()
        ]

    def with_words(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep records that the search finds by these words."""
        most = self.sample or MOST + 1
        if most not in self._found:
            self._found[most] = first(parse(text), self.list.model, most)
        found = self._found[most]
        kind = LookedUpPartly if len(found) == self.sample else LookedUp
        return self.keep(records, kind(pk__among={record_in(each)[1] for each in found[:MOST]}))

    def only_disputed(self, records: QuerySet, name: str, wanted: bool) -> QuerySet:
        """Keep records on which sources differ, if that is wanted."""
        return records.filter(disputed=True) if wanted else records

    def in_order(self, records: QuerySet, name: str, order: str) -> QuerySet:
        """Keep all: paging puts them in order."""
        return records


def _place_on_the_form(name: str) -> int:
    order = RecordFilter.ORDER
    return order.index(name) if name in order else len(order)


class DatedFilter(RecordFilter):
    """What records with a date can be narrowed by: a record is kept if any day it covers lies in the range."""

    since = Day(label=_("From"), method="from_day")
    until = Day(label=_("To"), method="to_day")

    @property
    def by_date(self) -> bool:
        """Whether the rows are in the order of time."""
        return self.order.lstrip("-") == "date_sort"

    @cached_property
    def rows(self) -> tuple[QuerySet, Parts]:
        """The rows, as paging takes them; what nothing but words narrows in the order of time, if it is theirs."""
        if self.by_date and self.asked.keys() == {"q"}:
            return self.queryset.all(), InTime(self.list.model, parse(self.form.cleaned_data["q"]))
        return super().rows

    def rows_but(self, *left_out: str, sample: int = 0) -> Narrowed:
        """Return the rows so, in the parts of what lasts to a day where none are looked up."""
        rows, _ = super().rows_but(*left_out, "since", sample=sample)
        day = self.form.cleaned_data.get("since")
        if day is None or self.looked_up or not (sample or self.by_date):
            return self.from_day(rows, "since", day), ()
        return self._with_a_day(rows), parts_lasting_to(day, self.years)

    @property
    def few(self) -> int:
        """How many ties are few."""
        return few_of(sum(self.years.values()), narrowed=len(self.asked) > 1)

    @cached_property
    def years(self) -> dict[int, int]:
        """How many records begin in each year."""
        return by_year(self.list.model)

    def from_day(self, records: QuerySet, name: str, day: Any) -> QuerySet:
        """Keep records that last to this day or longer; an open end lasts."""
        return self._with_a_day(records).filter(lasting_to(day)) if day else records

    def to_day(self, records: QuerySet, name: str, day: Any) -> QuerySet:
        """Keep records that begin on this day or earlier, and have a day."""
        return records.filter(date_sort__lte=min(day, LAST_DAY))

    def _with_a_day(self, records: QuerySet) -> QuerySet:
        # With two last days SQLite may begin at the wrong one.
        return records if self.form.cleaned_data.get("until") else records.filter(date_sort__lt=NO_DAY)


class PlacedFilter(DatedFilter):
    """What records with a place can be narrowed by."""

    place = filters.CharFilter(label=_("Place"), method="at_place")

    def at_place(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep records of this place, however it is written."""
        rows = records.model._default_manager
        return self.keep(records, having(rows, "place", self.places, self.sample, in_order=self.by_date))

    @cached_property
    def places(self) -> dict[str, int]:
        """The ways to write the place that is asked for, each with how many records have it so, counted to FEW."""
        return holders(self.queryset.model, "place")(written(self.form.cleaned_data["place"]))


class DocumentFilter(PlacedFilter):
    """Documents by words, kind, date, topic, and the organization they name."""

    facets = {"kind": Having("kind"), "topic": Tied(DocumentTopic, "topic__key", "topic__name")}
    kind = filters.CharFilter(label=_("Kind"))
    topic = filters.CharFilter(label=_("Field of work"), method="on_topic")
    organization = filters.CharFilter(label=_("Names the organization"), method="naming")

    def on_topic(self, records: QuerySet, name: str, topic: str) -> QuerySet:
        """Keep documents filed under the field of work of this key."""
        # By its number: a database knows how many documents are filed under it.
        known = Topic.objects.filter(key=topic).first()
        filed = DocumentTopic.objects.filter(topic=known, exists=True).order_by()
        return self.keep(records, led_to([(filed, "owner")], self.sample, self.few) if known else NOTHING)

    def naming(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep documents that name such an organization."""
        return self.keep(records, tied(Document, bodies(text), self.sample, self.few))


class OrganizationFilter(RecordFilter):
    """Organizations by words, names they go by included, kind, and the document that names them."""

    facets = {"kind": Having("kind", Organization.Kind.values)}
    kind = filters.CharFilter(label=_("Kind"))
    document = filters.CharFilter(label=_("Named in the document"), method="named_in")

    def named_in(self, records: QuerySet, name: str, slug: str) -> QuerySet:
        """Keep organizations that the document of this slug names."""
        return records.filter(pk__in=Mention.objects.filter(document__in=documents(slug)).values("organization"))


class EventFilter(PlacedFilter):
    """Events by words, kind, date, place, organization and the document that tells of them."""

    facets = {"kind": Having("kind", load("events")["kinds"])}
    kind = filters.CharFilter(label=_("Kind"))
    organization = filters.CharFilter(label=_("Organization"), method="with_body")
    document = filters.CharFilter(label=_("Told of in the document"), method="told_in")

    def told_in(self, records: QuerySet, name: str, slug: str) -> QuerySet:
        """Keep events that the document of this slug tells of."""
        told = Telling.objects.filter(document__in=documents(slug))
        return self.keep(records, LookedUp(pk__in=told.values("event")))

    def with_body(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep events that are of such an organization or in which it took part."""
        return self.keep(records, tied(Event, bodies(text), self.sample, self.few))


class ProposalFilter(DatedFilter):
    """Proposals by words, date and the party that made them or took a position."""

    facets = {"stance": Tied(Position, "stance")}
    party = filters.CharFilter(label=_("Party"), method="with_party")
    stance = filters.CharFilter(label=_("Stance of any party"), method="with_stance")
    document = filters.CharFilter(label=_("Told of in the document"), method="told_in")

    def told_in(self, records: QuerySet, name: str, slug: str) -> QuerySet:
        """Keep proposals that the document of this slug tells of."""
        told = Telling.objects.filter(document__in=documents(slug))
        return self.keep(records, LookedUp(pk__in=told.values("proposal")))

    def with_party(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep proposals that such a party made, or on which it took a position."""
        return self.keep(records, tied(Proposal, bodies(text), self.sample, self.few))

    def with_stance(self, records: QuerySet, name: str, stance: str) -> QuerySet:
        """Keep proposals on which some party took this position."""
        taken = Position.objects.filter(stance=stance, exists=True).order_by()
        return self.keep(records, led_to([(taken, "owner")], self.sample, self.few))


FILTERS = {
    Document: DocumentFilter,
    Organization: OrganizationFilter,
    Event: EventFilter,
    Proposal: ProposalFilter,
}


def filters_of(name: str) -> list[str]:
    """Return what the list of this name can be narrowed by, and `sort`."""
    return list(FILTERS[LISTS[name].model].base_filters)


def narrowed(name: str, asked: Any) -> RecordFilter:
    """Return the list of this name as narrowed by what an address asks."""
    model = LISTS[name].model
    return FILTERS[model](asked, queryset=rows_of(model))
