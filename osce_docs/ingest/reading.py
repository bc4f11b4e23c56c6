"""Reading one source: from its bytes to all that is read in it. No Django, so that any process may do it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from osce_docs.ingest.extract import extract
from osce_docs.ingest.parse import parse
from osce_docs.ingest.read import Refusal, SourceDescription, SourceFile, Unreadable, decode, printable
from osce_docs.readings import DocumentReading, Span

TOLD = ("title", "publisher", "address", "retrieved", "language", "rights", "attribution")


@dataclass(frozen=True, slots=True)
class Read:
    """A source file with its reading."""

    source: SourceFile
    reading: DocumentReading

    @property
    def navigation(self) -> str:
        """The text of the site's navigation in this source; empty where there is none."""
        span = self.reading.parsed.navigation
        return span.quote(self.reading.parsed.text) if span else ""

    @property
    def provenance_key(self) -> str:
        """The key of its provenance."""
        return provenance_key(self.source.source)

    @property
    def provenance(self) -> dict[str, Any]:
        """The columns of its provenance."""
        return {"key": self.provenance_key} | {name: getattr(self.source.source, name) for name in TOLD}


@lru_cache(1024)
def provenance_key(source: SourceDescription) -> str:
    """Return the key of a provenance: the source's with a hash of what is told, for single files may differ."""
    told = "\x1f".join(getattr(source, name) for name in TOLD)
    return f"{source.key}#{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def read_source(source: SourceFile) -> Read:
    """Decode, parse and extract one source. Raises Unreadable where its bytes are no text, ValueError where a rule gave
    a passage that no words of the text are: the archive would not take it, nor the texts read together with it."""
    reading = extract(parse(decode(source.data)))
    check_passages(reading)
    return Read(source, reading)


def check_passages(reading: DocumentReading) -> None:
    """Raise ValueError, telling the rule's place in the text, where a telling or a claim covers no words of it."""
    length = len(reading.parsed.text)
    for span in _spans(reading):
        if not 0 <= span.start < span.end <= length:
            raise ValueError(f"a passage from {span.start} to {span.end}")


def _spans(reading: DocumentReading) -> Iterator[Span]:
    yield from reading.claims
    for telling in reading.tellings:
        yield telling
        yield from telling.claims


def try_source(source: SourceFile) -> Read | Refusal:
    """Read one source, or say why it cannot be read: a mistake of ours about one text never stops the others."""
    try:
        return read_source(source)
    except Unreadable as error:
        return Refusal(printable(source.path), str(error))
    except Exception as error:  # noqa: BLE001 - rules run over hostile text; whatever one of them does, the rest goes on
        reason = f"The rules of reading failed on this text ({type(error).__name__}: {error}). Please report it."
        return Refusal(printable(source.path), reason)
