"""Texts that editors add by hand. They are read and stored as files are, and no folder read without them is theirs."""

import hashlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import transaction

from osce_docs.editorial.relations import plain
from osce_docs.ingest.read import SourceDescription, SourceFile
from osce_docs.ingest.reading import TOLD, Read
from osce_docs.ingest.report import Report
from osce_docs.ingest.store import settle_waiting, store
from osce_docs.ingest.store.erased import erased_among
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.knowledge import fingerprint
from osce_docs.models import Document

# No folder has this key: that of a source.toml holds no colon.
KEY = "manual:documents"


class Exists(Exception):
    """There is a document of this name already: `document`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        super().__init__(f"There is a document of this name already: {document}")


def by_hand(name: str, data: bytes, told: Mapping[str, str]) -> SourceFile:
    """Return a source of these bytes; `told` is what is known of it, as a source.toml would tell it.

    The name makes the document's key. Raises ValueError where no letter of it can stand in one.
    """
    if not plain(name):
        raise ValueError("A name needs a letter of the Latin alphabet, or a digit.")
    source = SourceDescription(KEY, **{field: told.get(field, "") for field in TOLD})
    return _source(f"{KEY}/{plain(name)}", data, time.time_ns(), source)


class Erased(Exception):
    """The document was erased; the words say when."""


def check_not_erased(source: SourceFile) -> None:
    """Raise Erased where a source has the name or the bytes of an erased document."""
    for reason in erased_among([source]).values():
        raise Erased(f"This text {reason}.")


@transaction.atomic
def add(read: Read) -> tuple[Document, Report]:
    """Store what was read in a text added by hand; return its Document, and what was written.

    Raises Exists where there is a document of this name: it is another's text, or an earlier one; Erased where it was
    erased.
    """
    wait_for_other_imports()
    check_not_erased(read.source)
    there = Document.objects.filter(key=read.source.key).first()
    if there is not None:
        raise Exists(there)
    report = Report()
    report.read = 1
    report.begin()
    report.add(store([read], fingerprint()))
    report.add(settle_waiting())
    report.finish(dry_run=False)
    return Document.objects.get(key=read.source.key), report


def read_by_other_rules(rules: str) -> Iterator[SourceFile]:
    """Yield the sources added by hand that were not read by the rules of this fingerprint, from the bytes kept."""
    stored = Document.objects.filter(key__startswith=f"{KEY}/", standing=True).exclude(rules=rules)
    for document in stored.select_related("provenance", "text__original__edition").order_by("key"):
        told = {field: getattr(document.provenance, field) for field in TOLD}
        source = SourceDescription(KEY, **told)
        yield _source(document.key, document.text.original.data, document.modified_ns, source)


def _source(key: str, data: bytes, at: int, source: SourceDescription) -> SourceFile:
    return SourceFile(key, Path(key.rpartition("/")[2]), data, hashlib.sha256(data).hexdigest(), len(data), at, source)
