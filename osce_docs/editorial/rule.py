"""Making and revoking Rulings: the only way an editor's decision reaches a record, or many of them at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from osce_docs.editorial.basis import keep_basis
from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.bulk_write import update_rows
from osce_docs.editorial.ledger import ON_VALUES, enter, place, ruling_on, strike
from osce_docs.editorial.recompute import recompute, told_by
from osce_docs.editorial.standing import save_standing
from osce_docs.models import Annotation, Change, Document, Finding, Ruling, User
from osce_docs.models.record import Record
from osce_docs.models.ruling import SUBJECTS
from osce_docs.search.indexing import index


class Clash(Exception):
    """The record was ruled on since the editor opened it: `version` is what she saw, `present` what it is now."""

    def __init__(self, record: Record, version: int) -> None:
        self.record, self.version = record, version
        super().__init__(
            f"“{record}” was changed by someone else since you opened it; nothing of yours was saved over it."
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """What is decided of one record: `values` as in `rule`, `version` the record's as the editor saw it, or None."""

    record: Record
    values: Mapping[str, Any]
    version: int | None = None


@dataclass(slots=True)
class Ruled:
    """The rulings made, each with the id of the one it replaced, if any; and the records that had moved on."""

    made: list[tuple[Ruling, int | None]] = field(default_factory=list)
    clashes: list[Record] = field(default_factory=list)


def rule(
    record: Record,
    values: Mapping[str, Any],
    author: User,
    *,
    reason: str = "",
    note: str = "",
    version: int | None = None,
) -> list[Ruling]:
    """Rule on fields (or ties, `position/armenia`) of a record: `values` maps each to its new value, null for unknown.

    `version` is the record's as the editor saw it. Raises Clash where it has moved on; then nothing is written.
    Earlier rulings on the same fields are revoked, not erased. Returns the new rulings.
    """
    outcome = rule_all([Edit(record, values, version)], author, reason=reason, note=note)
    if outcome.clashes:
        raise Clash(outcome.clashes[0], version or 0)
    record.refresh_from_db()
    return [ruling for ruling, _ in outcome.made]


@transaction.atomic
def rule_all(edits: Iterable[Edit], author: User, *, reason: str = "", note: str = "") -> Ruled:
    """Rule on many records of one kind, each named once, in a few queries a batch.

    A record whose version is no longer the one seen is left alone and told of. Returns what was done.
    """
    Change.objects.hold()
    outcome = Ruled()
    for chunk in in_chunks(sorted(edits, key=lambda edit: edit.record.pk)):
        _rule_chunk(chunk, _signed(author, reason, note), outcome)
    return outcome


@transaction.atomic
def revoke(ruling: Ruling, by: User) -> None:
    """Take a ruling on a value back: it stays in the ledger, and the record shows again what the sources say."""
    put_back({ruling.pk: None}, by)


@transaction.atomic
def put_back(made: Mapping[int, int | None], by: User) -> tuple[list[Ruling], list[Ruling]]:
    """Take rulings on values back; what each had replaced, by id, is ruled again.

    Those that someone has taken back or replaced since are left alone. Returns the former and the latter.
    """
    Change.objects.hold()
    rulings = list(Ruling.objects.filter(pk__among=made, kind__in=ON_VALUES).select_related(*SUBJECTS).order_by("pk"))
    by_model: dict[type[Record], list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        by_model[type(subject(ruling))].append(ruling)
    undone: set[int] = set()
    for model, each in by_model.items():
        for chunk in in_chunks(sorted(each, key=place)):
            part = {ruling.pk: made[ruling.pk] for ruling in chunk}
            undone |= _put_back_chunk(model, part, {place(ruling)[0] for ruling in chunk}, by)
    return [each for each in rulings if each.pk in undone], [each for each in rulings if each.pk not in undone]


def subject(of: Ruling | Finding | Annotation) -> Record | None:
    """Return the record that a ruling, a finding or a note is about, where it is about one."""
    return of.document or of.organization or of.event or of.proposal


def _rule_chunk(chunk: Sequence[Edit], pattern: Ruling, outcome: Ruled) -> None:
    """Rule on some records; `pattern` holds who rules and why."""
    model = type(chunk[0].record)
    locked = _locked(model, [edit.record.pk for edit in chunk])
    fits = [edit for edit in chunk if edit.version in (None, locked[edit.record.pk].version)]
    steps = Counter({edit.record.pk: len(edit.values) for edit in fits})
    outcome.clashes += [record for pk, record in locked.items() if pk not in steps]
    wanted = [(locked[edit.record.pk], name, value) for edit in fits for name, value in edit.values.items()]
    outcome.made += enter(model, [ruling_on(*each, pattern) for each in wanted])
    _settle(model, locked, steps)


def _put_back_chunk(model: type[Record], made: Mapping[int, int | None], owners: Collection[int], by: User) -> set[int]:
    """Take back those of some rulings on these records that stand, once the records are locked; return their ids."""
    locked = _locked(model, owners)
    standing = list(Ruling.objects.standing().filter(pk__among=made))
    strike([ruling.pk for ruling in standing], by)
    replaced = Ruling.objects.filter(pk__in={made[ruling.pk] for ruling in standing} - {None}).order_by("pk")
    enter(
        model,
        [
            ruling_on(locked[place(each)[0]], each.field, each.value, _signed(by, each.reason, each.private_note))
            for each in replaced
        ],
    )
    _settle(model, locked, Counter(place(ruling)[0] for ruling in standing))
    return {ruling.pk for ruling in standing}


def _locked(model: type[Record], ids: Collection[int]) -> dict[int, Record]:
    """Lock records, so that a second editor waits for the first; return them by id."""
    rows = model._default_manager.select_for_update().filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows}


def _signed(author: User, reason: str, note: str) -> Ruling:
    return Ruling(author=author, reason=reason, private_note=note)


def _settle(model: type[Record], locked: Mapping[int, Record], steps: Mapping[int, int]) -> None:
    """Advance the versions, which count rulings, and compute the records anew.

    Where a Document's date has changed, so is all that it tells of.
    """
    for pk, step in steps.items():
        locked[pk].version += step
    update_rows([locked[pk] for pk in steps], ["version"])
    keep_basis(model, steps)
    dated = _dates(model, steps)
    recompute(model, steps, tellers=())
    save_standing(model, steps)
    index(model, steps)
    moved = [pk for pk, day in _dates(model, steps).items() if day != dated[pk]]
    for told, ids in told_by(moved).items() if moved else ():
        recompute(told, ids, tellers=moved)
        index(told, ids)


def _dates(model: type[Record], ids: Collection[int]) -> dict[int, Any]:
    if model is not Document:
        return {}
    return dict(Document.objects.filter(pk__in=ids).values_list("pk", "date_earliest"))
