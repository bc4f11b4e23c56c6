"""Assigning tellings to records: each touched block is divided anew, whole, and its records follow."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from osce_docs.editorial.bulk import Tally, in_chunks, sync
from osce_docs.editorial.facts import counts
from osce_docs.editorial.joined import joined
from osce_docs.ingest.match import Group, Matched, Subject, match, record_key
from osce_docs.ingest.store.documents import addresses
from osce_docs.models import Event, FormerAddress, Proposal, Ruling, Telling
from osce_docs.models.record import Record

MODELS: dict[str, type[Record]] = {"event": Event, "proposal": Proposal}
# The two tellings that a ruling may be on.
SIDES = ("telling", "other")


@dataclass(slots=True)
class Placed:
    """What matching did: the ids of records to compute anew by kind, and what it could not resolve.

    `documents` are those of which a telling now belongs to another record; `shifted` is by how many tellings an event
    has grown or shrunk.
    """

    records: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    documents: set[int] = field(default_factory=set)
    shifted: Counter[int] = field(default_factory=Counter)
    unresolved: list[tuple[Subject, tuple[Group, ...]]] = field(default_factory=list)
    blocks: set[str] = field(default_factory=set)
    tally: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    assigned: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Rulings:
    """Editors' word on tellings: pairs ruled same or different, and the record a telling belongs to."""

    same: frozenset[frozenset[str]]
    different: frozenset[frozenset[str]]
    belongs: Mapping[str, str]


def save_matches(blocks: Collection[str]) -> Placed:
    """Divide these blocks of tellings into records and store the outcome.

    The records to compute anew are those that a telling joins or leaves; a block may hold thousands more.
    """
    placed = Placed()
    for kind, model in MODELS.items():
        chosen = {block for block in blocks if block.startswith(f"{kind}:")}
        for chunk in in_chunks(sorted(chosen)):
            _place(kind, model, chunk, placed)
    return placed


def _place(kind: str, model: type[Record], blocks: list[str], placed: Placed) -> None:
    rows = _rows(kind, blocks)
    rulings = _rulings([row["key"] for row in rows])
    families = _families(rows, rulings)
    placed.blocks |= {row["block"] for row in rows} | set(blocks)
    wanted: dict[str, Group] = {}
    for family in families:
        matched = _divide(family, rulings)
        placed.unresolved += matched.unresolved
        for group in sorted(matched.groups, key=lambda group: group.keys):
            wanted[record_key(group, wanted.keys())] = group
    records = _records(kind, model, wanted, rows, placed)
    _assign(kind, model, wanted, records, rows, rulings, placed)


def _rows(kind: str, blocks: Sequence[str]) -> list[dict[str, Any]]:
    """Return the standing tellings of these blocks and of the blocks that rulings join to them."""
    fields = ("id", "key", "block", "date", "document")
    tellings = Telling.objects.filter(kind=kind).annotate(record=F(f"{kind}_id"))
    known = {row["key"]: row for row in tellings.filter(block__among=blocks).values(*fields, "record")}
    others = {key for pair in _rulings(known).same for key in pair} - known.keys()
    more = set(tellings.filter(key__among=others).values_list("block", flat=True)) - set(blocks)
    if more:
        return _rows(kind, [*blocks, *sorted(more)])
    standing = set(tellings.filter(counts(""), block__among=blocks).values_list("id", flat=True))
    return [{**row, "standing": row["id"] in standing} for row in known.values()]


def _rulings(keys: Iterable[str]) -> Rulings:
    """Return the rulings on these tellings, and on those that a ruling says are of the same thing, there or not."""
    asked: set[str] = set()
    new = set(keys)
    ruled: list[tuple[str, str, str, str]] = []
    while new:
        found = [row for chunk in in_chunks(sorted(new)) for side in SIDES for row in _ruled(side, chunk)]
        ruled += found
        asked |= new
        new = {key for row in found if row[0] == Ruling.Kind.SAME for key in row[1:3]} - asked
    pairs = {
        kind: frozenset(frozenset(row[1:3]) for row in ruled if row[0] == kind)
        for kind in (Ruling.Kind.SAME, Ruling.Kind.DIFFERENT)
    }
    belongs = {row[1]: row[3] for row in ruled if row[0] == Ruling.Kind.BELONGS}
    return Rulings(pairs[Ruling.Kind.SAME], pairs[Ruling.Kind.DIFFERENT], belongs)


def _ruled(side: str, keys: Sequence[str]) -> Iterable[tuple[str, str, str, str]]:
    return Ruling.objects.standing().filter(**{f"{side}__among": keys}).values_list("kind", "telling", "other", "value")


def _families(rows: Sequence[dict[str, Any]], rulings: Rulings) -> list[list[Subject]]:
    """Return the tellings by block; blocks joined by a ruling "same" make one family."""
    block_of = {row["key"]: row["block"] for row in rows}
    pairs = sorted((min(pair), max(pair)) for pair in rulings.same)
    first: dict[str, str] = {}
    things = joined({key for pair in pairs for key in pair}, pairs)
    together = [
        (first.setdefault(things[key], block), block) for key, block in sorted(block_of.items()) if key in things
    ]
    head = joined(block_of.values(), together)
    families: dict[str, list[Subject]] = defaultdict(list)
    for row in rows:
        if row["standing"] and row["key"] not in rulings.belongs:
            families[head[row["block"]]].append(Subject(row["key"], row["block"], row["date"]))
    return [families[block] for block in sorted(families)]


def _divide(family: list[Subject], rulings: Rulings) -> Matched:
    return match(family, rulings.same, rulings.different)


def _records(
    kind: str, model: type[Record], wanted: Mapping[str, Group], rows: Sequence[dict[str, Any]], placed: Placed
) -> dict[str, Record]:
    """Return the record of each group, kept, renamed or new."""
    before = {row["record"] for row in rows if row["record"]}
    known = {
        record.pk: record for chunk in in_chunks(before) for record in model._default_manager.filter(pk__among=chunk)
    }
    for chunk in in_chunks(sorted(wanted)):
        known |= {record.pk: record for record in model._default_manager.filter(key__among=chunk)}
    kept = _kept(wanted, known, rows)
    slugs = addresses(model, sorted(wanted))
    renamed = {pk: key for key, pk in kept.items() if known[pk].key != key}
    _remember_addresses(kind, {known[pk].slug: key for pk, key in renamed.items()})
    _follow_keys(kind, {known[pk].key: key for pk, key in renamed.items()})
    columns: dict[Any, dict[str, Any]] = {
        ("kept", pk): {"key": key, "slug": slugs[key] if pk in renamed else known[pk].slug} for key, pk in kept.items()
    }
    columns |= {("new", key): _new(model, key, slugs[key]) for key in wanted if key not in kept}
    placed.tally[kind] += sync(model, {("kept", pk): record for pk, record in known.items()}, columns)
    return {
        record.key: record
        for chunk in in_chunks(sorted(wanted))
        for record in model._default_manager.filter(key__among=chunk).select_related("merged_into")
    }


def _kept(wanted: Mapping[str, Group], known: Mapping[int, Record], rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Say which known record each group keeps: the one of its key, else the one that most of its tellings had."""
    by_key = {record.key: pk for pk, record in known.items()}
    kept = {key: by_key[key] for key in wanted if key in by_key}
    before = {row["key"]: row["record"] for row in rows}
    for key, group in wanted.items():
        votes = Counter(before[each] for each in group.keys if before.get(each))
        free = [(-count, pk) for pk, count in votes.items() if pk in known and pk not in kept.values()]
        if key not in kept and free:
            kept[key] = min(free)[1]
    return kept


def _new(model: type[Record], key: str, slug: str) -> dict[str, Any]:
    kind = {"kind": key.split(":")[1]} if model is Event else {}
    return {"key": key, "slug": slug, "standing": True, **kind}


def _remember_addresses(kind: str, moved: Mapping[str, str]) -> None:
    existing = {(row.kind, row.slug): row for row in FormerAddress.objects.filter(kind=kind, slug__among=moved)}
    wanted = {(kind, slug): {"kind": kind, "slug": slug, "target": key} for slug, key in moved.items()}
    sync(FormerAddress, existing, wanted)


def _follow_keys(kind: str, renamed: Mapping[str, str]) -> None:
    """Let what names a record by its key name it by the new one: nobody's decision changes by it."""
    for chunk in in_chunks(sorted(renamed)):
        addresses = {row.pk: row for row in FormerAddress.objects.filter(kind=kind, target__among=chunk)}
        sync(FormerAddress, addresses, {pk: {"target": renamed[row.target]} for pk, row in addresses.items()})
        naming = Ruling.objects.filter(kind__in=[Ruling.Kind.MERGE, Ruling.Kind.BELONGS], value__in=chunk)
        rulings = {row.pk: row for row in naming}
        sync(Ruling, rulings, {pk: {"value": renamed[row.value]} for pk, row in rulings.items()})


def _assign(
    kind: str,
    model: type[Record],
    wanted: Mapping[str, Group],
    records: Mapping[str, Record],
    rows: Sequence[dict[str, Any]],
    rulings: Rulings,
    placed: Placed,
) -> None:
    place = {key: _final(records[name]) for name, group in wanted.items() for key in group.keys}
    ruled = {record.key: record for record in model._default_manager.filter(key__among=set(rulings.belongs.values()))}
    place |= {key: _final(ruled[name]) for key, name in rulings.belongs.items() if name in ruled}
    moved = [row for row in rows if row["record"] != place.get(row["key"])]
    ids = [row["id"] for row in moved]
    existing = {row.pk: row for chunk in in_chunks(ids) for row in Telling.objects.filter(pk__among=chunk)}
    placed.assigned += sync(Telling, existing, {row["id"]: {f"{kind}_id": place.get(row["key"])} for row in moved})
    placed.records[kind] |= {pk for row in moved for pk in (row["record"], place.get(row["key"])) if pk is not None}
    placed.documents |= {row["document"] for row in moved}
    if kind == "event":
        placed.shifted.update(place[row["key"]] for row in moved if row["key"] in place)
        placed.shifted.subtract(row["record"] for row in moved if row["record"])


def _final(record: Record) -> int:
    """Return the id of the record that stands for this one, through merges."""
    seen: set[int] = set()
    while record.merged_into is not None and record.pk not in seen:
        seen.add(record.pk)
        record = record.merged_into
    return record.pk
