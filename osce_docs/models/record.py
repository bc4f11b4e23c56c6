from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .fields import entered


class RecordQuerySet(models.QuerySet):
    """Queries that every kind of record answers."""

    def standing(self) -> "RecordQuerySet":
        """Records that a standing source or an editor vouches for, merged ones left out."""
        return self.filter(standing=True, merged_into__isnull=True)

    def public(self) -> "RecordQuerySet":
        """What a reader may see."""
        return self.standing().exclude(status=Record.Status.WITHHELD)


class Record(models.Model):
    """A thing the archive knows: its columns are computed from Claims and Rulings, never typed straight in."""

    class Status(models.TextChoices):
        UNREVIEWED = "unreviewed", _("not yet reviewed")
        REVIEWED = "reviewed", _("reviewed")
        WITHHELD = "withheld", _("withheld")

    # Each field with its way of agreeing (see editorial/agreement.py); relations by name of the claim's field.
    FIELDS: ClassVar[dict[str, str]] = {}

    key = models.CharField(_("key"), max_length=255, unique=True, editable=False)
    slug = models.CharField(_("address"), max_length=120, unique=True, editable=False)
    status = models.CharField(_("review"), max_length=12, choices=Status, default=Status.UNREVIEWED)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False, help_text=_("Counts the rulings."))
    standing = models.BooleanField(_("standing"), default=True, editable=False)
    disputed = models.BooleanField(_("sources differ"), default=False, editable=False)
    entered_at = entered(_("in the archive since"), db_index=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name=_("merged into")
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        # What a role may do (see editorial/roles.py); nobody deletes.
        default_permissions = ("view", "add", "change", "review", "merge", "import", "export")

    def get_absolute_url(self) -> str:
        return reverse(f"public:{self._meta.model_name}", args=[self.slug])

    def values(self) -> dict[str, Any]:
        """Return the record's effective values by field."""
        return {name: getattr(self, name) for name in self.FIELDS}


class Relation(models.Model):
    """A tie between records that sources tell of and editors may rule away: `exists` is its effective value."""

    key = models.CharField(max_length=255, editable=False, help_text=_("What it ties, unique under its owner."))
    exists = models.BooleanField(_("stands"), default=True)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="%(class)s_unique")]


class FormerAddress(models.Model):
    """An address a record once had; it redirects to the record's present one."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    target = models.CharField(max_length=255, help_text=_("The record's key."))

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="formeraddress_unique")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
