"""Which stored record each group of tellings is: kept, under another key, or new.

Records that editors decided on come first, each where its tellings are (`match/decided.py`): that alone decides where
rulings and notes are. Of the others the one of a group's key is kept, or the one that most of its tellings had, so that
an address goes on leading where it led.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from osce_docs.editorial.bulk import KEYS, Tally, in_chunks, sync
from osce_docs.editorial.merged import Merged
from osce_docs.ingest.match import Decided, Group, keys_of_decided
from osce_docs.ingest.store.documents import addresses
from osce_docs.models import Event, FormerAddress, Ruling
from osce_docs.models.record import Record

ON_VALUES, ON_RECORDS = ("field", "relation"), ("merge", "belongs")


@dataclass(slots=True)
class Keeping:
    """By their former keys the present ones of records that go by others; the ids of those; and how many rows were
    written."""

    renamed: dict[str, str]
    changed: set[int] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)


def keep_records(
    kind: str,
    model: type[Record],
    wanted: Mapping[str, Group],
    before: Mapping[str, int | None],
    decided: Collection[Decided],
) -> Keeping:
    """Store the record of each of these groups; `before` is by telling the id of the record that it had."""
    own = keys_of_decided(decided, {key: group.keys for key, group in wanted.items()})
    known = _known(model, {*before.values(), *own} - {None}, {*wanted, *own.values()})
    keys = own | _undecided(wanted, known, before, own)
    keys |= _out_of_the_way(known, keys)
    new = sorted(wanted.keys() - set(keys.values()))
    slugs = addresses(model, sorted({*keys.values(), *new}))
    renamed = {pk: key for pk, key in keys.items() if known[pk].key != key}
    former = {known[pk].slug: key for pk, key in sorted(renamed.items())}
    followed = rename(kind, model, known, renamed, slugs)
    _remember_addresses(kind, {slug: key for slug, key in former.items() if slug not in slugs.values()})
    tally = sync(model, {}, {key: _new(model, key, slugs[key]) for key in new})
    tally += Tally(updated=len(renamed), unchanged=len(keys) - len(renamed))
    return Keeping(followed, set(renamed), tally)


def final_ids(model: type[Record], keys: Iterable[str]) -> dict[str, int]:
    """Return by key the ids of the records that stand for those of these keys, through merges."""
    merged = Merged(model)
    finals = {key: merged.final(key) for key in keys}
    ids = {
        key: pk
        for chunk in in_chunks(sorted({*finals.values()}), KEYS)
        for key, pk in model._default_manager.filter(key__among=chunk).values_list("key", "pk")
    }
    return {key: ids[final] for key, final in finals.items() if final in ids}


def _known(model: type[Record], ids: Collection[Any], keys: Collection[str]) -> dict[int, Record]:
    rows = model._default_manager.all()
    by_id = [row for chunk in in_chunks(sorted(ids)) for row in rows.filter(pk__among=chunk)]
    by_key = [row for chunk in in_chunks(sorted(keys)) for row in rows.filter(key__among=chunk)]
    return {row.pk: row for row in (*by_id, *by_key)}


def _undecided(
    wanted: Mapping[str, Group], known: Mapping[int, Record], before: Mapping[str, int | None], own: Mapping[int, str]
) -> dict[int, str]:
    """Return the keys of known records on which nobody decided: one that has its group's key, else the most votes."""
    there = set(own.values())
    kept = {pk: row.key for pk, row in known.items() if pk not in own and row.key in wanted.keys() - there}
    there |= set(kept.values())
    for key in sorted(wanted.keys() - there):
        votes = Counter(pk for each in wanted[key].keys if (pk := before.get(each)) in known)
        free = [(-count, pk) for pk, count in votes.items() if pk not in own and pk not in kept]
        if free:
            kept[min(free)[1]] = key
    return kept


def _out_of_the_way(known: Mapping[int, Record], keys: Mapping[int, str]) -> dict[int, str]:
    """Return a key for each record whose own is another's now: one that was left."""
    taken = set(keys.values())
    left = sorted({known[pk].key for pk in keys} - taken)
    homeless = sorted(pk for pk, row in known.items() if pk not in keys and row.key in taken)
    return dict(zip(homeless, left, strict=False))


def rename(
    kind: str, model: type[Record], known: Mapping[int, Record], renamed: Mapping[int, str], slugs: Mapping[str, str]
) -> dict[str, str]:
    """Give records other keys and addresses, and let what names them follow; return the new keys by the old."""
    followed = {known[pk].key: key for pk, key in sorted(renamed.items())}
    rows: dict[Any, Record] = {pk: known[pk] for pk in renamed}
    # Two may change places.
    sync(model, rows, {pk: {"key": f"moving {pk}", "slug": f"moving-{pk}"} for pk in renamed})
    sync(model, rows, {pk: {"key": key, "slug": slugs[key]} for pk, key in renamed.items()})
    _follow_keys(kind, followed)
    return followed


def _new(model: type[Record], key: str, slug: str) -> dict[str, Any]:
    kind = {"kind": key.split(":")[1]} if model is Event else {}
    return {"key": key, "slug": slug, "standing": True, **kind}


def _remember_addresses(kind: str, moved: Mapping[str, str]) -> None:
    existing = {(row.kind, row.slug): row for row in FormerAddress.objects.filter(kind=kind, slug__among=moved)}
    wanted = {(kind, slug): {"kind": kind, "slug": slug, "target": key} for slug, key in moved.items()}
    sync(FormerAddress, existing, wanted)


def _follow_keys(kind: str, renamed: Mapping[str, str]) -> None:
    """Let what names a record by its key name it by the new one: nobody's decision changes by it."""
    naming = (
        (FormerAddress, "target", Q(kind=kind)),
        (Ruling, "value", Q(kind__in=ON_RECORDS)),
        (Ruling, "other", Q(kind__in=ON_VALUES)),
    )
    for model, column, about in naming:
        chunks = in_chunks(sorted(renamed))
        rows = {row.pk: row for chunk in chunks for row in model.objects.filter(about, **{f"{column}__in": chunk})}
        sync(model, rows, {pk: {column: renamed[getattr(row, column)]} for pk, row in rows.items()})
