"""Remembering what told of the records that editors decide on, so that matching leaves the decisions with it."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Q

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.bulk_write import insert_rows
from osce_docs.models import Basis, Event, Proposal, Ruling, Telling
from osce_docs.models.record import Record

MATCHED = (Event, Proposal)


def keep_basis(model: type[Record], ids: Collection[int]) -> None:
    """Remember the keys of these records, and the tellings that matching gave them: an editor decides on them.

    A record that nothing tells of keeps what it had, and so do those that are merged: which of them a telling would be
    of cannot be seen from it. Documents and organizations are never matched.
    """
    if model not in MATCHED:
        return
    for chunk in in_chunks(sorted(ids)):
        _keep(model, str(model._meta.model_name), chunk)


def _keep(model: type[Record], kind: str, ids: Collection[int]) -> None:
    tellings = list(_matched(kind, ids))
    remembered = Basis.objects.filter(**{f"{kind}__in": ids})
    told = {row["record"] for row in tellings}
    alone = model._default_manager.filter(merged_into=None, merged_from=None)
    unknown = Q(pk__in=ids) & ~Q(pk__in=remembered.values(kind))
    keys = dict(model._default_manager.filter(unknown | Q(pk__in=alone.filter(pk__in=told))).values_list("pk", "key"))
    remembered.filter(**{f"{kind}__in": keys}).delete()
    now = datetime.now(UTC)
    insert_rows(Basis, [{**row, "made_at": now} for row in _rows(kind, keys, tellings)])


def _matched(kind: str, ids: Collection[int]) -> Any:
    """Return the tellings of these records that no ruling put there."""
    ruled = Ruling.objects.standing().filter(kind=Ruling.Kind.BELONGS).values("telling")
    tellings = Telling.objects.filter(**{f"{kind}__in": ids}).exclude(key__in=ruled)
    return tellings.order_by("key").values("key", "block", record=F(kind))


def _rows(kind: str, keys: dict[int, str], tellings: Collection[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for pk, key in sorted(keys.items()):
        yield {f"{kind}_id": pk, "key": key, "telling": "", "block": _block(key)}
    for row in tellings:
        if row["record"] in keys:
            about = {f"{kind}_id": row["record"], "key": keys[row["record"]]}
            yield {**about, "telling": row["key"], "block": row["block"]}


def _block(key: str) -> str:
    """A record's key begins with the block of its tellings; a date or a hash may follow."""
    return re.split("[@#]", key, maxsplit=1)[0]
