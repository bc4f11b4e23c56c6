"""Parsing: the readable text of a source becomes a document divided into blocks. The text alone tells the format.

Offsets count in the text without link markup. Nothing else is taken out: navigation, repeats and page numbers stay and
are folded.
"""

from collections.abc import Iterable
from dataclasses import replace

from osce_docs.ingest.parse.artefacts import find_artefacts
from osce_docs.ingest.parse.divide import divide
from osce_docs.ingest.parse.encyclopedia import encyclopedia
from osce_docs.ingest.parse.layout import Layout
from osce_docs.ingest.parse.lines import lines
from osce_docs.ingest.parse.links import unlink
from osce_docs.ingest.parse.narrative import find_unrecognised, narrative
from osce_docs.ingest.parse.osce_page import osce_page
from osce_docs.ingest.parse.passages import Passage, passages
from osce_docs.ingest.parse.repeats import find_repeats
from osce_docs.readings import Block, Finding, Link, ParsedDocument, Span

__all__ = ["parse"]


def parse(source: str) -> ParsedDocument:
    """Return the document that a source text holds: an OSCE page, an encyclopedia article, else a plain narrative.

    Takes any text whose lines end in line feeds, and never raises.
    """
    text, links, odd_links = unlink(source)
    layout = _layout(text, links)
    body, broken = passages(text, layout.body)
    blocks, empty_lists = divide(layout.head, body, layout.closing_lists)
    folds, repeats = find_repeats(text, blocks)
    findings = (
        *layout.findings,
        *_of_form(layout, blocks, body),
        *empty_lists,
        *repeats,
        *find_artefacts(text, blocks, broken),
        *odd_links,
    )
    in_order = tuple(sorted((*layout.folds, *folds), key=lambda fold: fold.start))
    return ParsedDocument(layout.format, text, blocks, layout.navigation, in_order, links, _merged(findings))


def _layout(text: str, links: tuple[Link, ...]) -> Layout:
    page = osce_page(text)
    if page:
        return page
    body = lines(text)
    return encyclopedia(body, links) or narrative(body)


def _of_form(layout: Layout, blocks: tuple[Block, ...], body: list[Passage]) -> tuple[Finding, ...]:
    unknown = find_unrecognised(body) if layout.format == "narrative" and body else ()
    if any(block.role == "title" for block in layout.head):
        return unknown
    first = next((Span(block.start, block.end) for block in blocks if block.role in {"paragraph", "item"}), None)
    return (*unknown, Finding("missing-title", "The text has no title.", (first,) if first else (), "title"))


def _merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One cause with many places is one Finding."""
    causes: dict[tuple[str, str], list[Finding]] = {}
    for each in findings:
        causes.setdefault((each.kind, each.subject), []).append(each)
    return tuple(
        replace(same[0], spans=tuple(span for each in same for span in each.spans)) for same in causes.values()
    )
