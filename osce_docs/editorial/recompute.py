"""A record's columns from its Claims and Rulings: the one place that writes them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction

from osce_docs.editorial.bulk import Tally, in_chunks, sync
from osce_docs.editorial.effective import UNRULED, Effective, effective
from osce_docs.editorial.kept import keep, keep_partly, kept_among, names_that_differ, summed, told_anew
from osce_docs.editorial.partly import told_partly
from osce_docs.editorial.ruled import ever_ruled, ruled_by_owner
from osce_docs.editorial.ties import NOBODY, TiedRows, ValuedByName, differ, tied_rows
from osce_docs.models import Document, Event, Organization, Proposal, Telling
from osce_docs.models.fields import days_of
from osce_docs.models.record import Record

# In the order in which they are computed: organizations are named by the others, documents' dates rank all facts.
RECORDS: tuple[type[Record], ...] = (Document, Organization, Event, Proposal)
# What so many documents tell of a record is held in memory at once, where its other readings are kept.
TELLERS_AT_ONCE = 20_000
# Records as they are stored, the columns that they should have, and the rows of their ties.
Computed = tuple[dict[int, Record], dict[int, dict[str, Any]], Iterator[TiedRows]]


@transaction.atomic
def recompute(model: type[Record], ids: Collection[int], tellers: Collection[int] | None = None) -> Tally:
    """Bring the columns and ties of these records up to date with their Claims and Rulings; return what changed.

    `tellers` are the documents of which alone claims came, or count otherwise since, None: any claims changed. Where it
    is nobody, no claims have, but Rulings, or names in Mentions. In one transaction: the records are locked before
    their Rulings are read, so that one made meanwhile waits.
    """
    tally = Tally()
    for chunk in in_chunks(sorted(ids)):
        _lock(model, chunk)
        in_part = kept_among(model, chunk) if _kept_will_do(model, tellers) else set()
        whole = [pk for pk in chunk if pk not in in_part]
        told = told_anew(model, whole)
        if tellers is None or tellers:
            keep(model, told)
        tally += _written(model, *computed(model, whole, told))
        if in_part:
            tally += _written(model, *_computed_in_part(model, in_part, tellers or ()))
    return tally


def _kept_will_do(model: type[Record], tellers: Collection[int] | None) -> bool:
    """Whether the readings kept of a record may be used: not where a mode may have changed, which all claims tell."""
    return tellers is not None and not (tellers and "mode" in model.FIELDS.values())


def _written(
    model: type[Record],
    records: Mapping[int, Record],
    columns: Mapping[int, Mapping[str, Any]],
    ties: Iterable[TiedRows],
) -> Tally:
    tally = sync(model, records, columns)
    for tie in ties:
        tally.updated += sync(tie.model, tie.existing, tie.wanted, remove=True).written
    return tally


def told_by(documents: Collection[int]) -> dict[type[Record], set[int]]:
    """Return the ids, by kind, of the records that these documents tell of: their dates and witnesses rank readings."""
    names = {Organization: "organization", Event: "event", Proposal: "proposal"}
    told: dict[type[Record], set[int]] = {model: set() for model in names}
    for chunk in in_chunks(sorted(documents)):
        for row in Telling.objects.filter(document__among=chunk).values_list(*names.values()):
            for model, pk in zip(names, row, strict=True):
                told[model] |= {pk} - {None}
    return told


def _lock(model: type[Record], ids: Collection[int]) -> None:
    locked = model._default_manager.select_for_update(no_key=True).filter(pk__among=ids)
    list(locked.order_by("pk").values_list("pk"))


def computed(model: type[Record], ids: Collection[int], told: Mapping[int, ValuedByName]) -> Computed:
    """Return records as they are stored, the columns that what is told and Rulings give them, and their ties."""
    records = {record.pk: record for record in model._default_manager.filter(pk__among=ids)}
    ruled = ruled_by_owner(model, records)
    values = {pk: effective_values(record, told[pk], ruled[pk]) for pk, record in records.items()}
    disputed = {pk for pk in records if differ(model, told[pk])}
    return records, _columns(model, values, disputed), tied_rows(model, told, ruled, records)


def _computed_in_part(model: type[Record], ids: Collection[int], tellers: Collection[int]) -> Computed:
    """Return the same for records of which readings are kept, with those ties alone that may have changed; what these
    documents tell is kept first."""
    records = {record.pk: record for record in model._default_manager.filter(pk__among=ids)}
    ties = ever_ruled(model, records)
    for pk in sorted(records) if tellers else ():
        for some in in_chunks(tellers, TELLERS_AT_ONCE):
            told = told_partly(model, pk, some)
            keep_partly(model, pk, told)
            ties |= told.keys()
    ruled = ruled_by_owner(model, records)
    known = summed(model, records, only={*model.FIELDS, *ties}, kept=records)
    values = {pk: effective_values(record, known[pk], ruled[pk]) for pk, record in records.items()}
    disputed = {pk for pk, names in names_that_differ(model, records).items() if any("/" in name for name in names)}
    return records, _columns(model, values, disputed), tied_rows(model, known, ruled, records, ties)


def columns_of(
    record: Record, told: ValuedByName, ruled: Mapping[str, Any], known: Mapping[str, int]
) -> dict[str, Any]:
    """Return the columns that what is told of one record and these rulings give it.

    `known` are the ids of bodies by key, as far as they are at hand.
    """
    model = type(record)
    values = {record.pk: effective_values(record, told, ruled)}
    return _columns(model, values, {record.pk} if differ(model, told) else set(), known)[record.pk]


def effective_values(record: Record, told: ValuedByName, ruled: Mapping[str, Any]) -> dict[str, Effective]:
    """Return the effective value of each field of a record; `ruled` maps ruled fields to the rulings' values."""
    return {
        field: effective(told.get(field, ()), ruled.get(field, UNRULED), given(record, field))
        for field in record.FIELDS
    }


def given(record: Record, field: str) -> Any:
    """Return what holds for a field where no source says anything: a supplied title, a name of the data files."""
    return getattr(record, f"given_{field}", "asserted" if field == "mode" else "")


def _columns(
    model: type[Record],
    values: Mapping[int, Mapping[str, Effective]],
    disputed: Collection[int],
    known: Mapping[str, int] = NOBODY,
) -> dict[int, dict[str, Any]]:
    references = [name for name in model.FIELDS if model._meta.get_field(name).is_relation]
    keys = {each[name].value for each in values.values() for name in references}
    asked = keys - {None, ""} - known.keys()
    bodies = {**known, **dict(Organization.objects.filter(key__among=asked).values_list("key", "pk"))}
    return {pk: _row(each, references, bodies, pk in disputed, model) for pk, each in values.items()}


def _row(
    values: Mapping[str, Effective],
    references: Collection[str],
    bodies: Mapping[str, int],
    tie_disputed: bool,
    model: type[Record],
) -> dict[str, Any]:
    row: dict[str, Any] = {"disputed": tie_disputed or any(each.disputed for each in values.values())}
    for name, each in values.items():
        if name in references:
            row[f"{name}_id"] = bodies.get(each.value)
        else:
            row[name] = "" if each.value is None else str(each.value)[: model._meta.get_field(name).max_length]
    if "date" in values:
        row |= days_of(row["date"])
    if model is Document:
        title = values["title"]
        row["title_supplied"] = not title.readings and not title.ruled
    return row
