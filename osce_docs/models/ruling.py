from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import no_nul

SUBJECTS = ("document", "organization", "event", "proposal")


class RulingQuerySet(models.QuerySet):
    def standing(self) -> "RulingQuerySet":
        """Rulings that have not been revoked."""
        return self.filter(revoked_at__isnull=True)


class Ruling(models.Model):
    """An editor's decision. Written by people only; revocable, never erased: of one on a document that was erased stays
    who made it when, and about what, without its words.

    `value` by kind: field: the value, null for "unknown" · relation: {"exists": …} or columns ·
    status: the status · merge: the other record's key · belongs: the record's key.
    """

    class Kind(models.TextChoices):
        FIELD = "field", _("a field's value")
        RELATION = "relation", _("a tie between records")
        STATUS = "status", _("reviewed or withheld")
        MERGE = "merge", _("two records are one")
        MISREAD = "misread", _("the reading is wrong")
        SAME = "same", _("two tellings are of the same thing")
        DIFFERENT = "different", _("two tellings are not of the same thing")
        BELONGS = "belongs", _("a telling belongs to a record")

    kind = models.CharField(_("about"), max_length=10, choices=Kind)
    document = models.ForeignKey("Document", models.PROTECT, null=True, blank=True, related_name="rulings")
    organization = models.ForeignKey("Organization", models.PROTECT, null=True, blank=True, related_name="rulings")
    event = models.ForeignKey("Event", models.PROTECT, null=True, blank=True, related_name="rulings")
    proposal = models.ForeignKey("Proposal", models.PROTECT, null=True, blank=True, related_name="rulings")
    field = models.CharField(_("field"), max_length=255, blank=True, help_text=_("a field, or a relation's key"))
    value = models.JSONField(_("value"), null=True, blank=True)
    claim = models.CharField(_("claim"), max_length=32, blank=True, help_text=_("the identity of the claim"))
    telling = models.CharField(_("telling"), max_length=500, blank=True, help_text=_("key of the telling"))
    other = models.CharField(_("other telling"), max_length=500, blank=True, help_text=_("key of the other telling"))
    reason = models.TextField(_("reason"), blank=True, help_text=_("Readers see it beside the value."))
    private_note = models.TextField(_("private note"), blank=True, help_text=_("Only editors see it."))
    cites = models.JSONField(_("cites"), default=list, blank=True)
    author = models.ForeignKey("User", models.PROTECT, related_name="rulings", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"), auto_now_add=True)
    revoked_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="ruling_has_its_subject",
                condition=(
                    Q(kind__in=["field", "relation", "status", "merge"])
                    & (
                        Q(document__isnull=False, organization=None, event=None, proposal=None)
                        | Q(document=None, organization__isnull=False, event=None, proposal=None)
                        | Q(document=None, organization=None, event__isnull=False, proposal=None)
                        | Q(document=None, organization=None, event=None, proposal__isnull=False)
                    )
                )
                | (Q(kind="misread") & ~Q(claim="") & Q(document__isnull=False))
                | (Q(kind__in=["same", "different"]) & ~Q(telling="") & ~Q(other=""))
                | (Q(kind="belongs") & ~Q(telling="")),
            ),
            models.CheckConstraint(
                name="ruling_revoked_by_someone",
                # Without a person: by the erasure of the document that it was on.
                condition=Q(revoked_by__isnull=True) | Q(revoked_at__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=[subject, "kind", "field"],
                    condition=Q(
                        kind__in=["field", "relation", "status", "merge"],
                        revoked_at__isnull=True,
                        **{f"{subject}__isnull": False},
                    ),
                    name=f"ruling_one_standing_{subject}",
                )
                for subject in SUBJECTS
            ),
            *no_nul("reason", "private_note"),
        ]
        indexes = [
            models.Index(fields=["claim"], name="ruling_by_claim"),
            models.Index(fields=["telling"], name="ruling_by_telling"),
            models.Index(fields=["other"], name="ruling_by_other"),
            models.Index(fields=["made_at", "id"], name="ruling_by_time"),
            models.Index(fields=["kind", "made_at"], name="ruling_by_kind"),
        ]

    def __str__(self) -> str:
        about = self.field or self.telling
        return f"{self.get_kind_display()}: {about}" if about else str(self.get_kind_display())
