"""Text in which the names already found are blanked, so that a rule reads like a phrase whatever the country.

A blanked name keeps its length: each of its characters becomes one private character that tells its kind, so offsets
in the masked text are offsets in the text.
"""

from collections.abc import Iterable

from osce_docs.readings import FoundName, Span

STATE, PEOPLE, PLACE, TERRITORY, BODY, OSCE, OFFICE, INSTRUMENT, PERSON = (chr(0xE000 + n) for n in range(9))
MARKS = STATE + PEOPLE + PLACE + TERRITORY + BODY + OSCE + OFFICE + INSTRUMENT + PERSON
MARK_OF_KIND = {
    "state": STATE,
    "people": PEOPLE,
    "place": PLACE,
    "territory": TERRITORY,
    "instrument": INSTRUMENT,
    "person": PERSON,
}


def mask(text: str, span: Span, names: Iterable[tuple[FoundName, str]]) -> str:
    """Return `text[span.start:span.end]` with each of `names` (in text order) blanked by its mark."""
    parts: list[str] = []
    at = span.start
    for name, mark in names:
        parts += [text[at : name.start], mark * (name.end - name.start)]
        at = name.end
    return "".join([*parts, text[at : span.end]])


def mark_of(name: FoundName) -> str:
    """Return the mark of a name's kind; the OSCE has a mark of its own."""
    return OSCE if name.key == "osce" else MARK_OF_KIND.get(name.kind, BODY)
