"""Copying what is named by hashes that the archive's own functions make: bytes, events and proposals."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from benchmarks.multiplying.names import Made, after_blocks, before_slugs, last_line, made_of
from osce_docs.editorial.bulk_write import insert_rows
from osce_docs.ingest.store.documents import sha256
from osce_docs.models import Original
from osce_docs.models.record import Record

# So many rows are held at once.
FEW = 500

Row = dict[str, Any]


def copy_originals(times: int, last: int) -> Iterator[int]:
    """Copy the bytes up to the id `last`, each with a line that no other copy has; yield the number of each copy."""
    originals = Original.objects.filter(pk__lte=last).select_related("edition").order_by("pk")
    for copy in range(1, times):
        _insert(Original, (_original(each, copy, last) for each in originals.iterator(chunk_size=FEW)))
        yield copy


def _original(original: Original, copy: int, last: int) -> Row:
    data = original.data + last_line(copy)
    return {
        "id": original.pk + copy * last,
        "sha256": sha256(data),
        "size": len(data),
        "edition_id": original.edition_id,
        "packed": Original.pack(data, original.edition.text if original.edition else ""),
    }


def copy_records(model: type[Record], times: int, last: int) -> Iterator[int]:
    """Copy the events, or proposals, up to the id `last`; yield the number of each copy."""
    records = model._default_manager.filter(pk__lte=last).order_by("pk")
    made = made_of(str(model._meta.model_name), dict(records.values_list("pk", "key")))
    for copy in range(1, times):
        _insert(model, (_record(each, made, copy, last) for each in records.values().iterator(chunk_size=FEW)))
        yield copy


def _record(row: Row, made: Mapping[int, Made], copy: int, last: int) -> Row:
    own = made.get(row["id"])
    key = own.key(copy) if own else row["key"] + after_blocks(copy)
    return row | {"id": row["id"] + copy * last, "key": key, "slug": before_slugs(copy) + row["slug"]}


def _insert(model: type[Any], rows: Iterable[Row]) -> None:
    rows = iter(rows)
    while some := list(islice(rows, FEW)):
        insert_rows(model, some, keyed=True)
