from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import exactly_one


class Basis(models.Model):
    """What told of a record when an editor last decided on it: what was decided goes where that goes.

    One row for each telling there was, and one with none, so that a record is found that no telling is left of.
    """

    event = models.ForeignKey("Event", models.PROTECT, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey("Proposal", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=255, help_text=_("the record's key then"))
    telling = models.CharField(max_length=500, blank=True, help_text=_("key of the telling"))
    block = models.CharField(max_length=255, help_text=_("the telling's; without one, the block of the record's key"))
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        verbose_name = _("basis of decisions")
        verbose_name_plural = _("bases of decisions")
        constraints = [
            exactly_one("event", "proposal", label="one_record"),
            models.UniqueConstraint(fields=["event", "telling"], name="basis_of_event"),
            models.UniqueConstraint(fields=["proposal", "telling"], name="basis_of_proposal"),
        ]
        indexes = [
            models.Index(fields=["telling"], name="basis_by_telling"),
            models.Index(fields=["block"], name="basis_by_block"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.telling}" if self.telling else self.key
