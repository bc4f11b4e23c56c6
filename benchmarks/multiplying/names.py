"""What copies are called.

Keys of documents, and all that begins with one, get a beginning, blocks of tellings an end: so what was in order is in
order among the copies, and tellings of one copy meet in a block of their own.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, product
from operator import itemgetter
from typing import NamedTuple

from osce_docs.ingest.match import Group, Subject, record_key
from osce_docs.models import Telling

# A document's key, block, and date of its tellings.
Told = tuple[str, str, str]


def before_keys(copy: int) -> str:
    """Return what the key of a document begins with in a copy; copy 0 is what was copied."""
    return f"copy-{copy}/" if copy else ""


def before_slugs(copy: int) -> str:
    """Return what an address begins with in a copy."""
    return f"copy-{copy}-"


def after_blocks(copy: int) -> str:
    """Return what a block of tellings ends in."""
    return f"-copy-{copy}" if copy else ""


def last_line(copy: int) -> bytes:
    """Return what bytes end in, so that no two copies have the same."""
    return f"\ncopy {copy}\n".encode()


class Made(NamedTuple):
    """What the key of an event or a proposal is made of (osce_docs/ingest/match/keys.py).

    The block and the date of its tellings, the first of their keys, and whether another record had the key already.
    """

    block: str
    date: str
    first: str
    taken: bool

    def key(self, copy: int) -> str:
        """Return the key that matching gives the record in a copy."""
        block = self.block + after_blocks(copy)
        group = Group(block, self.date, [Subject(before_keys(copy) + self.first, block, self.date)])
        key = record_key(group)
        return record_key(group, {key}) if self.taken else key


def made_of(kind: str, keys: dict[int, str]) -> dict[int, Made]:
    """Return what the keys of records of a kind, by id, are made of; one that nothing tells of any more is left out."""
    tellings = Telling.objects.filter(**{f"{kind}__lte": max(keys)}).order_by(kind)
    rows = tellings.values_list(kind, "key", "block", "date").iterator()
    found = ((pk, _made(keys[pk], [row[1:] for row in own])) for pk, own in groupby(rows, itemgetter(0)))
    return {pk: made for pk, made in found if made}


def _made(key: str, told: list[Told]) -> Made | None:
    return next((each for each in _possible(told) if each.key(0) == key), None)


def _possible(told: Iterable[Told]) -> Iterator[Made]:
    keys, blocks, dates = (sorted(set(column)) for column in zip(*told, strict=True))
    for block, date, taken in product(blocks, dates, (False, True)):
        yield Made(block, date, keys[0], taken)
