from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from osce_docs.knowledge import load

from .fields import no_nul
from .record import SHOWN, Record, Relation, by_merger, few


class Organization(Record):
    """A state, institution, structure, field operation, negotiating format, parliament or other body."""

    class Kind(models.TextChoices):
        STATE = "state", _("state")
        INSTITUTION = "institution", _("institution")
        STRUCTURE = "structure", _("structure")
        FIELD_OPERATION = "field-operation", _("field operation")
        FORMAT = "format", _("negotiating format")
        PARLIAMENT = "parliament", _("parliament")
        MEETING_SERIES = "meeting-series", _("meeting series")
        BODY = "body", _("other body")

    FIELDS: ClassVar[dict[str, str]] = load("fields")["organization"]

    given_name = models.CharField(max_length=300, editable=False, help_text=_("the name by which sources are read"))
    given_kind = models.CharField(max_length=20, editable=False)
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.BODY)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    founded = models.CharField(_("founded"), max_length=60, blank=True, help_text=_("EDTF, e.g. 1992-03-24"))
    dissolved = models.CharField(_("dissolved"), max_length=60, blank=True, help_text=_("EDTF, e.g. 2002-12-31"))

    class Meta(Record.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = no_nul("name")
        indexes = [
            models.Index(fields=["name", "key"], name="organization_by_name"),
            models.Index(fields=["kind", "name", "key", *SHOWN], name="organization_by_kind"),
            models.Index(fields=["status", "name", "key", "standing", "merged_into"], name="organization_by_status"),
            by_merger("organization"),
            *few("organization", "name", "key"),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(Relation):
    """A name that an organization goes by in some source."""

    owner = models.ForeignKey(Organization, models.PROTECT, related_name="aliases")
    given_name = models.CharField(
        max_length=300, blank=True, editable=False, help_text=_("as sources write it; empty where none does")
    )
    name = models.CharField(_("name"), max_length=300)

    class Meta(Relation.Meta):
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self) -> str:
        return self.name
