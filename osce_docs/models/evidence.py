"""What the sources say. Only the importer writes these tables."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import entered, exactly_one, no_nul, span_is_ordered


def _of_those_with(name: str) -> models.Index:
    """Return the index of tellings by a column that most of them leave empty."""
    return models.Index(fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"telling_by_{name}")


class Telling(models.Model):
    """What one Document (or one edition of the navigation) says of one subject."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        ORGANIZATION = "organization", _("organization")
        EVENT = "event", _("event")
        PROPOSAL = "proposal", _("proposal")

    key = models.CharField(max_length=500, unique=True, help_text=_("document key, number sign, key in the document"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    block = models.CharField(_("block"), max_length=255)
    document = models.ForeignKey(
        "Document", models.PROTECT, null=True, blank=True, related_name="tellings", verbose_name=_("document")
    )
    edition = models.ForeignKey(
        "NavigationEdition", models.PROTECT, null=True, blank=True, db_index=False, related_name="tellings"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    date = models.CharField(max_length=400, blank=True, help_text=_("the date that matching goes by, as EDTF"))
    organization = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, db_index=False, related_name="tellings"
    )
    event = models.ForeignKey("Event", models.PROTECT, null=True, blank=True, db_index=False, related_name="tellings")
    proposal = models.ForeignKey(
        "Proposal", models.PROTECT, null=True, blank=True, db_index=False, related_name="tellings"
    )

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellings")
        constraints = [
            span_is_ordered(),
            exactly_one("document", "edition", label="one_source"),
            models.CheckConstraint(
                condition=(
                    Q(organization__isnull=True, event__isnull=True)
                    | Q(organization__isnull=True, proposal__isnull=True)
                    | Q(event__isnull=True, proposal__isnull=True)
                ),
                name="telling_one_record",
            ),
        ]
        indexes = [
            models.Index(fields=["block"], name="telling_by_block"),
            *(_of_those_with(name) for name in ("edition", "organization", "event", "proposal")),
        ]

    def __str__(self) -> str:
        return self.key


class Claim(models.Model):
    """What one Passage says about one field of one Telling."""

    class Mode(models.TextChoices):
        ASSERTED = "asserted", _("asserted")
        ANNOUNCED = "announced", _("announced")
        DENIED = "denied", _("denied")

    identity = models.CharField(
        max_length=32, help_text=_("hash of document, then of document, quote with context, field and value")
    )
    telling = models.ForeignKey(Telling, models.PROTECT, related_name="claims", verbose_name=_("telling"))
    field = models.CharField(_("field"), max_length=40)
    value = models.JSONField(_("value"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("quote"))
    rule = models.CharField(_("rule"), max_length=100)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.ASSERTED)
    speaker = models.TextField(_("speaker"), blank=True)
    read_at = entered(_("first read"))

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            span_is_ordered(),
            models.UniqueConstraint(fields=["identity", "telling"], name="claim_unique"),
            *no_nul("quote"),
        ]
        # Of millions few are denied, or none: an editor who asks for them does not wait for all to be looked at.
        indexes = [models.Index(fields=["id"], condition=Q(mode="denied"), name="claim_denied")]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


# Of a mention: that rulings say another body than the one that the text names.
BELONGS_ELSEWHERE = ~Q(named=models.F("organization"))


class Mention(models.Model):
    """That a Document names a body: one row for both, with all offsets and the names it uses.

    `named` is the body as the text is read, `organization` the one that rulings say it is: mostly the same.
    """

    document = models.ForeignKey("Document", models.PROTECT, db_index=False, related_name="mentions")
    named = models.ForeignKey("Organization", models.PROTECT, db_index=False, related_name="+")
    organization = models.ForeignKey("Organization", models.PROTECT, db_index=False, related_name="mentions")
    offsets = models.JSONField(help_text=_("[[start, end], …] in text order"))
    names = models.JSONField(default=list, help_text=_("the distinct names used"))

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [models.UniqueConstraint(fields=["document", "named"], name="mention_unique")]
        indexes = [
            models.Index(fields=["organization", "document"], name="mention_by_organization"),
            models.Index(fields=["named"], condition=BELONGS_ELSEWHERE, name="mention_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} names {self.organization_id}"


class Retelling(models.Model):
    """That two Documents tell the same: together they are one witness. `first` has the smaller key."""

    first = models.ForeignKey("Document", models.PROTECT, related_name="retold_by")
    second = models.ForeignKey("Document", models.PROTECT, related_name="retells")
    shared = models.PositiveIntegerField(help_text=_("events that both tell with the same date"))

    class Meta:
        verbose_name = _("retelling")
        verbose_name_plural = _("retellings")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="retelling_unique")]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
