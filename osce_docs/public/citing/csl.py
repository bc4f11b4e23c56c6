"""CSL-JSON, which reference managers and citeproc read."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from osce_docs.public.citing.reference import ARCHIVE, Day, Reference


def csl(cited: Reference) -> dict[str, Any]:
    """Return a reference as an item of CSL-JSON, version 1.0.2; what is not known is left out."""
    item = {
        "id": cited.key,
        "type": "document",
        "title": cited.title,
        "author": [{"literal": cited.publisher}] if cited.publisher else None,
        "publisher": cited.publisher,
        "publisher-place": cited.place,
        "issued": _issued(cited),
        "genre": cited.kind,
        "language": cited.language,
        "archive": ARCHIVE,
        "URL": cited.address,
        "note": cited.quote and f"“{cited.quote}”",
    }
    return {name: value for name, value in item.items() if value}


def _issued(cited: Reference) -> dict[str, Any]:
    if not cited.days:
        return {"literal": cited.date} if cited.date else {}
    issued: dict[str, Any] = {"date-parts": _parts(cited.days)}
    return issued | ({"circa": True} if cited.about else {})


def _parts(days: Sequence[Day]) -> list[list[int]]:
    """Return a date, or for a range what its ends share: many programs leave out a date of two parts."""
    common = [ends[0] for ends in takewhile(_alike, zip(*days, strict=False))]
    return [common] if common else [list(day) for day in days]


def _alike(ends: tuple[int, ...]) -> bool:
    return len(set(ends)) == 1
