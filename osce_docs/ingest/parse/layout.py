"""What a source format tells of a text: what comes before the body, and where the body is."""

from dataclasses import dataclass

from osce_docs.ingest.parse.lines import Line
from osce_docs.readings import Block, Finding, Fold, Span


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks before the body, the lines of the body, and what stands around them.

    `closing_lists`: below some headings (See also) each line is an entry of a list.
    """

    format: str
    head: tuple[Block, ...]
    body: list[Line]
    navigation: Span | None = None
    folds: tuple[Fold, ...] = ()
    findings: tuple[Finding, ...] = ()
    closing_lists: bool = False
