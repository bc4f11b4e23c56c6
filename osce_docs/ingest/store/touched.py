"""What a change of the evidence touches: what is to be matched and computed anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from osce_docs.models import Telling


@dataclass(slots=True)
class Touched:
    """Blocks of tellings to be divided anew, and the ids of records to be computed anew.

    Of `documents` it is found anew with which others they are one witness. Events and proposals that may have lost
    their last telling are among the records. Of the bodies in `told` no more may have changed than what the `tellers`,
    which are documents, tell of them and how texts name them; of those in `organizations` anything.
    """

    blocks: set[str] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    organizations: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    proposals: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    tellers: set[int] = field(default_factory=set)

    @property
    def bodies(self) -> set[int]:
        """All organizations that are touched."""
        return self.organizations | self.told

    def add(self, other: "Touched") -> None:
        """Add all that another change touches."""
        self.blocks |= other.blocks
        self.documents |= other.documents
        self.organizations |= other.organizations
        self.events |= other.events
        self.proposals |= other.proposals
        self.told |= other.told
        self.tellers |= other.tellers

    def add_teller(self, telling: Telling) -> None:
        """Add what a telling is about of which no claim is gone: they are new, or count otherwise than before."""
        if telling.kind == Telling.Kind.ORGANIZATION and telling.document_id is not None:
            self.told.add(telling.organization_id)
            self.tellers.add(telling.document_id)
        else:
            self.add_telling(telling)

    def add_telling(self, telling: Telling) -> None:
        """Add what a telling is about, claims of which may be gone."""
        if telling.kind == Telling.Kind.DOCUMENT:
            self.documents.add(telling.document_id)
        elif telling.kind == Telling.Kind.ORGANIZATION:
            self.organizations.add(telling.organization_id)
        else:
            self.blocks.add(telling.block)
            self.events |= {telling.event_id} - {None}
            self.proposals |= {telling.proposal_id} - {None}


def touched_by(tellings: Iterable[Telling]) -> Touched:
    """Return what these tellings are about, which are all there still but may count otherwise than before."""
    touched = Touched()
    for telling in tellings:
        touched.add_teller(telling)
    return touched
