"""The archive's tables, one concept a file."""

from .among import Among
from .annotation import Annotation
from .basis import Basis
from .change import Change
from .document import Document, DocumentSource, DocumentTopic, FormerText, NavigationEdition, Original, Provenance, Text
from .erasure import Erasure, Trace
from .event import Event, Participation
from .evidence import Claim, Mention, Retelling, Telling
from .finding import Finding, FindingPassage
from .kept_reading import KeptReading
from .membership import Membership, StatedCount
from .organization import Alias, Organization
from .proposal import Position, Proposal, Proposer
from .record import FormerAddress
from .ruling import Ruling
from .run import ImportRun
from .saved_view import SavedView
from .search_entry import SearchEntry
from .topic import Topic
from .unsettled import Unsettled
from .user import User
from .year_count import YearCount

__all__ = [
    "Alias",
    "Among",
    "Annotation",
    "Basis",
    "Change",
    "Claim",
    "Document",
    "DocumentSource",
    "DocumentTopic",
    "Erasure",
    "Event",
    "Finding",
    "FindingPassage",
    "FormerAddress",
    "FormerText",
    "ImportRun",
    "KeptReading",
    "Membership",
    "Mention",
    "NavigationEdition",
    "Organization",
    "Original",
    "Participation",
    "Position",
    "Proposal",
    "Proposer",
    "Provenance",
    "Retelling",
    "Ruling",
    "SavedView",
    "SearchEntry",
    "StatedCount",
    "Telling",
    "Text",
    "Topic",
    "Trace",
    "Unsettled",
    "User",
    "YearCount",
]
