"""The names that bodies go by in sources: they follow from the Mentions that count."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.editorial.facts import document_counts
from osce_docs.editorial.relations import plain
from osce_docs.models import Alias, Mention

Names = dict[tuple[int, str], str]
LONGEST = 300


def save_aliases(documents: Collection[int], renamed: Collection[int]) -> None:
    """Add the names that these documents use, and drop those of the `renamed` bodies that none uses any more.

    A dropped alias is empty until its body is computed anew, which then removes it unless an editor ruled on it.
    """
    for chunk in in_chunks(sorted(documents)):
        _add(names_in(Mention.objects.filter(document__among=chunk)))
    for chunk in in_chunks(sorted(renamed)):
        for aliases in _by_owner(chunk).values():
            _drop(aliases)


def names_in(mentions: Any) -> Names:
    """Return the names by body and key in those of the mentions that count, a body's own name left out.

    Of spellings that differ in capitals only, the first in the alphabet stands, whatever came first.
    """
    found: Names = {}
    for body, own, names in _rows(mentions):
        for name in names:
            if plain(name) != plain(own):
                at = (body, plain(name))
                found[at] = min(name[:LONGEST], found.get(at, name[:LONGEST]))
    return found


def _rows(mentions: Any) -> Iterator[tuple[int, str, list[str]]]:
    counting = mentions.filter(document_counts("document__"))
    yield from counting.values_list("organization", "organization__given_name", "names").iterator(chunk_size=2000)


def _add(names: Names) -> None:
    owned = _by_owner({owner for owner, _ in names})
    existing = {(alias.owner_id, alias.key): alias for aliases in owned.values() for alias in aliases}
    wanted: dict[Any, dict[str, Any]] = {}
    for at, name in names.items():
        alias = existing.get(at)
        given = min(name, alias.given_name or name) if alias else name
        wanted[at] = {"owner_id": at[0], "key": at[1], "given_name": given} | ({} if alias else {"name": given})
    sync(Alias, existing, wanted)


def _drop(aliases: list[Alias]) -> None:
    """Give up the names of one body that no document uses; most are found again at once, so not all are looked at."""
    unseen = {alias.given_name for alias in aliases} - {""}
    mentions = Mention.objects.filter(organization=aliases[0].owner_id)
    for _, _, names in _rows(mentions):
        unseen -= set(names)
        if not unseen:
            return
    found = names_in(mentions)
    existing = {alias.pk: alias for alias in aliases}
    given = {pk: found.get((alias.owner_id, alias.key), "") for pk, alias in existing.items()}
    sync(Alias, existing, {pk: {"given_name": name} for pk, name in given.items()})


def _by_owner(owners: Iterable[int]) -> dict[int, list[Alias]]:
    found: dict[int, list[Alias]] = {}
    for chunk in in_chunks(sorted(owners)):
        for alias in Alias.objects.filter(owner__among=chunk).order_by("pk"):
            found.setdefault(alias.owner_id, []).append(alias)
    return found
