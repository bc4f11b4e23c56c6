"""What lists can be narrowed by; the names are those of the address and do not change."""

from operator import itemgetter
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from osce_docs.models import (
    Alias,
    Document,
    DocumentTopic,
    Event,
    Mention,
    Organization,
    Participation,
    Position,
    Proposal,
    Topic,
)
from osce_docs.public.told import in_words


def existing(model: type[Any], field: str) -> Any:
    """Return a function that lists the values a column has among public records, with their words, by the alphabet."""

    def choices() -> list[tuple[str, str]]:
        values = model.objects.public().order_by(field).values_list(field, flat=True).distinct()
        return sorted(((value, in_words(field, value)) for value in values if value), key=itemgetter(1))

    return choices


def topics() -> list[tuple[str, str]]:
    """Return the fields of work by key."""
    return list(Topic.objects.order_by("name").values_list("key", "name"))


def bodies(text: str) -> QuerySet:
    """Return the organization of this slug, or all whose name or alias contains the text."""
    known_as = Alias.objects.filter(owner=OuterRef("pk"), exists=True, name__icontains=text)
    shown = Organization.objects.public()
    exact = shown.filter(slug=text)
    return exact if exact.exists() else shown.filter(Q(name__icontains=text) | Exists(known_as))


class Day(filters.DateFilter):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **options)


class RecordFilter(filters.FilterSet):
    """What records of all kinds can be narrowed by."""

    q = filters.CharFilter(label=_("Words"), method="with_words")
    disputed = filters.BooleanFilter(
        label=_("Only where sources differ"), widget=forms.CheckboxInput, method="only_disputed"
    )

    WORDS = ("title",)

    def with_words(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep records that have each of the words in their title or name."""
        for word in text.split()[:8]:
            found = Q()
            for column in self.WORDS:
                found |= Q(**{f"{column}__icontains": word})
            records = records.filter(found)
        return records

    def only_disputed(self, records: QuerySet, name: str, wanted: bool) -> QuerySet:
        """Keep records on which sources differ, if that is wanted."""
        return records.filter(disputed=True) if wanted else records


class DatedFilter(RecordFilter):
    """What records with a date can be narrowed by: a record is kept if any day it covers lies in the range."""

    since = Day(label=_("From"), method="from_day")
    until = Day(label=_("To"), field_name="date_earliest", lookup_expr="lte")

    def from_day(self, records: QuerySet, name: str, day: Any) -> QuerySet:
        """Keep records that last to this day or longer; an open end lasts."""
        open_ended = Q(date_latest__isnull=True, date_earliest__isnull=False)
        return records.filter(Q(date_latest__gte=day) | open_ended)


class DocumentFilter(DatedFilter):
    """Documents by words, kind, date, topic, and the organization they name."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=existing(Document, "kind"), empty_label=_("any"))
    topic = filters.ChoiceFilter(label=_("Field of work"), choices=topics, empty_label=_("any"), method="on_topic")
    organization = filters.CharFilter(label=_("Names the organization"), method="naming")
    place = filters.CharFilter(label=_("Place"), lookup_expr="icontains")

    def on_topic(self, records: QuerySet, name: str, topic: str) -> QuerySet:
        """Keep documents filed under the field of work of this key."""
        return records.filter(pk__in=DocumentTopic.objects.filter(topic__key=topic, exists=True).values("owner"))

    def naming(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep documents that name such an organization."""
        return records.filter(
            pk__in=Mention.objects.filter(organization__in=bodies(text).values("pk")).values("document")
        )


class OrganizationFilter(RecordFilter):
    """Organizations by words, names they go by included, and kind."""

    WORDS = ("name",)
    kind = filters.ChoiceFilter(label=_("Kind"), choices=existing(Organization, "kind"), empty_label=_("any"))

    def with_words(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep organizations one of whose names has all the words."""
        known_as = Alias.objects.filter(owner=OuterRef("pk"), exists=True)
        own = super().with_words(records, name, text).values("pk")
        for word in text.split()[:8]:
            known_as = known_as.filter(name__icontains=word)
        return records.filter(Q(pk__in=own) | Exists(known_as))


class EventFilter(DatedFilter):
    """Events by words, kind, date, place and organization."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=existing(Event, "kind"), empty_label=_("any"))
    organization = filters.CharFilter(label=_("Organization"), method="with_body")
    place = filters.CharFilter(label=_("Place"), lookup_expr="icontains")

    def with_body(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep events that are of such an organization or in which it took part."""
        found = bodies(text).values("pk")
        took_part = Participation.objects.filter(organization__in=found, exists=True).values("owner")
        return records.filter(Q(body__in=found) | Q(pk__in=took_part))


class ProposalFilter(DatedFilter):
    """Proposals by words, date and the party that took a position."""

    WORDS = ("name",)
    party = filters.CharFilter(label=_("Party"), method="with_party")
    stance = filters.ChoiceFilter(
        label=_("Stance of any party"), choices=Position.Stance.choices, empty_label=_("any"), method="with_stance"
    )

    def with_party(self, records: QuerySet, name: str, text: str) -> QuerySet:
        """Keep proposals on which such a party took a position."""
        held = Position.objects.filter(party__in=bodies(text).values("pk"), exists=True)
        return records.filter(pk__in=held.values("owner"))

    def with_stance(self, records: QuerySet, name: str, stance: str) -> QuerySet:
        """Keep proposals on which some party took this position."""
        return records.filter(pk__in=Position.objects.filter(stance=stance, exists=True).values("owner"))


FILTERS = {
    Document: DocumentFilter,
    Organization: OrganizationFilter,
    Event: EventFilter,
    Proposal: ProposalFilter,
}
