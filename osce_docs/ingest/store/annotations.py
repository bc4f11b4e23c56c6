"""Finding editors' annotations again in the texts that documents have now: an import moves them and loses none."""

import re
from collections.abc import Collection
from os.path import commonprefix

from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.models import Annotation


def save_annotations(documents: Collection[int]) -> None:
    """Bring the places of annotations on these documents up to date; those whose words are gone become orphans."""
    for chunk in in_chunks(sorted(documents)):
        notes = Annotation.objects.filter(document__among=chunk).select_related("document__text__edition")
        existing = {note.pk: note for note in notes}
        sync(Annotation, existing, {pk: _columns(note) for pk, note in existing.items()})


def _columns(note: Annotation) -> dict[str, object]:
    start = place(note, note.document.text.readable)
    if start is None:
        return {"orphaned": True}
    return {"start": start, "end": start + len(note.quote), "orphaned": False}


def place(note: Annotation, text: str) -> int | None:
    """Return where the note's words stand in the text: where most of what stood around them does, or None."""
    starts = [match.start() for match in re.finditer(re.escape(note.quote), text)]
    return max(starts, key=lambda start: (_alike(note, text, start), -abs(start - note.start)), default=None)


def _alike(note: Annotation, text: str, start: int) -> int:
    """Return how many characters before and after the words are those that the editor saw."""
    before = text[max(0, start - len(note.prefix)) : start]
    after = text[start + len(note.quote) :][: len(note.suffix)]
    return len(commonprefix([note.prefix[::-1], before[::-1]])) + len(commonprefix([note.suffix, after]))
