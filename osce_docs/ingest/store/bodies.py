"""Storing the bodies and states that a batch names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.ingest.extract.gazetteer import entry
from osce_docs.ingest.store.documents import addresses
from osce_docs.ingest.store.evidence import Said
from osce_docs.models import Organization

KINDS = frozenset(Organization.Kind.values)


def save_bodies(batch: Sequence[Said]) -> tuple[dict[str, Organization], set[int]]:
    """Make sure that every body the batch names has a record; return them by key, and the new ones' ids."""
    names: dict[str, tuple[str, str]] = {}
    for said in batch:
        for key, (name, kind) in _named(said):
            names[key] = min(names.get(key, (name, kind)), (name, kind))
    return ensure_bodies(names)


def ensure_bodies(names: Mapping[str, tuple[str, str]]) -> tuple[dict[str, Organization], set[int]]:
    """Make sure that there is a record of each key; `names` gives name and kind. Returns them and the new ones' ids.

    Whether one that there was stands follows from what is told of it.
    """
    existing = stored_bodies(names)
    slugs = addresses(Organization, sorted(names))
    wanted = {
        key: {"key": key, "slug": slugs[key], **_given(existing.get(key), name, kind)}
        for key, (name, kind) in names.items()
    }
    sync(Organization, existing, wanted)
    bodies = stored_bodies(names)
    return bodies, {body.pk for key, body in bodies.items() if key not in existing}


def stored_bodies(keys: Iterable[str]) -> dict[str, Organization]:
    """Return the organizations with these keys, by key."""
    return {row.key: row for chunk in in_chunks(sorted(keys)) for row in Organization.objects.filter(key__among=chunk)}


def _given(existing: Organization | None, name: str, kind: str) -> dict[str, Any]:
    """The name given is the first in the alphabet of those read, so that no order of files matters."""
    if existing is not None and (existing.given_name, existing.given_kind) <= (name, kind):
        return {}
    given = {"given_name": name[:300], "given_kind": kind if kind in KINDS else Organization.Kind.BODY}
    return given if existing is not None else given | {"name": given["given_name"], "kind": given["given_kind"]}


def _named(said: Said) -> Iterable[tuple[str, tuple[str, str]]]:
    for key, names in said.named.items():
        known = entry(key)
        named = next((name for name in names if name.kind != "people"), None)
        if known or named:
            yield key, (known.name, known.kind) if known else (named.name, named.kind)
    for telling in said.read.reading.tellings:
        if telling.kind == "organization":
            yield from _known(telling.block.partition(":")[2])
    for key in said.acting:
        yield from _known(key)


def _known(key: str) -> Iterable[tuple[str, tuple[str, str]]]:
    """Yield a body that a text tells of without its name, as by an office that is of one body alone."""
    known = entry(key) if key else None
    if known:
        yield key, (known.name, known.kind)
