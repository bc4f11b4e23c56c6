"""Storing the sources: provenance, bytes, navigation editions, texts and documents."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from osce_docs.editorial.bulk import Tally, in_chunks, sync
from osce_docs.ingest.match import address
from osce_docs.ingest.reading import Read
from osce_docs.models import Document, FormerText, NavigationEdition, Original, Provenance, Text

SUPPLIED_WORDS = 8


def save_documents(batch: Sequence[Read], rules: str) -> tuple[dict[str, Document], set[int], Tally]:
    """Store the batch's sources; return the Documents by key, the ids of those that stand again, and the tally."""
    provenances = _provenances(batch)
    editions = _editions(batch)
    originals = _originals(batch, editions)
    texts = _texts(batch, editions, originals)
    keys = [read.source.key for read in batch]
    existing = _by(Document, "key", keys)
    slugs = addresses(Document, keys)
    wanted = {
        read.source.key: {
            "key": read.source.key,
            "slug": slugs[read.source.key],
            "provenance_id": provenances[read.provenance_key].pk,
            "path": read.source.key.partition("/")[2] or read.source.key,
            "text_id": texts[read.source.key].pk,
            "edition_id": texts[read.source.key].edition_id,
            "size": read.source.size,
            "modified_ns": read.source.mtime_ns,
            "rules": rules,
            "format": read.reading.parsed.format,
            "given_title": supplied_title(read),
            "standing": True,
        }
        for read in batch
    }
    revived = {document.pk for document in existing.values() if not document.standing}
    _keep_former_texts(existing, wanted)
    tally = sync(Document, existing, wanted)
    return _by(Document, "key", keys), revived, tally


def _keep_former_texts(existing: Mapping[str, Document], wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Note which text each document had, where it gets another one."""
    left = {
        (document.pk, document.text_id): {"document_id": document.pk, "text_id": document.text_id}
        for key, document in existing.items()
        if document.text_id != wanted[key]["text_id"]
    }
    known = FormerText.objects.filter(document__among=[document for document, _ in left])
    sync(FormerText, {(row.document_id, row.text_id): row for row in known}, left)


def addresses(model: type[Any], keys: Sequence[str]) -> dict[str, str]:
    """Return a free slug for each key: its own where it has one, else the key's address, hashed on collision."""
    own = dict(model._default_manager.filter(key__among=keys).values_list("key", "slug"))
    plain = {key: address(key) for key in keys}
    taken = set(model._default_manager.filter(slug__among=set(plain.values())).values_list("slug", flat=True))
    for key in sorted(set(keys) - own.keys()):
        own[key] = address(key, collides=True) if plain[key] in taken else plain[key]
        taken.add(own[key])
    return own


def supplied_title(read: Read) -> str:
    """Return a title for a text that states none: its first words, as archivists supply them."""
    document = read.reading.parsed
    blocks = [block for block in document.blocks if block.role in {"dateline", "paragraph", "item", "heading"}]
    words = (blocks[0].quote(document.text) if blocks else document.text).split()
    opening = " ".join(words[:SUPPLIED_WORDS])[:190].rstrip(" ,;:(–-")
    return f"{opening}…" if len(words) > SUPPLIED_WORDS else opening


def _by(model: type[Any], field: str, values: Any) -> dict[str, Any]:
    return {
        getattr(row, field): row
        for chunk in in_chunks(sorted(set(values)))
        for row in model._default_manager.filter(**{f"{field}__among": chunk})
    }


def _provenances(batch: Sequence[Read]) -> dict[str, Provenance]:
    wanted = {read.provenance_key: read.provenance for read in batch}
    sync(Provenance, _by(Provenance, "key", wanted), wanted)
    return _by(Provenance, "key", wanted)


def _editions(batch: Sequence[Read]) -> dict[str, NavigationEdition]:
    texts = {text for read in batch if (text := read.navigation)}
    wanted = {sha256(text.encode()): {"sha256": sha256(text.encode()), "text": text} for text in texts}
    sync(NavigationEdition, _by(NavigationEdition, "sha256", wanted), wanted)
    return _by(NavigationEdition, "sha256", wanted)


def _originals(batch: Sequence[Read], editions: Mapping[str, NavigationEdition]) -> dict[str, Original]:
    existing = _by(Original, "sha256", [read.source.sha256 for read in batch])
    wanted = {
        read.source.sha256: {
            "sha256": read.source.sha256,
            "size": read.source.size,
            "edition_id": _edition_id(read, editions),
            "packed": Original.pack(read.source.data, read.navigation),
        }
        for read in batch
        if read.source.sha256 not in existing
    }
    sync(Original, existing, wanted)
    return _by(Original, "sha256", [read.source.sha256 for read in batch])


def _texts(
    batch: Sequence[Read], editions: Mapping[str, NavigationEdition], originals: Mapping[str, Original]
) -> dict[str, Text]:
    """Return by document key the Text that the parser made: the one there is where it made the same before."""
    wanted: dict[tuple[int, str], dict[str, Any]] = {}
    made: dict[str, tuple[int, str]] = {}
    for read in batch:
        columns = _text_columns(read, originals[read.source.sha256].pk, _edition_id(read, editions))
        made[read.source.key] = columns["original_id"], columns["version"]
        wanted[made[read.source.key]] = columns
    ids = {original for original, _ in wanted}

    def stored() -> dict[Any, Text]:
        return {(row.original_id, row.version): row for row in Text.objects.filter(original_id__among=ids)}

    existing = stored()
    sync(Text, existing, {at: columns for at, columns in wanted.items() if at not in existing})
    rows = stored()
    return {key: rows[at] for key, at in made.items()}


def _text_columns(read: Read, original: int, edition: int | None) -> dict[str, Any]:
    document = read.reading.parsed
    navigation = document.navigation
    start, end = (navigation.start, navigation.end) if navigation else (0, 0)
    content = document.text[:start] + document.text[end:]
    structure = {
        "blocks": [[b.start, b.end, b.role, b.name, b.section] for b in document.blocks],
        "folds": [[fold.start, fold.end, fold.reason] for fold in document.folds],
        "links": [[link.start, link.end, link.target] for link in document.links],
    }
    return {
        "original_id": original,
        "version": text_version(content, read.navigation, start, structure),
        "content": content,
        "edition_id": edition,
        "navigation_at": start,
        "structure": structure,
    }


def text_version(content: str, navigation: str, navigation_at: int, structure: Mapping[str, Any]) -> str:
    """Return the hash of what a parser made of some bytes."""
    parts = [content, sha256(navigation.encode()), navigation_at, structure]
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str).encode())[:32]


def _edition_id(read: Read, editions: Mapping[str, NavigationEdition]) -> int | None:
    return editions[sha256(read.navigation.encode())].pk if read.navigation else None


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()
