"""What a change of the evidence touches: what is to be matched and computed anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from osce_docs.models import Telling


@dataclass(slots=True)
class Touched:
    """Blocks of tellings to be divided anew, and the ids of records to be computed anew.

    Of `documents` it is found anew with which others they are one witness. Events and proposals that may have lost
    their last telling are among the records.
    """

    blocks: set[str] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    organizations: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    proposals: set[int] = field(default_factory=set)

    def add(self, other: "Touched") -> None:
        """Add all that another change touches."""
        self.blocks |= other.blocks
        self.documents |= other.documents
        self.organizations |= other.organizations
        self.events |= other.events
        self.proposals |= other.proposals

    def add_telling(self, telling: Telling) -> None:
        """Add what a telling is about."""
        if telling.kind == Telling.Kind.DOCUMENT:
            self.documents.add(telling.document_id)
        elif telling.kind == Telling.Kind.ORGANIZATION:
            self.organizations.add(telling.organization_id)
        else:
            self.blocks.add(telling.block)
            self.events |= {telling.event_id} - {None}
            self.proposals |= {telling.proposal_id} - {None}


def touched_by(tellings: Iterable[Telling]) -> Touched:
    """Return what these tellings are about."""
    touched = Touched()
    for telling in tellings:
        touched.add_telling(telling)
    return touched
