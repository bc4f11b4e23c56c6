from django.db import models
from django.utils.translation import gettext_lazy as _


class Unsettled(models.Model):
    """What an import has touched and not yet settled: a block of tellings to divide, or a record to compute, anew.

    Of a body that is told of no more has changed than what the tellers tell of it, which are documents.

    Each batch of an import leaves what it touched here, in its own transaction, so that a killed import loses nothing.
    """

    class Kind(models.TextChoices):
        BLOCK = "block", _("block of tellings")
        DOCUMENT = "document", _("document")
        ORGANIZATION = "organization", _("organization")
        TOLD = "told", _("organization told of")
        EVENT = "event", _("event")
        PROPOSAL = "proposal", _("proposal")
        TELLER = "teller", _("document that tells of organizations")

    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=255, help_text=_("a block, or the record's id"))

    class Meta:
        verbose_name = _("unsettled")
        verbose_name_plural = _("unsettled")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="unsettled_unique")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"
