"""What is told of a record, by field and by tie: its readings, with how many stand behind each and the first of them.

Of a record that very many passages tell of this is kept when the record is computed, so that no page, and no ruling,
need read them all. Of the others it is read from their claims.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import chain
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Q

from osce_docs.editorial.agreement import Reading
from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.editorial.disagreements import tie_readings
from osce_docs.editorial.effective import readings_of
from osce_docs.editorial.facts import FactsByField, facts, owner_path
from osce_docs.editorial.merged import Merged
from osce_docs.editorial.ties import ties_of
from osce_docs.models import Claim, KeptReading
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record

# What more claims tell of is kept.
HEAVY = 200
# Of one reading so many facts are known by name; a body that every text names has thousands.
FIRST = 50
# So many heavy records, and so many kept readings, are held in memory at once.
FEW = 10
PART = 1000
# Under this name is kept that the readings of a record are.
WHOLE = ""
ALL = Q()
R = TypeVar("R", bound=tuple[Any, ...])

# A record, the field or tie, and which of its readings.
Place = tuple[int, str, int]
ToldByName = dict[str, tuple[Reading, ...]]
SummedByName = dict[str, tuple["Summed", ...]]


@dataclass(frozen=True, slots=True)
class Summed:
    """A reading without its facts: how many there are, and the claims of the first of them, by document."""

    value: Any
    witnesses: int
    documents: int
    facts: int
    first: tuple[str, ...]


def told(model: type[Record], said: FactsByField) -> ToldByName:
    """Return the readings that the facts about one record fall into, by field and by tie (`position/armenia`)."""
    everything = list(chain.from_iterable(said.values()))
    found = {
        field: readings_of(how, everything if how == "mode" else said.get(field, ()))
        for field, how in model.FIELDS.items()
    }
    for tie, _ in ties_of(model):
        tied = tie_readings(tie, said.get(tie.field, ()))
        found |= {f"{tie.field}/{key}": readings for key, readings in tied.items()}
    return found


def told_anew(model: type[Record], ids: Collection[int], merged: Merged | None = None) -> dict[int, ToldByName]:
    """Return what is told of records, by id, from their claims; `merged` is as in `facts`."""
    said = facts(model, ids, merged)
    return {pk: told(model, said[pk]) for pk in ids}


def summed(
    model: type[Record],
    ids: Collection[int],
    merged: Merged | None = None,
    only: Collection[str] | None = None,
    most: int | None = None,
    kept: Collection[int] | None = None,
) -> dict[int, SummedByName]:
    """Return what is told of records, by id, without its facts: as it was kept, or else from their claims.

    `merged` is as in `facts`; `only` are the fields and ties that are wanted, `most` how many readings of each: None
    for all. `kept` are the ids of those of which readings are kept, if that is known.
    """
    found = _kept(model, ids if kept is None else kept, only, most)
    others = [pk for pk in ids if pk not in found]
    read = {pk: picked(each, only, most) for pk, each in (told_anew(model, others, merged) if others else {}).items()}
    return found | {pk: _summed(each) for pk, each in read.items()}


def is_kept(model: type[Record]) -> Exists:
    """Return the column, for a query of records of a kind, that tells whether readings of each are kept."""
    return Exists(KeptReading.objects.filter(kind=model._meta.model_name, record=OuterRef("pk"), field=WHOLE))


def keep(model: type[Record], everything: Mapping[int, ToldByName]) -> None:
    """Keep what is told of those of these records that very many passages tell of; nothing of the others."""
    heavy = {pk: each for pk, each in everything.items() if _is_heavy(each)}
    _keep(model, heavy, _there(model, everything))


def keep_partly(model: type[Record], record: int, told: ToldByName) -> None:
    """Keep what is told of a record, of which readings are kept, by these fields and ties; the others stay."""
    _keep(model, {record: told}, _there(model, [record], {WHOLE, *told}))


def kept_among(model: type[Record], ids: Collection[int]) -> set[int]:
    """Return the ids of those records of which readings are kept."""
    rows = KeptReading.objects.filter(kind=model._meta.model_name, record__among=ids, field=WHOLE)
    return set(rows.values_list("record", flat=True))


def names_that_differ(model: type[Record], ids: Collection[int]) -> dict[int, set[str]]:
    """Return by record the fields and ties of which more than one reading is kept; modes do not count, for all claims
    tell them."""
    wanted = Q(field__among=[field for field, how in model.FIELDS.items() if how != "mode"])
    if any(tie.disputable for tie, _ in ties_of(model)):
        wanted |= Q(field__contains="/")
    rows = KeptReading.objects.filter(wanted, kind=model._meta.model_name, record__among=ids, place=1)
    found: dict[int, set[str]] = {pk: set() for pk in ids}
    for record, field in rows.values_list("record", "field"):
        found[record].add(field)
    return found


def _keep(model: type[Record], heavy: Mapping[int, ToldByName], there: Mapping[Place, int]) -> None:
    wanted = {at for pk, each in heavy.items() for at in _places(pk, each)}
    # A body may have tens of thousands of readings: a part of them is held at once.
    for part in in_chunks(sorted(there.keys() | wanted), PART):
        rows = KeptReading.objects.filter(pk__among=[there[at] for at in part if at in there])
        existing = {(row.record, row.field, row.place): row for row in rows}
        sync(KeptReading, existing, {at: _row(model, at, heavy) for at in part if at in wanted}, remove=True)


def keep_all(models: Iterable[type[Record]]) -> None:
    """Keep what is to be kept, for an archive that was filled before anything was."""
    for model in models:
        path = owner_path(model)
        claimed = Claim.objects.filter(**{f"{path}__isnull": False}).values_list(path).order_by()
        ids = {pk for pk, _ in claimed.annotate(n=Count("pk")).filter(n__gt=HEAVY)}
        ids |= set(KeptReading.objects.filter(kind=model._meta.model_name).values_list("record", flat=True))
        for chunk in in_chunks(sorted(ids), FEW):
            keep(model, told_anew(model, chunk))


def differing(model: type[Record], everything: Mapping[int, ToldByName]) -> list[int]:
    """Return the ids of the records of which something else is kept than what is told of them."""
    kept = _kept(model, everything)
    wanted = {pk: _summed(each) for pk, each in everything.items() if pk in kept or _is_heavy(each)}
    return [pk for pk, each in wanted.items() if kept.get(pk) != each]


def _is_heavy(each: ToldByName) -> bool:
    """Whether very many claims tell of a record. One may count in several readings: it may tell the mode too, and a
    vague date agrees with several days. So few facts are few claims."""
    readings = list(chain.from_iterable(each.values()))
    if sum(len(reading.facts) for reading in readings) <= HEAVY:
        return False
    return len({fact.identity for reading in readings for fact in reading.facts}) > HEAVY


def _summed(each: ToldByName) -> SummedByName:
    return {name: tuple(_sum(reading) for reading in readings) for name, readings in each.items()}


def _sum(reading: Reading) -> Summed:
    first = nsmallest(FIRST, reading.facts, key=lambda fact: (fact.document, fact.identity))
    identities = tuple(fact.identity for fact in first)
    return Summed(reading.value, reading.witnesses, len(reading.documents), len(reading.facts), identities)


def picked(each: Mapping[str, R], only: Collection[str] | None, most: int | None) -> dict[str, R]:
    """Return of what is told of a record the fields and ties in `only`, None for all, and so many readings of each."""
    return {name: readings[:most] for name, readings in each.items() if only is None or name in only}


def _there(model: type[Record], ids: Collection[int], only: Collection[str] | None = None) -> dict[Place, int]:
    wanted = ALL if only is None else Q(field__among=only)
    rows = KeptReading.objects.filter(wanted, kind=model._meta.model_name).values_list("record", "field", "place", "pk")
    return {
        (record, field, place): pk
        for chunk in in_chunks(ids)
        for record, field, place, pk in rows.filter(record__among=chunk)
    }


def _kept(
    model: type[Record], ids: Collection[int], only: Collection[str] | None = None, most: int | None = None
) -> dict[int, SummedByName]:
    rows: dict[int, list[Any]] = defaultdict(list)
    asked = _readings(only is not None, most)
    for chunk in in_chunks(ids):
        for record, *row in asked(kind=model._meta.model_name, records=chunk, fields={WHOLE, *(only or ())}):
            rows[record].append(row)
    fields = [field for field in model.FIELDS if only is None or field in only]
    return {pk: _by_name(own, fields) for pk, own in rows.items() if own[0][0] == WHOLE}


@cache
def _readings(by_field: bool, most: int | None) -> Question:
    """Return the question for what is kept of records: of fields and ties, or of all; of each so many readings."""
    wanted = Q(field__among=Given("fields")) if by_field else ALL
    wanted &= ALL if most is None else Q(place__lt=most)
    rows = KeptReading.objects.filter(wanted, kind=Given("kind"), record__among=Given("records"))
    columns = ("record", "field", "value", "witnesses", "documents", "facts", "first")
    # Of many records and many fields the database has to know how many, or looks every pair up.
    return Question(rows.order_by("field", "place").values_list(*columns), planned_by_value=by_field and most is None)


def _by_name(rows: Iterable[Any], fields: Iterable[str]) -> SummedByName:
    found: dict[str, list[Summed]] = {field: [] for field in fields}
    for field, *told, first in rows:
        found.setdefault(field, []).append(Summed(*told, tuple(first)))
    return {name: tuple(each) for name, each in found.items() if name != WHOLE}


def _places(pk: int, each: ToldByName) -> Iterator[Place]:
    """Yield what tells the rows to be kept of a record apart; the first says that the record is kept at all."""
    yield pk, WHOLE, 0
    for name, readings in each.items():
        for place in range(len(readings)):
            yield pk, name, place


def _row(model: type[Record], at: Place, everything: Mapping[int, ToldByName]) -> dict[str, Any]:
    pk, name, place = at
    reading = Summed("", 0, 0, 0, ()) if name == WHOLE else _sum(everything[pk][name][place])
    counted = {"witnesses": reading.witnesses, "documents": reading.documents, "facts": reading.facts}
    about = {"kind": str(model._meta.model_name), "record": pk, "field": name, "place": place}
    return {**about, **counted, "value": reading.value, "first": list(reading.first)}
