"""The records that editors decided on, and what told of them then, as matching needs them."""

from collections import defaultdict
from collections.abc import Collection

from osce_docs.editorial.bulk import KEYS, in_chunks
from osce_docs.ingest.match import Decided
from osce_docs.models import Basis


def decided_on(kind: str, blocks: Collection[str], tellings: Collection[str]) -> list[Decided]:
    """Return the records of this kind that were decided on when one of these tellings, or of these blocks, told of
    them."""
    found: set[int] = set()
    about = Basis.objects.filter(**{f"{kind}__isnull": False}).order_by()
    for name, keys in (("block", blocks), ("telling", tellings)):
        for chunk in in_chunks(sorted(keys), KEYS):
            found |= set(about.filter(**{f"{name}__among": chunk}).values_list(kind, flat=True))
    return [each for chunk in in_chunks(sorted(found), KEYS) for each in _decided(kind, chunk)]


def _decided(kind: str, records: Collection[int]) -> list[Decided]:
    rows: dict[int, list[Basis]] = defaultdict(list)
    for row in Basis.objects.filter(**{f"{kind}__among": records}).order_by("pk"):
        rows[getattr(row, f"{kind}_id")].append(row)
    return [
        Decided(
            record,
            each[0].made_at,
            each[0].key,
            frozenset(row.telling for row in each if row.telling),
            frozenset(row.block for row in each),
        )
        for record, each in rows.items()
    ]
