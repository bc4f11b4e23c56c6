"""Proving the promises: passages are exact, every column follows from claims and rulings, matching holds."""

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.facts import counts
from osce_docs.editorial.kept import differing, told_anew
from osce_docs.editorial.recompute import RECORDS, computed
from osce_docs.editorial.standing import save_standing
from osce_docs.editorial.ties import TiedRows
from osce_docs.ingest.erase.remains import remains
from osce_docs.ingest.store.aliases import names_in, names_of_merged
from osce_docs.ingest.store.belonging import assign
from osce_docs.ingest.store.documents import sha256
from osce_docs.ingest.store.editions import save_editions
from osce_docs.ingest.store.matches import save_matches
from osce_docs.models import (
    Alias,
    Annotation,
    Basis,
    Claim,
    Document,
    Event,
    FindingPassage,
    Mention,
    NavigationEdition,
    Organization,
    Original,
    Proposal,
    Ruling,
    Telling,
    Unsettled,
)
from osce_docs.models.record import Record
from osce_docs.search.indexing import broken

# The texts of so many documents are held at once.
FEW = 200


def check_records() -> Iterator[str]:
    """Yield one sentence for each promise that does not hold; nothing is written."""
    yield from _constraints()
    yield from _originals()
    yield from _passages()
    yield from _navigation()
    yield from _aliases()
    yield from _rulings()
    yield from remains()
    waiting = Unsettled.objects.count()
    if waiting:
        yield f"An import was interrupted; {waiting} things wait to be settled. Run import_seeds again to go on."
    else:
        yield from _effective_values()
        yield from _matching()
        yield from broken()


def _constraints() -> Iterator[str]:
    try:
        connection.check_constraints()
    except Error as error:
        yield f"A row points to another that is not there: {error}"


def _originals() -> Iterator[str]:
    for original in Original.objects.select_related("edition").order_by("pk").iterator(chunk_size=200):
        try:
            whole = sha256(original.data) == original.sha256
        except zlib.error:
            whole = False
        if not whole:
            yield f"The bytes kept of {original} are not those that were read."


def _passages() -> Iterator[str]:
    for chunk in in_chunks(Document.objects.order_by("pk").values_list("pk", flat=True), FEW):
        documents = {row.pk: row for row in Document.objects.select_related("text__edition").filter(pk__among=chunk)}
        texts = {pk: document.text.readable for pk, document in documents.items()}
        for document in documents.values():
            if document.edition_id != document.text.edition_id:
                yield f"{document.key}: its navigation is not that of its text."
        for pk, start, end, quote in _quoted(chunk):
            if texts[pk][start:end] != quote:
                yield f"{documents[pk].key}: characters {start}–{end} are not “{quote[:60]}”."
        for pk, offsets in Mention.objects.filter(document__among=chunk).values_list("document", "offsets"):
            if any(not 0 <= start < end <= len(texts[pk]) for start, end in offsets):
                yield f"{documents[pk].key}: a mention lies outside the text."


def _quoted(documents: Collection[int]) -> Iterator[tuple[int, int, int, str]]:
    """Yield the document, start, end and words of every passage that is quoted of these documents."""
    passages: tuple[tuple[str, QuerySet[Any]], ...] = (
        ("telling__document", Claim.objects.all()),
        ("document", FindingPassage.objects.filter(finding__found=True)),
        ("document", Annotation.objects.filter(orphaned=False)),
    )
    for path, rows in passages:
        yield from rows.filter(**{f"{path}__among": documents}).values_list(path, "start", "end", "quote")


def _navigation() -> Iterator[str]:
    for claim in Claim.objects.filter(telling__edition__isnull=False).select_related("telling__edition").iterator():
        if claim.telling.edition.text[claim.start : claim.end] != claim.quote:
            yield f"Navigation {claim.telling.edition}: {claim.start}–{claim.end} are not “{claim.quote[:60]}”."


def _aliases() -> Iterator[str]:
    told = names_in(Mention.objects.order_by("pk"), names_of_merged())
    stored = {
        (owner, key): name
        for owner, key, name in Alias.objects.exclude(given_name="").values_list("owner", "key", "given_name")
    }
    for owner, key in sorted(told.keys() | stored.keys()):
        if told.get((owner, key)) != stored.get((owner, key)):
            yield f"Alias {key} of organization {owner}: sources write it {told.get((owner, key))!r}."


def _rulings() -> Iterator[str]:
    """Yield the records whose status, or what they are merged into, is not what was ruled."""
    for model in RECORDS:
        about = Ruling.objects.standing().filter(**{str(model._meta.model_name): OuterRef("pk")})
        rows = model._default_manager.order_by("pk").annotate(
            ruled_status=Subquery(about.filter(kind=Ruling.Kind.STATUS).values("value")[:1]),
            ruled_into=Subquery(about.filter(kind=Ruling.Kind.MERGE).values("value")[:1]),
        )
        columns = ("key", "status", "merged_into__key", "ruled_status", "ruled_into")
        for key, status, into, ruled_status, ruled_into in rows.values_list(*columns).iterator():
            if status != (ruled_status or Record.Status.UNREVIEWED):
                yield f"{key}: its status is {status}, no ruling says so."
            if into != ruled_into:
                yield f"{key}: it is merged into {into}, the rulings say {ruled_into}."


def _effective_values() -> Iterator[str]:
    for model in RECORDS:
        ids = model._default_manager.order_by("pk").values_list("pk", flat=True)
        for chunk in in_chunks(ids):
            told = told_anew(model, chunk)
            records, columns, ties = computed(model, chunk, told)
            for pk, wanted in columns.items():
                for name, stored, value in _differing(records[pk], wanted):
                    yield f"{records[pk].key}: {name} is {stored!r}, its sources and rulings say {value!r}."
            for tie in ties:
                yield from _ties(tie)
            for pk in differing(model, told):
                yield f"{records[pk].key}: what is kept of its readings is not what its sources say."


def _ties(tie: TiedRows) -> Iterator[str]:
    name = tie.model.__name__
    for at, row in tie.existing.items():
        if at not in tie.wanted:
            yield f"{name} {at}: not told by any source."
            continue
        for column, stored, value in _differing(row, tie.wanted[at]):
            yield f"{name} {at}: {column} is {stored!r}, its sources and rulings say {value!r}."
    yield from (f"{name} {at}: told, but not stored." for at in tie.wanted if at not in tie.existing)


def _differing(row: Any, wanted: dict[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    stored = ((name, getattr(row, name), value) for name, value in wanted.items())
    return [(name, value, said) for name, value, said in stored if value != said]


def _matching() -> Iterator[str]:
    """Divide every block anew and see whether anything would change; the change itself is taken back."""
    with transaction.atomic():
        save_editions(NavigationEdition.objects.values_list("pk", flat=True))
        standing = {
            model.__name__: save_standing(model, model._default_manager.values_list("pk", flat=True))
            for model in (Organization, Event, Proposal)
        }
        blocks = set(Telling.objects.filter(counts("")).exclude(block="").values_list("block", flat=True))
        blocks |= set(Basis.objects.values_list("block", flat=True))
        assigned, matched = _matched(blocks)
        # One by one: there are bodies that every document names.
        moved = sum(assign([key]).rows.written for key in Organization.objects.values_list("key", flat=True))
        transaction.set_rollback(True)
    for name, tally in standing.items():
        if tally.written:
            yield f"{name}: {tally.written} stand that no source tells of, or do not stand though one does."
    if assigned:
        yield f"{assigned} tellings belong to another record than the one they are assigned to."
    if moved:
        yield f"{moved} tellings and mentions belong to another organization than they are assigned to."
    for kind, written in matched.items():
        if written:
            yield f"{written} {kind}s are not what matching makes of their tellings."


def _matched(blocks: Iterable[str]) -> tuple[int, Counter[str]]:
    """Match these blocks; return how many tellings and, by kind, records were written. What else matching found of some
    blocks is forgotten before the next."""
    assigned, matched = 0, Counter[str]()
    for chunk in in_chunks(sorted(blocks)):
        placed = save_matches(chunk)
        assigned += placed.assigned.written
        matched.update({kind: tally.written for kind, tally in placed.tally.items()})
    return assigned, matched
