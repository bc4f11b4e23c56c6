"""Copying rows inside the database, by INSERT … SELECT, a table and a copy at a time.

Copy n of a row has its id and n times the greatest id of its table, and so have the rows that it refers to: each copy
is a whole of its own, tied to what all share.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, Max, Model, QuerySet

from benchmarks.multiplying.names import after_blocks, before_keys, before_slugs, last_line
from osce_docs.models import Claim, Document, Event, Finding, FindingPassage, Original, Proposal, SearchEntry, Telling
from osce_docs.search.entries import KIND_BITS, KINDS

Table = type[Model]
# By table the greatest id that was there before.
Last = Mapping[Table, int]

# What refers to none of these is shared.
ROOTS: frozenset[Table] = frozenset({Original, Event, Proposal})
# The SQL that databases have each their own of: the hash of a text, and a claim's value with another holder.
SHA256 = {"sqlite": "sha256({0})", "postgresql": "encode(sha256(convert_to({0}, 'UTF8')), 'hex')"}
HOLDER = {"sqlite": "json_extract(value, '$.holder')", "postgresql": "value ->> 'holder'"}
HELD_BY = {
    "sqlite": "json_set(value, '$.holder', {0})",
    "postgresql": "jsonb_set(value, ARRAY['holder'], to_jsonb({0}))",
}


def copied() -> list[Table]:
    """Return the tables with rows to copy: the roots, and what refers to them through however many others."""
    tables = list(apps.get_app_config("osce_docs").get_models())
    found = set(ROOTS)
    while more := {table for table in tables if table not in found and found & _referred_to(table)}:
        found |= more
    return [table for table in tables if table in found or table is SearchEntry]


def _referred_to(table: Table) -> set[Any]:
    return {field.related_model for field in table._meta.concrete_fields}


def last_ids(tables: list[Table]) -> dict[Table, int]:
    """Return the greatest id of each table, of those that are not empty."""
    found = {table: table._default_manager.aggregate(last=Max("pk"))["last"] for table in tables}
    return {table: last for table, last in found.items() if last}


def copy_rows(table: Table, times: int, last: Last, kinds: Collection[str]) -> Iterator[int]:
    """Copy the rows of a table so that there are so many of each; yield the number of each copy that is made.

    Of tellings, and what hangs on them, those of these kinds are copied.
    """
    rows, params = _originals(table, kinds).query.sql_with_params()
    columns = [field.column for field in table._meta.concrete_fields]
    into = f"{_quoted(table._meta.db_table)} ({', '.join(map(_quoted, columns))})"
    with connection.cursor() as cursor:
        # Read from the table itself, rows would be looked for among more and more copies.
        cursor.execute(f"CREATE TEMPORARY TABLE originals AS {rows}", params)
        for copy in range(1, times):
            cursor.execute(f"INSERT INTO {into} SELECT {', '.join(_values(table, copy, last))} FROM originals")
            yield copy
        cursor.execute("DROP TABLE originals")


def _originals(table: Table, kinds: Collection[str]) -> QuerySet[Any, Any]:
    """Return the rows to copy, all but what is told of shared things by shared things, in the order of their ids."""
    rows = table._default_manager.order_by("pk")
    columns = [field.attname for field in table._meta.concrete_fields]
    if table is Telling:
        rows = rows.filter(edition=None, kind__in=kinds)
    elif table is Claim:
        rows = rows.filter(telling__edition=None, telling__kind__in=kinds)
        rows = rows.annotate(document=F("telling__document__key"))
        columns.append("document")
    elif table is Finding:
        rows = rows.filter(organization=None)
    elif table is FindingPassage:
        rows = rows.filter(finding__organization=None)
    elif table is SearchEntry:
        rows = rows.filter(kind__in=_kinds())
    return rows.values_list(*columns)


def _values(table: Table, copy: int, last: Last) -> Iterator[str]:
    """Yield the SQL of each column of a copy."""
    own = _own_values(table, copy, last)
    for field in table._meta.concrete_fields:
        to = table if field.primary_key else field.related_model
        shifted = f"{_quoted(field.column)} + {copy * last[to]}" if to in last else _quoted(field.column)
        yield own.get(field.column, shifted)


def _own_values(table: Table, copy: int, last: Last) -> Mapping[str, str]:
    """Return by column the SQL of what is not simply copied or shifted."""
    if table is Document:
        return {
            "key": _key("key", copy),
            # By the rule of the importer: what follows the first part of the key.
            "path": "key",
            "slug": f"'{before_slugs(copy)}' || slug",
            "size": f"size + {len(last_line(copy))}",
        }
    if table is Telling:
        return {"key": _key("key", copy), "block": _in_own_block("block", "kind IN ('event', 'proposal')", copy)}
    if table is Claim:
        return {"identity": _identity(copy), "value": _value(copy)}
    if table is Finding:
        field = _in_own_block("field", "kind = 'unresolved-match'", copy)
        return {"identity": f"md5({_key('identity', copy)})", "field": field}
    return _entry(copy, last) if table is SearchEntry else {}


def _key(column: str, copy: int) -> str:
    return f"'{before_keys(copy)}' || {column}"


def _in_own_block(column: str, condition: str, copy: int) -> str:
    return f"CASE WHEN {condition} THEN {column} || '{after_blocks(copy)}' ELSE {column} END"


def _identity(copy: int) -> str:
    """A claim's identity begins with the hash of its document's key (osce_docs/ingest/store/evidence.py)."""
    return f"substr({SHA256[connection.vendor].format(_key('document', copy))}, 1, 12) || substr(identity, 13)"


def _value(copy: int) -> str:
    """Offices have other holders in each copy: of more texts, more people are told."""
    holder = HOLDER[connection.vendor]
    other = HELD_BY[connection.vendor].format(f"({holder}) || ' {copy}'")
    return f"CASE WHEN field = 'member' AND ({holder}) <> '' THEN {other} ELSE value END"


def _entry(copy: int, last: Last) -> Mapping[str, str]:
    """A search entry holds the id of its record, and its number does (osce_docs/search/entries.py)."""
    by_kind = {kind: copy * last.get(KINDS[kind], 0) for kind in _kinds()}
    return {
        column: f"{column} + CASE kind {' '.join(f'WHEN {kind} THEN {by * shift}' for kind, by in by_kind.items())} END"
        for column, shift in (("id", 2**KIND_BITS), ("record", 1))
    }


def _kinds() -> list[int]:
    return [KINDS.index(model) for model in (Document, Event, Proposal)]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
