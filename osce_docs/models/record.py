from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from .fields import entered


def shown(path: str = "") -> Q:
    """Return the condition that readers may see a record; `path` leads to it. The columns are those of SHOWN."""
    seen = Q(**{f"{path}standing": True, f"{path}merged_into__isnull": True})
    return seen & ~Q(**{f"{path}status": Record.Status.WITHHELD})


class RecordQuerySet(models.QuerySet):
    """Queries that every kind of record answers."""

    def standing(self) -> "RecordQuerySet":
        """Records that a standing source or an editor vouches for, merged ones left out."""
        return self.filter(standing=True, merged_into__isnull=True)

    def public(self) -> "RecordQuerySet":
        """What a reader may see."""
        return self.filter(shown())


# What tells whether readers may see a record: at the end of an index, rows are counted in it without a look at them.
SHOWN = ("standing", "merged_into", "status")


def named(path: str) -> list[str]:
    """Return the columns of a body at a path that tell its name, its address, and whether readers may see it."""
    return [f"{path}__{name}" for name in ("key", "slug", "name", *SHOWN)]


def few(kind: str, *order: str) -> list[models.Index]:
    """Return the indexes of the records that sources differ on, and of those that stand no longer, in their order."""
    kept = {"disputed": Q(disputed=True), "gone": Q(standing=False)}
    return [models.Index(fields=[*order], condition=each, name=f"{kind}_{name}") for name, each in kept.items()]


def by_merger(kind: str) -> models.Index:
    """Return the index of merged records. It leaves out the others: a database could take it to find nearly all."""
    return models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name=f"{kind}_by_merger")


def by_body(column: str, kind: str) -> models.Index:
    """Return the index of ties to a body: the records it is tied to are found in it alone."""
    return models.Index(fields=[column, "owner", "exists"], name=f"{kind}_by_body")


class Record(models.Model):
    """A thing the archive knows: its columns are computed from Claims and Rulings, never typed straight in."""

    class Status(models.TextChoices):
        UNREVIEWED = "unreviewed", _("not yet reviewed")
        REVIEWED = "reviewed", _("reviewed")
        WITHHELD = "withheld", _("withheld")

    # Each field with its way of agreeing (see editorial/agreement.py); relations by name of the claim's field.
    FIELDS: ClassVar[dict[str, str]] = {}
    # Where a page is tried out: what would be otherwise (see editorial/supposed.py).
    supposed: Any = None

    key = models.CharField(_("key"), max_length=255, unique=True, editable=False)
    slug = models.CharField(_("address"), max_length=120, unique=True, editable=False)
    status = models.CharField(_("review"), max_length=12, choices=Status, default=Status.UNREVIEWED)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False, help_text=_("Counts the rulings."))
    standing = models.BooleanField(_("standing"), default=True, editable=False)
    disputed = models.BooleanField(_("sources differ"), default=False, editable=False)
    entered_at = entered(_("in the archive since"), db_index=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        # What a role may do (see editorial/roles.py); nobody deletes.
        default_permissions = ("view", "add", "change", "review", "merge", "import", "export")

    def get_absolute_url(self) -> str:
        before, after = around_slugs(str(self._meta.model_name))
        return f"{before}{self.slug}{after}"

    @property
    def shown(self) -> bool:
        """Whether readers may see it."""
        return self.standing and self.merged_into_id is None and self.status != self.Status.WITHHELD

    def values(self) -> dict[str, Any]:
        """Return the record's effective values by field."""
        return {name: getattr(self, name) for name in self.FIELDS}


def around_slugs(kind: str) -> tuple[str, str]:
    """Return what stands before and after the slug in the address of a record: a page leads to hundreds."""
    return _around_slugs(kind, get_script_prefix())


@cache
def _around_slugs(kind: str, prefix: str) -> tuple[str, str]:
    before, _, after = reverse(f"public:{kind}", args=["-"]).rpartition("-")
    return before, after


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
