from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import entered, no_nul, span_is_ordered


class FindingQuerySet(models.QuerySet):
    def open(self) -> "FindingQuerySet":
        """Findings that still want an editor."""
        return self.filter(found=True, resolution=Finding.Resolution.OPEN)

    def public(self) -> "FindingQuerySet":
        """What a reader may see: found now, and not about anything withheld."""
        withheld = models.Q()
        for subject in ("document", "organization", "event", "proposal"):
            withheld |= models.Q(**{f"{subject}__status": "withheld"})
        # The passages are looked up from the few documents withheld: asked of each finding, all passages might be read.
        passages = FindingPassage.objects.filter(document__status="withheld").order_by()
        return self.filter(found=True).exclude(withheld).exclude(pk__in=passages.values("finding"))


class Finding(models.Model):
    """Something an editor should look at. `found` is the importer's, `resolution` a person's."""

    class Resolution(models.TextChoices):
        OPEN = "open", _("open")
        RESOLVED = "resolved", _("resolved")
        DISMISSED = "dismissed", _("dismissed")

    identity = models.CharField(max_length=32, unique=True, help_text=_("hash of kind, subjects and readings"))
    kind = models.CharField(_("kind"), max_length=40)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    message = models.TextField(_("what was found"))
    field = models.CharField(_("field"), max_length=255, blank=True)
    found = models.BooleanField(_("found"), default=True)
    found_at = entered(_("first found"), db_index=True)
    count = models.PositiveIntegerField(_("places"), default=1)
    resolution = models.CharField(_("resolution"), max_length=10, choices=Resolution, default=Resolution.OPEN)
    resolved_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, verbose_name=_("by"))
    resolved_at = models.DateTimeField(_("at"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    document = models.ForeignKey("Document", models.PROTECT, null=True, blank=True, related_name="findings")
    organization = models.ForeignKey("Organization", models.PROTECT, null=True, blank=True, related_name="findings")
    event = models.ForeignKey("Event", models.PROTECT, null=True, blank=True, related_name="findings")
    proposal = models.ForeignKey("Proposal", models.PROTECT, null=True, blank=True, related_name="findings")

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = no_nul("message")
        indexes = [
            # Of what is found now alone: SQLite sorts what it finds by a truth value that is a column of the index.
            models.Index(
                fields=["resolution", "-weight", "kind", "id"], condition=models.Q(found=True), name="finding_worklist"
            ),
            models.Index(
                fields=["resolution", "kind", "-weight", "id"], condition=models.Q(found=True), name="finding_by_kind"
            ),
            models.Index(fields=["-weight", "kind", "id"], condition=models.Q(found=True), name="finding_by_weight"),
            models.Index(fields=["kind", "-weight", "id"], condition=models.Q(found=True), name="finding_of_kind"),
            # By block: an import asks for those of all blocks that it touches.
            models.Index(fields=["field"], condition=models.Q(kind="unresolved-match"), name="finding_unresolved"),
        ]

    def __str__(self) -> str:
        return self.message


class FindingPassage(models.Model):
    """A passage that a finding rests on."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="passages")
    document = models.ForeignKey("Document", models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["id"]
        constraints = [span_is_ordered()]

    def __str__(self) -> str:
        return self.quote
