"""Taking the words of erased documents from the ledger of rulings. No entry goes: who decided when, and about what."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from osce_docs.editorial.bulk import sync
from osce_docs.editorial.ledger import ON_VALUES
from osce_docs.ingest.erase.extent import Going
from osce_docs.ingest.store.touched import Touched
from osce_docs.models import Basis, Event, Proposal, Ruling, Telling

WORDLESS: dict[str, Any] = {"reason": "", "private_note": "", "cites": []}
ERASED = "erased"


def empty_rulings(going: Going, keys: Mapping[str, str], now: datetime) -> Touched:
    """Take from rulings what they say of these documents; return the records whose rulings cited them.

    `keys` are those of the tombstones by the documents' own. Those on the documents, and on records that nothing else
    tells of, stand no longer; those on whether tellings are of one thing stand, for others may be one through them.
    """
    _write(going.rulings, lambda ruling: _on_what_goes(ruling, now))
    names = _telling_names(going, keys)
    _write(going.rulings_on_tellings, lambda ruling: _on_tellings(ruling, names))
    _forget_bases(going)
    return _uncite(going)


def _write(rulings: Iterable[Ruling], columns: Any) -> None:
    rows = {ruling.pk: ruling for ruling in rulings}
    sync(Ruling, rows, {pk: columns(ruling) for pk, ruling in rows.items()})


def _on_what_goes(ruling: Ruling, now: datetime) -> dict[str, Any]:
    told: dict[str, Any] = {"revoked_at": ruling.revoked_at or now, **WORDLESS}
    if ruling.kind in ON_VALUES:
        name, tie, _ = ruling.field.partition("/")
        told |= {"value": None, "field": f"{name}/{ERASED}" if tie else name}
    return told


def _on_tellings(ruling: Ruling, names: Mapping[str, str]) -> dict[str, Any]:
    sides = {side: names.get(key, key) for side in ("telling", "other") if (key := getattr(ruling, side))}
    return {**sides, **WORDLESS}


def _telling_names(going: Going, keys: Mapping[str, str]) -> dict[str, str]:
    """Return by key of a telling one that says nothing of it, the same for the same."""
    sides = {key for row in going.rulings_on_tellings.values_list("telling", "other") for key in row}
    sides -= set(Telling.objects.filter(key__among=sides, document__in=going.holders).values_list("key", flat=True))
    named = {**keys, **{holder.key: holder.key for holder in going.holders}}
    found = sorted((document, key) for key in sides for document in named if key.startswith(f"{document}#"))
    return {key: f"{named[document]}#{ERASED}-{number}" for number, (document, key) in enumerate(found, 1)}


def _forget_bases(going: Going) -> None:
    """Forget these documents among what told of the records that were decided on, and those records that go too."""
    Basis.objects.filter(going.told_as("telling")).delete()
    Basis.objects.filter(event__in=going.records[Event]).delete()
    Basis.objects.filter(proposal__in=going.records[Proposal]).delete()


def _uncite(going: Going) -> Touched:
    """Take the passages of these documents that are cited, and those that holders had of the same words; the rulings
    stand."""
    texts = {document.key: "" for document in going.documents.values()}
    texts |= {holder.key: holder.text.readable for holder in going.holders.select_related("text__edition")}
    rows: dict[Any, Ruling] = {}
    wanted = {}
    for ruling in Ruling.objects.exclude(cites=[]).iterator():
        kept = [cite for cite in ruling.cites if cite["quote"] in texts.get(cite["document"], cite["quote"])]
        if len(kept) < len(ruling.cites):
            rows[ruling.pk], wanted[ruling.pk] = ruling, {"cites": kept}
    sync(Ruling, rows, wanted)
    return Touched(
        organizations=set(_ids(rows.values(), "organization")),
        events=set(_ids(rows.values(), "event")),
        proposals=set(_ids(rows.values(), "proposal")),
    )


def _ids(rulings: Iterable[Ruling], subject: str) -> Iterator[int]:
    return (pk for ruling in rulings if (pk := getattr(ruling, f"{subject}_id")) is not None)
