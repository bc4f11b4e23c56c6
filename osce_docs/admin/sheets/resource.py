"""Records as rows of texts: which columns there are, and the stamp that says what a row was made of."""

import hashlib
import json
from typing import Any

from import_export import fields, resources

from osce_docs.admin.fields import as_shown
from osce_docs.models.record import Record

KEY, STAMP, STATUS = "key", "version", "status"


class RecordResource(resources.ModelResource):
    """Rows of records: what names them, each field that can be ruled on, and the review for information.

    Import goes by `proposed` and `accepted` alone: the columns of a record are never written from a file.
    """

    class Meta:
        skip_unchanged = True
        use_bulk = False

    def export_field(self, field: fields.Field, instance: Record, **named: Any) -> str:
        """Return a cell as a text."""
        return stamp(instance) if field.column_name == STAMP else cell_of(instance, field.column_name)


def resource_of(model: type[Record]) -> RecordResource:
    """Return what makes rows of this kind of record."""
    names = columns_of(model)
    declared = {name: fields.Field(column_name=name, attribute=name) for name in names}
    meta = type("Meta", (RecordResource.Meta,), {"model": model, "fields": names, "export_order": names})
    return type(f"{model.__name__}Resource", (RecordResource,), declared | {"Meta": meta})()


def columns_of(model: type[Record]) -> list[str]:
    """Return the columns of a sheet, in order."""
    return [KEY, STAMP, *model.FIELDS, STATUS]


def cell_of(record: Record, name: str) -> str:
    """Return a value as a sheet shows it; another record by its key."""
    return str(as_shown(record, name))


def stamp(record: Record) -> str:
    """Return what a row is made of: the record's version and a hash of its values, for an import moves them too."""
    shown = json.dumps([cell_of(record, name) for name in (*record.FIELDS, STATUS)], ensure_ascii=False)
    return f"v{record.version}-{hashlib.sha256(shown.encode()).hexdigest()[:10]}"
