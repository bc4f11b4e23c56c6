"""The page of a Proposal."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from osce_docs.editorial.evidence import Passage
from osce_docs.editorial.facts import counts
from osce_docs.models import Claim, Position, Proposal, Proposer
from osce_docs.models.question import Question
from osce_docs.models.words import in_words
from osce_docs.public.details.ties import RECORD, Shown, Ties
from osce_docs.public.differences import contradictions
from osce_docs.public.errata import rulings_for_readers
from osce_docs.public.told import SHOWN, Evidence

POSITIONS = Shown(
    Position.objects.select_related("party"), Ties("positions", Position.objects.filter(owner=RECORD), "position")
)
PROPOSERS = Shown(
    Proposer.objects.select_related("organization"),
    Ties("proposers", Proposer.objects.filter(owner=RECORD), "proposer"),
)
TEXTS = Question(
    Claim.objects.filter(counts(), telling__proposal=RECORD, telling__document__isnull=False, field="text")
    .select_related("telling__document")
    .order_by("telling__key", "start")[:SHOWN]
)


def proposal_page(proposal: Proposal, asked: QueryDict) -> dict[str, Any]:
    """Return what the page of a proposal shows, for what its address asks."""
    rulings = rulings_for_readers(proposal)
    (positions,) = POSITIONS.parts(asked, proposal, rulings)
    (proposers,) = PROPOSERS.parts(asked, proposal, rulings)
    evidence = Evidence(proposal, rulings, position=positions.rows, proposer=proposers.rows)
    return {
        "findings": contradictions(evidence.passages()),
        "named": evidence.field("name", _("Name"), str(proposal)),
        "fields": [
            evidence.field("date", _("Date"), proposal.date_display),
            evidence.field("text", _("Text"), proposal.text),
        ],
        "texts": _texts(proposal),
        "proposers": evidence.ties("proposer", proposers, "organization", lambda row: row.organization.name),
        "proposers_part": proposers,
        "positions": evidence.ties("position", positions, "party", lambda row: in_words("stance", row.stance)),
        "positions_part": positions,
        "notes": evidence.notes(),
        "errata": evidence.errata(),
    }


def _texts(proposal: Proposal) -> list[Passage]:
    """Return the first passages in which sources say what the proposal holds."""
    told = TEXTS(record=proposal.pk)
    return [Passage(each.telling.document, each.start, each.end, each.quote, each.rule) for each in told]
