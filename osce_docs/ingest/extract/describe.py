"""What a document says of itself: title, kind, language, date, place, sources and topics."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from osce_docs.ingest.extract.stretches import InOrder
from osce_docs.knowledge import load
from osce_docs.readings import Block, Claim, FoundDate, FoundName, ParsedDocument, Span

WORD = re.compile(r"[^\W\d_]+")
LISTED = re.compile(r"[^,;\n]+(?:[,;](?! )[^,;\n]+)*")
# What stands behind a name without belonging to it: `(closed)`.
REMARK = re.compile(r"\s*\([^()]{0,40}\)\s*$")
DATELINE_END = re.compile(r"\s[-–—]\s|\s?[–—]\s?(?=[A-Z\"“])|\.\s?[-–—]")
# `News and press releases`, `News | Ministry`, `Policy brief No. 14`
KINDS = re.compile(r" and | & | ?[|/›»] ?")
NUMBERED = re.compile(r",? (?:No\.?|Nr\.?|#) ?\d{1,4}$", re.IGNORECASE)
SAMPLE = 4000
FEWEST_WORDS = 8


def describe(document: ParsedDocument, names: Sequence[FoundName], dates: Sequence[FoundDate]) -> tuple[Claim, ...]:
    """Return the claims about the document itself, in text order; what it does not state is not claimed.

    `source` and `place` values are keys of the gazetteer where the name is known, else the words as they stand.
    """
    named, dated = InOrder(names), InOrder(dates)
    claims = [
        *_titles(document),
        *_kind(document),
        *_language(document),
        *_dates(document, dated),
        *_places(document, named, dated),
        *_listed(document, named, "source", "metadata/source-field"),
        *_listed(document, named, "topic", "metadata/topic-field"),
    ]
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.field)))


def _titles(document: ParsedDocument) -> Iterator[Claim]:
    for block in _blocks(document, "title")[:1]:
        yield Claim(block.start, block.end, "title", " ".join(_words(document, block).split()), "metadata/title")


def _kind(document: ParsedDocument) -> Iterator[Claim]:
    labels = load("metadata")["labels"]
    for block in _blocks(document, "kind"):
        label = NUMBERED.sub("", _words(document, block).strip(" :")).lower()
        told = [labels[part] for part in (label, *reversed(KINDS.split(label))) if part in labels]
        if told:
            yield Claim(block.start, block.end, "kind", told[0], "metadata/kind-label")
            return
    yield from _kind_by_form(document)


def _kind_by_form(document: ParsedDocument) -> Iterator[Claim]:
    block = next(iter(document.blocks), None)
    kind = load("metadata")["forms"].get(document.format)
    if block is None:
        return
    for opening, told in load("metadata")["openings"].items():
        if re.match(opening, _words(document, block)):
            kind = told
    if kind:
        yield Claim(block.start, block.end, "kind", kind, "metadata/kind-of-form")


def _language(document: ParsedDocument) -> Iterator[Claim]:
    for block in _blocks(document, "paragraph", "dateline", "item"):
        words = [word.lower() for word in WORD.findall(_words(document, block)[:SAMPLE])]
        if len(words) >= FEWEST_WORDS and (code := _language_of(words)):
            yield Claim(block.start, block.end, "language", code, "metadata/small-words")
            return


def _language_of(words: Sequence[str]) -> str:
    """Return the language whose small words are most frequent; nothing where two are level or none occurs."""
    counts = sorted(((sum(map(small.__contains__, words)), code) for code, small in _languages()), reverse=True)
    (most, code), (next_most, _) = counts[:2]
    return code if most > next_most else ""


@cache
def _languages() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((code, frozenset(words)) for code, words in load("metadata")["languages"].items())


def _dates(document: ParsedDocument, dates: InOrder[FoundDate]) -> Iterator[Claim]:
    for block in _fields(document, "date"):
        for date in dates.within(block)[:1]:
            yield Claim(date.start, date.end, "date", date.edtf, "metadata/date-field")
    for line in _datelines(document):
        for date in dates.within(line)[:1]:
            yield Claim(date.start, date.end, "date", date.edtf, "metadata/dateline-date")


def _places(document: ParsedDocument, names: InOrder[FoundName], dates: InOrder[FoundDate]) -> Iterator[Claim]:
    for block in _fields(document, "place"):
        for piece in _pieces(document, block):
            yield Claim(piece.start, piece.end, "place", _value(document, names, piece), "metadata/place-field")
    for line in _datelines(document):
        first = next(iter(dates.within(line)), None)
        place = _trimmed(document, Span(line.start, first.start)) if first else line
        found = [name for name in names.within(place) if name.kind in {"place", "territory", "state"}]
        if first and found:
            where = found[0]
            yield Claim(where.start, where.end, "place", where.name, "metadata/dateline-place")
        elif first and place.start < place.end:
            yield Claim(place.start, place.end, "place", place.quote(document.text), "metadata/dateline-place")


def _datelines(document: ParsedDocument) -> list[Span]:
    """Return the opening of each dateline block, up to its dash."""
    lines = []
    for block in _blocks(document, "dateline"):
        end = DATELINE_END.search(document.text, block.start, block.end)
        lines.append(Span(block.start, end.start() if end else block.end))
    return lines


def _listed(document: ParsedDocument, names: InOrder[FoundName], field: str, rule: str) -> Iterator[Claim]:
    for block in _fields(document, field):
        for piece in _pieces(document, block):
            value = _key(document, names, piece) if field == "source" else _value(document, names, piece)
            yield Claim(piece.start, piece.end, field, value, rule)


def _pieces(document: ParsedDocument, block: Span) -> list[Span]:
    matches = LISTED.finditer(document.text, block.start, block.end)
    pieces = [_trimmed(document, Span(*match.span())) for match in matches]
    return [piece for piece in pieces if piece.start < piece.end]


def _trimmed(document: ParsedDocument, span: Span) -> Span:
    words = span.quote(document.text)
    start = span.start + len(words) - len(words.lstrip(" -–\t\n"))
    return Span(start, max(start, span.start + len(words.rstrip(" ,-–\t\n"))))


def _key(document: ParsedDocument, names: InOrder[FoundName], piece: Span) -> str:
    name = _whole_name(document, names, piece)
    return name.key if name else piece.quote(document.text)


def _value(document: ParsedDocument, names: InOrder[FoundName], piece: Span) -> str:
    name = _whole_name(document, names, piece)
    return name.name if name else piece.quote(document.text)


def _whole_name(document: ParsedDocument, names: InOrder[FoundName], piece: Span) -> FoundName | None:
    """Return the name that the piece consists of, a remark in parentheses left aside."""
    end = piece.start + len(REMARK.sub("", piece.quote(document.text)))
    found = names.between(piece.start, piece.start + 1)
    return next((name for name in found if end <= name.end <= piece.end), None)


def _fields(document: ParsedDocument, field: str) -> list[Block]:
    labels = load("metadata")["fields"][field]
    return [block for block in _blocks(document, "field") if block.name.strip(" :-").lower() in labels]


def _blocks(document: ParsedDocument, *roles: str) -> list[Block]:
    return [block for block in document.blocks if block.role in roles]


def _words(document: ParsedDocument, span: Span) -> str:
    return span.quote(document.text)
