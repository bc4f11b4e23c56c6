from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import no_nul, span_is_ordered


class Annotation(models.Model):
    """An editor's note on a passage, kept with the words around it so that it can be found again."""

    document = models.ForeignKey("Document", models.PROTECT, related_name="annotations", verbose_name=_("document"))
    start = models.PositiveIntegerField(_("from character"))
    end = models.PositiveIntegerField(_("to character"))
    quote = models.TextField(_("words"))
    prefix = models.CharField(_("words before"), max_length=64, blank=True)
    suffix = models.CharField(_("words after"), max_length=64, blank=True)
    note = models.TextField(_("note"))
    is_public = models.BooleanField(_("public"), default=False)
    is_sic = models.BooleanField(_("sic: a misprint in the source"), default=False)
    orphaned = models.BooleanField(_("no longer found in the text"), default=False, editable=False)
    organization = models.ForeignKey("Organization", models.PROTECT, null=True, blank=True, related_name="annotations")
    event = models.ForeignKey("Event", models.PROTECT, null=True, blank=True, related_name="annotations")
    proposal = models.ForeignKey("Proposal", models.PROTECT, null=True, blank=True, related_name="annotations")
    author = models.ForeignKey("User", models.PROTECT, related_name="annotations", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        constraints = [
            span_is_ordered(),
            models.CheckConstraint(
                name="annotation_one_record",
                condition=Q(organization=None, event=None)
                | Q(organization=None, proposal=None)
                | Q(event=None, proposal=None),
            ),
            *no_nul("note", "quote"),
        ]

    def __str__(self) -> str:
        return self.note or self.quote
