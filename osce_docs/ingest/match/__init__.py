"""Which tellings are of the same thing: `match` divides one block of tellings into groups. Pure.

A block is always divided whole and in key order, so the order of files, batches and jobs never matters.
"""

from .groups import Group, Matched, Subject, match, telling_date
from .keys import address, record_key

__all__ = ["Group", "Matched", "Subject", "address", "match", "record_key", "telling_date"]
