"""SQLite: FTS5 over the table of entries; it keeps the index only, and is told of every entry that comes and goes."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.db import DatabaseError

from osce_docs.search.engines.condition import Condition
from osce_docs.search.entries import ALL, ANY_KIND, KIND_BITS, RECORD_BITS, first_of
from osce_docs.search.query import Query, Term

TABLE = "osce_docs_searchwords"
# A word of the title weighs as much as so many of the text.
TITLE_WEIGHT = 10
# The days of an entry's number. The newest are looked for in so many days first, and then in as many as seem to be
# enough by what there was in those before: a little more, no fewer than this share of these, no more than so many times
# as many as the last, and no more than there are numbers of.
DAY, FEWEST = RECORD_BITS + KIND_BITS, 32
ENOUGH, LEAST, FASTEST, ALL_DAYS = 1.05, 0.25, 4, 2**22
# So many are looked for from the oldest on first. Where fewer are found, these are all, and found in one go: FTS5 goes
# on from stretch to stretch until it finds one, and to leave words out it begins with the first of all.
FEW = 2_500


def first(query: Query, kind: int | None, most: int, among: range = ALL, rises: bool = False) -> Condition:
    """Return the statement for the first entries of a kind that have what is wanted and nothing that is not.

    FTS5 is only ever asked for entries that rise: from the greatest down it passes over entries where it has to look
    for the next one, as it does for two words or below a number (SQLite 3.40). So the newest are looked for in
    stretches of days, until there are enough; where few are found at all, all are.
    """
    start = among.start if kind is None else max(among.start, first_of(kind))
    found = f"FROM {TABLE} WHERE {TABLE} MATCH %s{_of_kind(kind)} AND rowid >= {{0}} AND rowid < {{1}}"
    if rises:
        entries = f"SELECT rowid AS entry {found.format(start, among.stop)}"
        return f"{entries} ORDER BY rowid LIMIT {most}", [_expression(query)]
    few = min(FEW, most)
    low = f"max({start}, newest - (next.value << {DAY}))"
    enough = f"days * {ENOUGH} * ({most} - now.value) / max(now.value, 1)"
    next_days = f"max({FEWEST}, days * {LEAST}, min({FASTEST} * width, {enough}))"
    # What is asked of json_each is a value that has a name from there on.
    statement = f"""
WITH RECURSIVE looked (low, newest, days, width, number, entries) AS (
    SELECT iif(so_many < {few}, {start}, {among.stop}), {_newest(str(among.stop), start)}, 0, 0, 0,
        iif(so_many < {few}, entries, '[]')
    FROM (
        SELECT count(*) AS so_many, json_group_array(rowid) AS entries
        FROM (SELECT rowid {found.format(start, among.stop)} ORDER BY rowid LIMIT {few})
    )
    UNION ALL
    SELECT {low}, {_newest(low, start)}, days + next.value, next.value, now.value,
        (SELECT json_group_array(rowid) {found.format(low, "low")})
    FROM looked,
        json_each(json_array(number + json_array_length(entries))) AS now,
        json_each(json_array(CAST(min({ALL_DAYS}, {next_days}) AS integer))) AS next
    WHERE now.value < {most} AND low > {start}
)
SELECT value AS entry FROM looked, json_each(entries) ORDER BY value DESC LIMIT {most}"""
    return statement, [_expression(query)] * 2


def best(query: Query, kind: int | None, most: int, size: int, skipped: int) -> Condition:
    """Return the statement that ranks the newest `most` of a kind: rare words, and those of titles, count for more."""
    found, values = first(query, kind, most + 1)
    statement = f"""
WITH found AS MATERIALIZED ({found}), ranked AS MATERIALIZED (SELECT entry FROM found LIMIT {most})
SELECT entry, number FROM (
    SELECT {ANY_KIND} AS entry, count(*) AS number, NULL AS rank FROM found
    UNION ALL
    SELECT entry & {2**KIND_BITS - 1}, count(*), NULL FROM ranked GROUP BY 1
    UNION ALL
    SELECT * FROM (
        SELECT {TABLE}.rowid, NULL, bm25({TABLE}, {TITLE_WEIGHT}, 1) AS rank
        FROM (SELECT min(entry) AS oldest FROM ranked) CROSS JOIN {TABLE}
        WHERE oldest IS NOT NULL AND {TABLE} MATCH %s AND {TABLE}.rowid >= oldest{_of_kind(kind)}
        ORDER BY rank, {TABLE}.rowid DESC LIMIT {size} OFFSET {skipped}
    )
) ORDER BY rank, entry DESC"""
    return statement, [*values, _expression(query)]


def learn(cursor: Any, ids: Collection[int]) -> None:
    """Add the words of these entries, which have been written."""
    _tell(cursor, f"INSERT INTO {TABLE} (rowid, title, text) SELECT id, title, text", ids)


def forget(cursor: Any, ids: Collection[int]) -> None:
    """Take away the words of these entries, which are still there."""
    _tell(cursor, f"INSERT INTO {TABLE} ({TABLE}, rowid, title, text) SELECT 'delete', id, title, text", ids)


def rebuild(cursor: Any) -> None:
    """Make the index of words anew from the entries."""
    cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('rebuild')")


def arrange(cursor: Any) -> None:
    """Merge what has been added to the index bit by bit; entries lie in the order of time as they are."""
    cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")


def is_whole(cursor: Any) -> bool:
    """Return whether the index holds the words of the entries and no others."""
    try:
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def _newest(below: str, start: int) -> str:
    """Return what is one more than the greatest number of an entry below a number, for there are long times without."""
    return f"coalesce((SELECT max(id) + 1 FROM osce_docs_searchentry WHERE id < {below}), {start})"


def _of_kind(kind: int | None) -> str:
    """Return the further condition that an entry is of a kind."""
    return "" if kind is None else f" AND {TABLE}.rowid & {2**KIND_BITS - 1} = {kind}"


def _tell(cursor: Any, statement: str, ids: Collection[int]) -> None:
    if ids:
        among = "id IN (SELECT value FROM json_each(%s))"
        cursor.execute(f"{statement} FROM osce_docs_searchentry WHERE {among} ORDER BY id", [json.dumps(list(ids))])


def _expression(query: Query) -> str:
    """Return a query in FTS5's language; words are letters or digits only, so that nothing in it can be a sign."""
    wanted = _joined(query.wanted, "AND")
    return f"({wanted}) NOT ({_joined(query.unwanted, 'OR')})" if query.unwanted else wanted


def _joined(terms: Iterable[Term], by: str) -> str:
    return f" {by} ".join(f"({' OR '.join(_phrases(term))})" for term in terms)


def _phrases(term: Term) -> list[str]:
    return [f'"{" ".join(phrase)}"{"*" if term.prefix else ""}' for phrase in term.phrases]
