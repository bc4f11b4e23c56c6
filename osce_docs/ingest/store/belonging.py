"""To which organization belongs what a document tells of a body: the one it names, unless rulings say another."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import F, QuerySet

from osce_docs.editorial.bulk import KEYS, Tally, in_chunks, sync
from osce_docs.editorial.merged import Merged
from osce_docs.models import Mention, Organization, Ruling, Telling
from osce_docs.models.evidence import BELONGS_ELSEWHERE

KIND = "organization"


@dataclass(slots=True)
class Moved:
    """What now belongs to another organization: how many rows, and the ids of those that gained or lost some."""

    rows: Tally = field(default_factory=Tally)
    bodies: set[int] = field(default_factory=set)


def telling_key(source: str, body: str) -> str:
    """Return the key of what a document (or an edition of the navigation) tells of the body of this key."""
    return f"{source}#{KIND}:{body}"


def body_of(telling: str) -> str:
    """Return the key of the body that such a telling names, an empty text where it is of something else."""
    return telling.rpartition(f"#{KIND}:")[2] if f"#{KIND}:" in telling else ""


def named_for(body: str) -> set[str]:
    """Return the keys of the bodies that texts name where what they tell belongs to the organization of this key."""
    own = {f"{KIND}__key": body}
    blocks = Telling.objects.filter(kind=KIND, **own).values_list("block", flat=True).distinct()
    named = Mention.objects.filter(**own).values_list("named__key", flat=True).distinct()
    return {*named, *(block.partition(":")[2] for block in blocks)}


def bodies_of(named: Mapping[str, str]) -> dict[str, int]:
    """Return by telling the id of the organization that it belongs to; `named` gives the key of the body it names."""
    merged = Merged(Organization)
    ruled = _ruled(named)
    there = _ids({*named.values(), *ruled.values()})
    finals = {
        telling: merged.final(ruled[telling] if ruled.get(telling) in there else named[telling]) for telling in named
    }
    ids = there | _ids(set(finals.values()) - there.keys())
    return {telling: ids[key] for telling, key in finals.items()}


def assign(keys: Iterable[str]) -> Moved:
    """Let what is told of the bodies of these keys belong to the organizations that rulings say; return what moved."""
    moved = Moved()
    for chunk in in_chunks(sorted(set(keys))):
        blocks = [f"{KIND}:{key}" for key in chunk]
        for tellings in _parts(Telling.objects.filter(kind=KIND, block__among=blocks)):
            rows = tellings.values_list("pk", "key", "block", KIND)
            _assign(Telling, {pk: (key, block.partition(":")[2], body) for pk, key, block, body in rows}, moved)
        named = Mention.objects.filter(named__key__among=chunk)
        # First those that belong to the bodies they name, then those that belong elsewhere.
        own = named.filter(organization=F("named"), organization__key__among=chunk)
        for mentions in chain(_parts(own), _parts(named.filter(BELONGS_ELSEWHERE))):
            rows = mentions.values_list("pk", "document__key", "named__key", KIND)
            _assign(Mention, {pk: (telling_key(at, key), key, body) for pk, at, key, body in rows}, moved)
    return moved


def _parts(rows: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
    """Yield the rows in parts: there are bodies that every document names."""
    for pks in in_chunks(rows.order_by("pk").values_list("pk", flat=True), KEYS):
        yield rows.model._default_manager.filter(pk__among=pks)


def _assign(model: type[Any], rows: Mapping[int, tuple[str, str, int]], moved: Moved) -> None:
    places = bodies_of({telling: named for telling, named, _ in rows.values()})
    wanted = {pk: places[telling] for pk, (telling, _, body) in rows.items() if places[telling] != body}
    existing = {row.pk: row for chunk in in_chunks(sorted(wanted)) for row in model.objects.filter(pk__among=chunk)}
    moved.rows += sync(model, existing, {pk: {f"{KIND}_id": body} for pk, body in wanted.items()})
    moved.bodies |= {each for pk, body in wanted.items() for each in (body, rows[pk][2])}


def _ruled(tellings: Collection[str]) -> dict[str, str]:
    belongs = Ruling.objects.standing().filter(kind=Ruling.Kind.BELONGS)
    return {
        telling: body
        for chunk in in_chunks(sorted(tellings), KEYS)
        for telling, body in belongs.filter(telling__among=chunk).order_by("pk").values_list("telling", "value")
    }


def _ids(keys: Collection[str]) -> dict[str, int]:
    return {
        key: pk
        for chunk in in_chunks(sorted(keys), KEYS)
        for key, pk in Organization.objects.filter(key__among=chunk).values_list("key", "pk")
    }
