from django.db import models
from django.utils.translation import gettext_lazy as _

from .evidence import Telling


class KeptReading(models.Model):
    """One reading of a field, or of a tie, of a record that very many passages tell of, without its facts.

    Only osce_docs/editorial/kept.py writes it; it follows from the Claims. A record that few passages
    ever told of has none.
    """

    kind = models.CharField(max_length=12, choices=Telling.Kind)
    record = models.BigIntegerField()
    field = models.CharField(
        max_length=255, blank=True, help_text=_("a field, or a tie (member/norway); nothing: the record is kept at all")
    )
    place = models.PositiveIntegerField(help_text=_("0 for the reading that is shown first"))
    value = models.JSONField()
    witnesses = models.PositiveIntegerField(help_text=_("how many independent documents say so"))
    documents = models.PositiveIntegerField()
    facts = models.PositiveIntegerField()
    first = models.JSONField(help_text=_("the identities of the first claims, by document"))

    class Meta:
        default_permissions = ()
        verbose_name = _("kept reading")
        verbose_name_plural = _("kept readings")
        constraints = [models.UniqueConstraint(fields=["kind", "record", "field", "place"], name="keptreading_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}: {self.field} {self.place}"
