from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from osce_docs.knowledge import load

from .fields import DatedModel, by_reach, no_nul
from .record import SHOWN, Record, Relation, by_body, by_merger, few


class Proposal(DatedModel, Record):
    """Something put forward for the parties to accept."""

    FIELDS: ClassVar[dict[str, str]] = load("fields")["proposal"]

    name = models.CharField(_("name"), max_length=300)
    text = models.TextField(_("text"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = no_nul("name", "key")
        indexes = [
            models.Index(fields=["date_sort", "key", "date_latest", *SHOWN], name="proposal_by_date"),
            models.Index(fields=["status", "date_sort", "key", "standing", "merged_into"], name="proposal_by_status"),
            by_reach("proposal"),
            by_merger("proposal"),
            *few("proposal", "date_sort", "key"),
        ]

    def __str__(self) -> str:
        return self.name or gettext("[unnamed proposal]")


class Proposer(Relation):
    """Who put a proposal forward."""

    owner = models.ForeignKey(Proposal, models.PROTECT, related_name="proposers", verbose_name=_("proposal"))
    organization = models.ForeignKey(
        "Organization", models.PROTECT, db_index=False, related_name="proposed", verbose_name=_("proposer")
    )

    class Meta(Relation.Meta):
        indexes = [by_body("organization", "proposer")]
        verbose_name = _("proposer")
        verbose_name_plural = _("proposers")

    def __str__(self) -> str:
        return str(self.organization)


class Position(Relation):
    """A party's stance on a proposal."""

    class Stance(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        CONDITIONAL = "conditional", _("accepted with conditions")
        ABSTAINED = "abstained", _("abstained")
        UNDER_NEGOTIATION = "under negotiation", _("under negotiation")
        NOT_STATED = "not stated", _("not stated")

    owner = models.ForeignKey(Proposal, models.PROTECT, related_name="positions", verbose_name=_("proposal"))
    party = models.ForeignKey(
        "Organization", models.PROTECT, db_index=False, related_name="positions", verbose_name=_("party")
    )
    stance = models.CharField(_("stance"), max_length=20, choices=Stance)
    disputed = models.BooleanField(_("sources differ"), default=False, editable=False)

    class Meta(Relation.Meta):
        indexes = [
            by_body("party", "position"),
            # Those of a stance that few took, or nobody, are counted without a look at all.
            models.Index(fields=["stance", "owner"], name="position_by_stance"),
        ]
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        return f"{self.party}: {self.get_stance_display()}"
