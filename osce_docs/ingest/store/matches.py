"""Assigning tellings to records: each touched block is divided anew, whole, and its records follow."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from osce_docs.editorial.bulk import Tally, in_chunks
from osce_docs.editorial.bulk_write import update_column
from osce_docs.editorial.facts import counts
from osce_docs.editorial.joined import joined
from osce_docs.ingest.match import Decided, Group, Matched, Subject, match, record_key
from osce_docs.ingest.store.decided import decided_on
from osce_docs.ingest.store.keeping import Keeping, final_ids, keep_records
from osce_docs.models import Event, Proposal, Ruling, Telling
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
    rows, decided = _rows(kind, blocks)
    rulings = _rulings([row["key"] for row in rows])
    families = _families(rows, rulings)
    placed.blocks |= {row["block"] for row in rows} | set(blocks)
    wanted: dict[str, Group] = {}
    for family in families:
        matched = _divide(family, rulings)
        placed.unresolved += matched.unresolved
        for group in sorted(matched.groups, key=lambda group: group.keys):
            wanted[record_key(group, wanted.keys())] = group
    keeping = keep_records(kind, model, wanted, {row["key"]: row["record"] for row in rows}, decided)
    placed.tally[kind] += keeping.tally
    placed.records[kind] |= keeping.changed
    _assign(kind, model, wanted, keeping, rows, rulings, placed)


def _rows(kind: str, blocks: Collection[str]) -> tuple[list[dict[str, Any]], list[Decided]]:
    """Return the tellings of these blocks, and the records decided on when they told of them.

    With those of all other blocks that rulings join to them, or that told of such a record too.
    """
    fields = ("id", "key", "block", "date", "document")
    tellings = Telling.objects.filter(kind=kind).annotate(record=F(f"{kind}_id"))
    known = {row["key"]: row for row in tellings.filter(block__among=blocks).values(*fields, "record")}
    decided = decided_on(kind, blocks, known)
    others = {key for pair in _rulings(known).same for key in pair} | {key for each in decided for key in each.tellings}
    more = {block for each in decided for block in each.blocks}
    for chunk in in_chunks(sorted(others - known.keys())):
        more |= set(tellings.filter(key__among=chunk).values_list("block", flat=True))
    if more - set(blocks):
        return _rows(kind, more | set(blocks))
    standing = set(tellings.filter(counts(""), block__among=blocks).values_list("id", flat=True))
    return [{**row, "standing": row["id"] in standing} for row in known.values()], decided


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


def _assign(
    kind: str,
    model: type[Record],
    wanted: Mapping[str, Group],
    keeping: Keeping,
    rows: Sequence[dict[str, Any]],
    rulings: Rulings,
    placed: Placed,
) -> None:
    belongs = {key: keeping.renamed.get(name, name) for key, name in rulings.belongs.items()}
    finals = final_ids(model, {*wanted, *belongs.values()})
    place = {key: finals[name] for name, group in wanted.items() for key in group.keys}
    place |= {key: finals[name] for key, name in belongs.items() if name in finals}
    moved = [row for row in rows if row["record"] != place.get(row["key"])]
    update_column(Telling, f"{kind}_id", {row["id"]: place.get(row["key"]) for row in moved})
    placed.assigned += Tally(updated=len(moved))
    placed.records[kind] |= {pk for row in moved for pk in (row["record"], place.get(row["key"])) if pk is not None}
    placed.documents |= {row["document"] for row in moved}
    if kind == "event":
        placed.shifted.update(place[row["key"]] for row in moved if row["key"] in place)
        placed.shifted.subtract(row["record"] for row in moved if row["record"])
