"""What reading a source yields: plain, immutable values that know no database.

Offsets are Unicode code points into the document's readable text, end-exclusive, so that
``text[start:end] == quote`` holds for every value here.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Mode = Literal["asserted", "announced", "denied"]
TellingKind = Literal["document", "organization", "event", "proposal"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the readable text."""

    start: int
    end: int

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Go to other processes as what it is made of: a dataclass with slots would look up its fields each time."""
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])

    def quote(self, text: str) -> str:
        """Return the words of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Fold(Span):
    """A stretch that stays in the text but is shown folded; `reason` is `navigation`, `repetition` or `artefact`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Link(Span):
    """A stretch that the source linked; `target` is the address as the source wrote it."""

    target: str


@dataclass(frozen=True, slots=True)
class Block(Span):
    """A line or paragraph with its role: title, kind, label, field, dateline, heading, paragraph or item.

    `section` is the heading the block stands under. `name` is, of a `label` and of the `field` blocks under it, the
    label as knowledge/formats.toml names it (`Place`); of a `heading` its words; of an `item` the number, among the
    document's blocks, of the block that announces its list (`16`), or nothing. A field's bullet and an item's mark are
    not part of the block. A line feed within a block parts no sentences: the source broke the line.
    """

    role: str
    name: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at; `kind` is a key of knowledge/findings.toml.

    `subject` tells what it is about (an event's key, a field's name), so that one cause is one Finding;
    `spans` are its passages, most telling first.
    """

    kind: str
    message: str
    spans: tuple[Span, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A source text, divided. `blocks` cover all that is not navigation, in text order, repeats included."""

    format: str
    text: str
    blocks: tuple[Block, ...] = ()
    navigation: Span | None = None
    folds: tuple[Fold, ...] = ()
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDate(Span):
    """A date as the text states it. `inferred`: the year comes from the context, not from these words."""

    edtf: str
    rule: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class FoundName(Span):
    """A name of the gazetteer, or one built by a name rule, where it stands in the text.

    `key` identifies the thing (`minsk-group`), `name` is its canonical name, `kind` its kind: state, institution,
    structure, field-operation, format, parliament, body, people (an adjective: `key` is the state's), place,
    territory, instrument, topic, or person (then `name` is the name as written and `office` the office before it).
    """

    key: str
    name: str
    kind: str
    rule: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """What one passage says about one field of one telling.

    `value` is text, or for a relation a flat dictionary whose bodies are keys:
    participant {name, role, holder, office} · member {member, role, holder, from, to} · position {party, stance} ·
    count {what, number, as_of} · proposer {name}.
    """

    field: str
    value: Any
    rule: str
    mode: Mode = "asserted"
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Telling(Span):
    """What this document says of one subject; its own span is its principal passage.

    `key` is unique in the document. `block` names the small set of tellings, over all documents, that could
    be of the same thing; tellings of different blocks never meet by themselves.
    """

    kind: TellingKind
    key: str
    block: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """All that is read in one document. `claims` are about the document itself: title, kind, language, date, place,
    source, topic."""

    parsed: ParsedDocument
    claims: tuple[Claim, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    names: tuple[FoundName, ...] = ()
    tellings: tuple[Telling, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
