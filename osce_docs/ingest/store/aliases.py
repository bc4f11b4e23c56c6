"""The names that bodies go by in sources: they follow from the Mentions that count, and from merges."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.editorial.facts import document_counts
from osce_docs.editorial.merged import Merged
from osce_docs.editorial.relations import plain
from osce_docs.models import Alias, Mention, Organization

Names = dict[tuple[int, str], str]
LONGEST = 300


def save_aliases(documents: Collection[int], renamed: Collection[int]) -> None:
    """Add the names that these documents use, and drop those of the `renamed` bodies that none uses any more.

    A dropped alias is empty until its body is computed anew, which then removes it unless an editor ruled on it.
    """
    for chunk in in_chunks(sorted(documents)):
        _add(names_in(Mention.objects.filter(document__among=chunk)))
    merged = names_of_merged() if renamed else {}
    for chunk in in_chunks(sorted(renamed)):
        for aliases in _by_owner(chunk).values():
            _drop(aliases, merged)


def save_aliases_of(bodies: Collection[int]) -> None:
    """Make the names of these bodies what their mentions, and what is merged into them, say."""
    for chunk in in_chunks(sorted(bodies)):
        found = names_in(Mention.objects.filter(organization__among=chunk), names_of_merged())
        found = {at: name for at, name in found.items() if at[0] in bodies}
        existing = {(alias.owner_id, alias.key): alias for aliases in _by_owner(chunk).values() for alias in aliases}
        _save(existing, dict.fromkeys(existing, "") | found)


def names_in(mentions: Any, merged: Mapping[tuple[int, str], str] | None = None) -> Names:
    """Return the names by body and key in those of the mentions that count, a body's own name left out.

    With those of `merged` bodies. Of spellings that differ in capitals only, the first in the alphabet stands, whatever
    came first.
    """
    found: Names = dict(merged or {})
    for body, own, names in _rows(mentions):
        for name in names:
            if plain(name) != plain(own):
                at = (body, plain(name))
                found[at] = min(name[:LONGEST], found.get(at, name[:LONGEST]))
    return found


def names_of_merged() -> Names:
    """Return the names of merged bodies, each as a name of the one that stands for it."""
    finals = Merged(Organization).finals()
    rows = Organization.objects.filter(key__in={*finals, *finals.values()}).values_list("key", "pk", "given_name")
    known = {key: (pk, name) for key, pk, name in rows}
    found: Names = {}
    for key, final in sorted(finals.items()):
        (owner, own), name = known[final], known[key][1]
        if plain(name) != plain(own):
            found[owner, plain(name)] = min(name, found.get((owner, plain(name)), name))
    return found


def _rows(mentions: Any) -> Iterator[tuple[int, str, list[str]]]:
    counting = mentions.filter(document_counts("document__"))
    yield from counting.values_list("organization", "organization__given_name", "names").iterator(chunk_size=2000)


def _add(names: Names) -> None:
    owned = _by_owner({owner for owner, _ in names})
    existing = {(alias.owner_id, alias.key): alias for aliases in owned.values() for alias in aliases}
    _save(existing, {at: _earlier(name, existing.get(at)) for at, name in names.items()})


def _earlier(name: str, alias: Alias | None) -> str:
    return min(name, alias.given_name or name) if alias else name


def _save(existing: Mapping[tuple[int, str], Alias], names: Mapping[tuple[int, str], str]) -> None:
    wanted = {
        at: {"owner_id": at[0], "key": at[1], "given_name": name} | ({} if at in existing else {"name": name})
        for at, name in names.items()
    }
    sync(Alias, existing, wanted)


def _drop(aliases: list[Alias], merged: Names) -> None:
    """Give up the names of one body that no document uses; most are found again at once, so not all are looked at."""
    owner = aliases[0].owner_id
    own = {at: name for at, name in merged.items() if at[0] == owner}
    unseen = {alias.given_name for alias in aliases} - {"", *own.values()}
    mentions = Mention.objects.filter(organization=owner)
    for _, _, names in _rows(mentions):
        unseen -= set(names)
        if not unseen:
            return
    found = names_in(mentions, own)
    existing = {(alias.owner_id, alias.key): alias for alias in aliases}
    _save(existing, {at: found.get(at, "") for at in existing})


def _by_owner(owners: Iterable[int]) -> dict[int, list[Alias]]:
    found: dict[int, list[Alias]] = {}
    for chunk in in_chunks(sorted(owners)):
        for alias in Alias.objects.filter(owner__among=chunk).order_by("pk"):
            found.setdefault(alias.owner_id, []).append(alias)
    return found
