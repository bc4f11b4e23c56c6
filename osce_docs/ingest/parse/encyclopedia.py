"""Encyclopedia articles: a page number, the title, links by number, headings after blank lines or `== so ==`."""

from osce_docs.ingest.parse.layout import Layout
from osce_docs.ingest.parse.lines import Line, heading_of
from osce_docs.readings import Block, Finding, Fold, Link, Span

LONGEST_TITLE = 200
LONGEST_NUMBER = 9
FEWEST_LINKS = 2


def encyclopedia(body: list[Line], links: tuple[Link, ...]) -> Layout | None:
    """Return the layout of an encyclopedia article; None where the text is none."""
    numbered = len(body) > 1 and _is_number(body[0].words) and _is_title(body[1].words)
    by_number = sum(_is_number(link.target) for link in links)
    if not numbered and by_number < FEWEST_LINKS and not any(heading_of(line.words)[1] > 1 for line in body):
        return None
    number, rest = (body[:1], body[1:]) if numbered else ([], body)
    title, rest = (rest[:1], rest[1:]) if rest and _is_title(rest[0].words) else ([], rest)
    head = [Block(line.start, line.end, "label") for line in number] + [_title(line) for line in title]
    folds = tuple(Fold(line.start, line.end, "artefact") for line in number)
    message = "The first line is a page number."
    findings = tuple(Finding("artefact", message, (Span(line.start, line.end),), "page") for line in number)
    return Layout("encyclopedia", tuple(head), rest, None, folds, findings, closing_lists=True)


def _title(line: Line) -> Block:
    return Block(line.start, line.end, "title")


def _is_number(words: str) -> bool:
    return words.isdecimal() and len(words) <= LONGEST_NUMBER


def _is_title(words: str) -> bool:
    return len(words) <= LONGEST_TITLE and words[-1] not in ".:;," and not heading_of(words)[0]
