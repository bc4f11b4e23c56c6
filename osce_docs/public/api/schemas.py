"""What the JSON interface answers with. The OpenAPI description is made of these classes and their words."""

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema

Kind = Literal["document", "organization", "event", "proposal"]


class Passage(Schema):
    """A stretch of a document's text; `start` and `end` count Unicode code points in its `text`."""

    document: str = Field(description="the document's slug")
    start: int
    end: int
    quote: str


class Evidence(Passage):
    """A passage that says a value."""

    field: str = Field(description="the field, or a tie as `position/armenia`")
    value: Any = Field(description="what the passage says, as it was read")
    rule: str = Field(description="the rule by which it was read")


class Reading(Schema):
    """One of the values that sources give, with the first twelve passages that give it."""

    value: Any
    evidence: list[Evidence]


class Ruled(Schema):
    """What an editor decided, with the reason given for readers."""

    value: Any
    reason: str
    at: datetime


class Dispute(Schema):
    """A field on which sources differ, the first twelve readings, that of most independent documents first."""

    field: str
    readings: list[Reading]
    ruling: Ruled | None


class Proof(Schema):
    """What stands behind the values of a record, and behind those ties that are told of in the answer."""

    evidence: list[Evidence]
    disputed: list[Dispute]


class Parted(Schema):
    """A record of whose ties so many are told at once: a hundred."""

    next: dict[str, str] = Field(description="for ties that go on, by their name: the address of the next ones")


class Row(Schema):
    """What every record has."""

    slug: str
    url: str = Field(description="its page for people; it stays")
    status: Literal["unreviewed", "reviewed"] = Field(description="whether a person has reviewed it")
    sources_differ: bool


class DocumentRow(Row):
    """A document in a list. Dates are EDTF; an empty text stands for what is not known."""

    title: str
    title_supplied: bool = Field(description="made of the text's first words, for the source states none")
    kind: str
    date: str
    place: str
    language: str
    publisher: str


class OrganizationRow(Row):
    """An organization in a list; `parent` is a slug."""

    name: str
    kind: str
    parent: str | None
    founded: str
    dissolved: str


class EventRow(Row):
    """An event in a list; `body` is the slug of the organization whose event it is."""

    title: str
    kind: str
    date: str
    place: str
    body: str | None
    mode: Literal["asserted", "announced", "denied"]


class ProposalRow(Row):
    """A proposal in a list."""

    name: str
    date: str


class Fold(Schema):
    """A stretch of a text that is shown folded: navigation, repetition, a trace of its making."""

    start: int
    end: int
    reason: str


class DocumentRecord(DocumentRow, Proof, Parted):
    """A document with its whole readable text."""

    address: str
    retrieved: str
    rights: str
    attribution: str
    sha256: str = Field(description="of the source's bytes")
    topics: list[str]
    text: str
    folded: list[Fold]


class Membership(Schema):
    """Who belongs to a body, in which role, and when; `member` is a slug, `holder` a person's name as written."""

    member: str | None
    role: str
    holder: str
    since: str
    until: str


class OrganizationRecord(OrganizationRow, Proof, Parted):
    """An organization with its names and members."""

    aliases: list[str]
    members: list[Membership]


class Participant(Schema):
    """Who took part, in which role; `organization` is a slug, `holder` a person's name as written."""

    organization: str | None
    role: str
    holder: str


class EventRecord(EventRow, Proof, Parted):
    """An event with those who took part."""

    participants: list[Participant]


class Position(Schema):
    """A party's stance; `party` is a slug."""

    party: str
    stance: str
    sources_differ: bool


class ProposalRecord(ProposalRow, Proof, Parted):
    """A proposal with its proposers, as slugs, and each party's position."""

    text: str
    proposers: list[str]
    positions: list[Position]


class Subject(Schema):
    """The record that a finding is about."""

    kind: Kind
    slug: str
    url: str


class FindingRow(Schema):
    """A disagreement, a gap or an oddity that the archive noticed, with the first of its passages."""

    kind: str
    status: Literal["open", "resolved"]
    message: str
    field: str
    record: Subject | None
    passages: list[Passage]


class Problem(Schema):
    """Why there is no answer."""

    detail: str
