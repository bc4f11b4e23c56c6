from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from osce_docs.knowledge import load

from .fields import DatedModel, by_reach, no_nul
from .record import SHOWN, Record, Relation, by_body, by_merger, few


class Event(DatedModel, Record):
    """Something that happened, or was said to be going to happen, at a time."""

    FIELDS: ClassVar[dict[str, str]] = load("fields")["event"]

    class Mode(models.TextChoices):
        ASSERTED = "asserted", _("told as having happened")
        ANNOUNCED = "announced", _("announced")
        DENIED = "denied", _("denied")

    title = models.CharField(_("title"), max_length=500)
    kind = models.CharField(_("kind"), max_length=40)
    place = models.CharField(_("place"), max_length=200, blank=True)
    body = models.ForeignKey(
        "Organization",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="events",
        verbose_name=_("body"),
    )
    mode = models.CharField(_("told as"), max_length=12, choices=Mode, default=Mode.ASSERTED)

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = no_nul("title", "key")
        indexes = [
            models.Index(fields=["date_sort", "key", "date_latest", *SHOWN], name="event_by_date"),
            models.Index(fields=["kind", "date_sort", "key", *SHOWN], name="event_by_kind"),
            models.Index(fields=["place", "date_sort", "key"], name="event_by_place"),
            models.Index(fields=["status", "date_sort", "key", "standing", "merged_into"], name="event_by_status"),
            models.Index(fields=["mode", "date_sort", "key"], name="event_by_mode"),
            # With their numbers: which events are a body's is found in the index alone.
            models.Index(fields=["body", "id"], condition=Q(body__isnull=False), name="event_by_body"),
            by_reach("event"),
            by_merger("event"),
            *few("event", "date_sort", "key"),
        ]

    def __str__(self) -> str:
        return self.title


class Participation(Relation):
    """Who took part in an event, in which role; a person is kept as name and office, as written."""

    owner = models.ForeignKey(Event, models.PROTECT, related_name="participations", verbose_name=_("event"))
    organization = models.ForeignKey(
        "Organization",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="participations",
        verbose_name=_("organization"),
    )
    role = models.CharField(_("role"), max_length=60, blank=True)
    holder = models.CharField(_("person"), max_length=300, blank=True)

    class Meta(Relation.Meta):
        indexes = [by_body("organization", "participation")]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")

    def __str__(self) -> str:
        return (
            f"{self.holder or self.organization} ({self.role})" if self.role else f"{self.holder or self.organization}"
        )
