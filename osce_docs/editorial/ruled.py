"""Rulings on fields and ties as they count now: what names a merged body names the one that stands for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from osce_docs.editorial.ledger import ON_VALUES
from osce_docs.editorial.merged import Merged, present_bodies
from osce_docs.editorial.relations import body_in, renamed, renamed_field
from osce_docs.models import Organization, Ruling
from osce_docs.models.record import Record


def ruled_by_owner(
    model: type[Record], ids: Collection[int], merged: Merged | None = None
) -> dict[int, dict[str, Any]]:
    """Return the standing rulings on fields and ties of these records: by record, the ruled value by field.

    Of two that a merge brings together the later one counts.
    """
    subject = model._meta.model_name
    standing = Ruling.objects.standing().filter(kind__in=ON_VALUES, **{f"{subject}__among": list(ids)})
    columns = (f"{subject}_id", f"{subject}__key", "field", "value")
    rows = list(standing.order_by("pk").values_list(*columns))
    names = present_bodies((field for _, _, field, _ in rows), merged)
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for owner, key, field, value in rows:
        present = renamed(field, value, names)
        if model is not Organization or body_in(field, present) != key:
            found[owner][renamed_field(field, names)] = present
    return found


def ever_ruled(model: type[Record], ids: Collection[int]) -> set[str]:
    """Return the fields and ties on which there ever was a ruling, of any of these records."""
    made = Ruling.objects.filter(kind__in=ON_VALUES, **{f"{model._meta.model_name}__among": list(ids)})
    fields = set(made.values_list("field", flat=True).distinct())
    names = present_bodies(fields)
    return {renamed_field(field, names) for field in fields}


def in_present_names(record: Record, rulings: Iterable[Ruling], merged: Merged | None = None) -> list[Ruling]:
    """Return rulings on fields and ties of a record, in their order, with bodies by their present names.

    They are changed in memory only. What would tie a body to itself is left out.
    """
    listed = list(rulings)
    names = present_bodies((ruling.field for ruling in listed), merged)
    for ruling in listed:
        ruling.field, ruling.value = renamed_field(ruling.field, names), renamed(ruling.field, ruling.value, names)
    own = record.key if isinstance(record, Organization) else None
    return [ruling for ruling in listed if own is None or body_in(ruling.field, ruling.value) != own]
