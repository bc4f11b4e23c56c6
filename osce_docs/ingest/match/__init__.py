"""Which tellings are of the same thing: `match` divides one block of tellings into groups. Pure.

A block is always divided whole and in key order, so the order of files, batches and jobs never matters.
"""

from .decided import Decided, keys_of_decided
from .groups import Group, Matched, Subject, match, telling_date
from .keys import address, record_key

__all__ = [
    "Decided",
    "Group",
    "Matched",
    "Subject",
    "address",
    "keys_of_decided",
    "match",
    "record_key",
    "telling_date",
]
