"""The matrix of proposals by parties: what each party said to each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from osce_docs.models import Organization, Position, Proposal
from osce_docs.public.paging import page
from osce_docs.public.told import visible_body

SIZE = 40
# So many parties have a column of their own: those that took most positions on what the page shows.
COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with the position of each party that has a column, or None, and those of the other parties."""

    proposal: Proposal
    cells: Sequence[Position | None]
    others: Sequence[Position]


def matrix_page(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what the matrix shows for the parameters `before` and `after` of an address."""
    held = Position.objects.filter(owner=OuterRef("pk"), exists=True)
    answered = Proposal.objects.public().filter(Exists(held))
    shown = page(answered, "date_sort", before=asked.get("before", ""), after=asked.get("after", ""), size=SIZE)
    positions = _positions(shown.rows)
    parties = _parties(positions)
    return {"page": shown, "parties": parties, "rows": [_row(each, positions, parties) for each in shown.rows]}


def _positions(proposals: Iterable[Proposal]) -> list[Position]:
    rows = Position.objects.filter(owner__in=[each.pk for each in proposals], exists=True).select_related("party")
    return [row for row in rows.order_by("party__name", "party__key") if visible_body(row.party)]


def _parties(positions: Iterable[Position]) -> list[Organization]:
    """Return the parties that took most positions, by name."""
    times = Counter(row.party for row in positions)
    first = sorted(times, key=lambda party: (-times[party], party.name, party.key))[:COLUMNS]
    return sorted(first, key=lambda party: (party.name, party.key))


def _row(proposal: Proposal, positions: Iterable[Position], parties: Sequence[Organization]) -> Row:
    own = {row.party: row for row in positions if row.owner_id == proposal.pk}
    return Row(
        proposal, [own.get(party) for party in parties], [row for party, row in own.items() if party not in parties]
    )
