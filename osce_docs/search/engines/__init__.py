"""The two ways to search, behind one interface: what differs between the databases is in this folder and nowhere else.

An engine is a module with these functions; `Condition` is SQL over the table of entries, with its parameters:
first(query, kind, most, among, rises) -> Condition: the statement for the keys, as `entry`, of the newest entries that
match, the newest first, or where it rises of the oldest, the oldest first; of a kind by its number or, with None, of
all; with numbers among these; best(query, kind, most, size, skipped) -> Condition: the
statement for rows of (entry, number): how many match, at most one more than `most`, under ANY_KIND; how many of the
newest `most` are of each kind; and of these the keys of the best `size` after those skipped, with None for a number;
learn(cursor, ids), forget(cursor, ids): before and after entries are written; rebuild(cursor); arrange(cursor): lay out
what is there so that searches read it quickest; is_whole(cursor).
"""

from types import ModuleType
from typing import Any

from osce_docs.search.engines import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def engine(connection: Any) -> ModuleType:
    """Return the engine of a connection's database. Raises KeyError for one that has none."""
    return ENGINES[connection.vendor]
