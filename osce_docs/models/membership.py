from django.db import models
from django.utils.translation import gettext_lazy as _

from .record import Relation


class Membership(Relation):
    """Who belongs to a body, with dates. An office held is a Membership with the holder's name as written."""

    owner = models.ForeignKey(
        "Organization", models.PROTECT, related_name="memberships", verbose_name=_("organization")
    )
    member = models.ForeignKey(
        "Organization",
        models.PROTECT,
        related_name="belongs_to",
        null=True,
        blank=True,
        verbose_name=_("member"),
    )
    role = models.CharField(_("role"), max_length=60, default="member")
    holder = models.CharField(_("holder"), max_length=300, blank=True)
    since = models.CharField(_("from"), max_length=60, blank=True, help_text=_("EDTF"))
    until = models.CharField(_("until"), max_length=60, blank=True, help_text=_("EDTF"))

    class Meta(Relation.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.holder or self.member}: {self.role}"


class StatedCount(Relation):
    """A number that a source states of a body, true as of a date: 54 participating States, 55, 57."""

    owner = models.ForeignKey("Organization", models.PROTECT, related_name="counts", verbose_name=_("organization"))
    what = models.CharField(_("of what"), max_length=200)
    number = models.PositiveIntegerField(_("number"))
    as_of = models.CharField(_("as of"), max_length=60, blank=True, help_text=_("EDTF"))

    class Meta(Relation.Meta):
        verbose_name = _("stated count")
        verbose_name_plural = _("stated counts")

    def __str__(self) -> str:
        return f"{self.number} {self.what}"
