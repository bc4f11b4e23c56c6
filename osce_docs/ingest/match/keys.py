"""The key of a record, made from what its tellings agree on, and the address made from the key."""

import hashlib
from collections.abc import Collection

from osce_docs.editorial.relations import bounded, plain

from .groups import Group, is_nameless, is_once

ADDRESS_LENGTH = 100
# With the hash that may be added it fits its column of 255.
LONGEST_KEY = 240


def record_key(group: Group, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """Return the key of the record that a group of tellings makes; `taken` are keys of earlier groups of its block.

    A thing that happens once is named by its block; others by block and date; what has neither by its first telling.
    """
    key = group.block if is_once(group.block) else bounded(f"{group.block}@{group.date}", LONGEST_KEY)
    if key in taken or key.endswith("@") or is_nameless(group.block):
        return f"{key.rstrip('@')}#{_hash(group.keys[0])}"
    return key


def other_key(key: str, taken: Collection[str]) -> str:
    """Return the key of a record that goes by this one alone: another one where it is taken."""
    number, own = 0, key
    while own in taken:
        number += 1
        own = f"{bounded(key, LONGEST_KEY)}#{_hash(f'{key} {number}')}"
    return own


def address(key: str, collides: bool = False) -> str:
    """Return the slug of a record's key: `event:summit:helsinki:1992` is `summit-helsinki-1992`.

    Where it is too long, or `collides` with another key's, it ends in a hash of the key, never in a counter.
    """
    whole = plain(key.partition(":")[2] or key)
    if not collides and whole and len(whole) <= ADDRESS_LENGTH and len(key) <= ADDRESS_LENGTH:
        return whole
    return f"{whole[: ADDRESS_LENGTH - 9].strip('-')}-{_hash(key)}".strip("-")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
