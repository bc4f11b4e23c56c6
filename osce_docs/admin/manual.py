"""Records that an editor adds by hand: a key made from their values, and every value a Ruling."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from osce_docs.editorial.relations import plain
from osce_docs.editorial.rule import rule
from osce_docs.ingest.store.documents import addresses
from osce_docs.models import Organization, User
from osce_docs.models.record import Record


def manual_key(values: Mapping[str, Any]) -> str:
    """Return the key of a record with these values: `manual:istanbul-summit@1999-11-18/1999-11-19`."""
    key = f"manual:{plain(values.get('title') or values.get('name'))}"
    return f"{key}@{values['date']}" if values.get("date") else key


def same_record(model: type[Record], values: Mapping[str, Any]) -> Record | None:
    """Return a record that is there already under the same key, or a body under the same name."""
    found = model._default_manager.filter(key=manual_key(values))
    if model is Organization:
        found |= model._default_manager.filter(name__iexact=values.get("name", ""))
    return found.first()


@transaction.atomic
def add_record(record: Record, values: Mapping[str, Any], author: User, reason: str = "", note: str = "") -> None:
    """Store a new record of which an editor says these values; each of them is a Ruling."""
    record.key = manual_key(values)
    record.slug = addresses(type(record), [record.key])[record.key]
    if isinstance(record, Organization):
        record.given_name = record.name = values["name"]
        record.given_kind = record.kind = values["kind"]
    record.save(force_insert=True)
    rule(record, values, author, reason=reason, note=note)
