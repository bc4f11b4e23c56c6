"""What storing did, counted."""

from dataclasses import dataclass, field

from osce_docs.editorial.bulk import Tally


@dataclass(slots=True)
class Stored:
    """How many documents were stored, and how many rows of each kind were created, updated and left alone."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    documents: int = 0

    def add(self, kind: str, tally: Tally) -> None:
        """Count a tally towards a kind of row."""
        self.tallies.setdefault(kind, Tally())
        self.tallies[kind] += tally
