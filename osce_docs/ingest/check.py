"""Proving the promises: passages are exact, every column follows from claims and rulings, matching holds."""

from collections.abc import Iterator

from django.db import connection, transaction

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.facts import counts
from osce_docs.editorial.recompute import RECORDS, computed
from osce_docs.ingest.store.matches import save_matches
from osce_docs.models import Annotation, Claim, Document, FindingPassage, Mention, Telling, Text


def check_records() -> Iterator[str]:
    """Yield one sentence for each promise that does not hold; nothing is written."""
    yield from _constraints()
    yield from _texts()
    yield from _passages()
    yield from _mentions()
    yield from _effective_values()
    yield from _matching()


def _constraints() -> Iterator[str]:
    try:
        connection.check_constraints()
    except connection.Database.Error as error:
        yield f"A row points to another that is not there: {error}"


def _texts() -> Iterator[str]:
    for text in Text.objects.select_related("original__edition", "edition").iterator(chunk_size=200):
        if len(text.original.data) != text.original.size:
            yield f"The bytes kept of {text.original} are not whole."


def _passages() -> Iterator[str]:
    documents = Document.objects.select_related("text__edition").order_by("pk")
    for document in documents.iterator(chunk_size=200):
        text = document.text.readable
        rows = [
            *Claim.objects.filter(telling__document=document).values_list("start", "end", "quote"),
            *FindingPassage.objects.filter(document=document, finding__found=True).values_list("start", "end", "quote"),
            *Annotation.objects.filter(document=document, orphaned=False).values_list("start", "end", "quote"),
        ]
        for start, end, quote in rows:
            if text[start:end] != quote:
                yield f"{document.key}: characters {start}–{end} are not “{quote[:60]}”."
    for claim in Claim.objects.filter(telling__edition__isnull=False).select_related("telling__edition"):
        if claim.telling.edition.text[claim.start : claim.end] != claim.quote:
            yield f"Navigation {claim.telling.edition}: {claim.start}–{claim.end} are not “{claim.quote[:60]}”."


def _mentions() -> Iterator[str]:
    lengths = {text.pk: len(text.readable) for text in Text.objects.select_related("edition").iterator(chunk_size=200)}
    for key, text, offsets in Mention.objects.values_list("document__key", "document__text", "offsets").iterator():
        if any(not 0 <= start < end <= lengths[text] for start, end in offsets):
            yield f"{key}: a mention lies outside the text."


def _effective_values() -> Iterator[str]:
    for model in RECORDS:
        ids = model._default_manager.values_list("pk", flat=True)
        for chunk in in_chunks(ids):
            records, columns, ties = computed(model, chunk)
            for pk, wanted in columns.items():
                for name, value in wanted.items():
                    stored = getattr(records[pk], name)
                    if stored != value:
                        yield f"{records[pk].key}: {name} is {stored!r}, its sources and rulings say {value!r}."
            for tie in ties:
                yield from (
                    f"{tie.model.__name__} {at}: not told by any source." for at in tie.existing if at not in tie.wanted
                )
                yield from (
                    f"{tie.model.__name__} {at}: told, but not stored." for at in tie.wanted if at not in tie.existing
                )


def _matching() -> Iterator[str]:
    """Divide every block anew and see whether anything would change; the change itself is taken back."""
    with transaction.atomic():
        blocks = set(Telling.objects.filter(counts("")).exclude(block="").values_list("block", flat=True))
        placed = save_matches(blocks)
        transaction.set_rollback(True)
    if placed.assigned.written:
        yield f"{placed.assigned.written} tellings belong to another record than the one they are assigned to."
    for kind, tally in placed.tally.items():
        if tally.written:
            yield f"{tally.written} {kind}s are not what matching makes of their tellings."
