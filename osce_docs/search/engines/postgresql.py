"""PostgreSQL: a column of word vectors that the database itself makes of the entry, with a GIN index.

The index does not know where a word stands, but it has each two words that stand side by side, as a number: a phrase is
looked for among the entries that have all its twos, be its words common or not. A vector holds no place beyond the
16,383rd word, and few of a word that comes very often. So it is looked for in the vector of a short text, which takes a
fifth of the time, and where it is not found there in the text itself.
"""

from collections.abc import Collection
from itertools import pairwise
from typing import Any, NamedTuple

from osce_docs.search.engines.condition import Condition
from osce_docs.search.entries import ALL, ANY_KIND, KIND_BITS, RECORD_BITS, first_of
from osce_docs.search.query import Query, Term
from osce_docs.search.spellings import Phrase

TABLE = "osce_docs_searchentry"
# What a word weighs by where it stands: the title is A, the text D. The rank is divided by one and the logarithm of how
# many different words there are: that a vector tells at once, while how many there are in all has to be counted.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
BY_LENGTH = 16
# So long whoever arranges the entries waits for others to let go of them.
ARRANGED = "5s"
# A text of fewer bytes has fewer words, with those of any title before it, than a vector holds places.
SHORT = 32_000
# Entries stand in stretches of days, narrow and wide, by their kind and all together. The index of words has these too:
# what stands in some of them is found without a look at all that has the words.
NARROW = RECORD_BITS + KIND_BITS + 4
WIDER = 4
WIDE = NARROW + WIDER
STRETCHES = (
    f"ARRAY[((id >> {NARROW}) << 4) | (id & 3), ((id >> {NARROW}) << 4) | {ANY_KIND}, "
    f"((id >> {WIDE}) << 4) | 8 | (id & 3), ((id >> {WIDE}) << 4) | {8 + ANY_KIND}]"
)
# And the numbers of each two words that stand side by side in the title or in the text.
TWOS = "osce_docs_twos(title, text)"
# From so many narrow stretches on wide ones are named.
MANY = 2 << WIDER
# A step looks at a little more days than seem to be enough, at no fewer than this share of those before, and at no more
# than so many times as many as the last, or so many narrow stretches: to name all up to a far-off day takes longer.
ENOUGH, LEAST, FASTEST, WIDEST = 1.05, 0.06, 4, 2048


class Way(NamedTuple):
    """One of the two ways through time: what lies beyond a number reached, in which order, and from an entry on so many
    stretches: the lowest, the highest, and where they end."""

    beyond: str
    order: str
    low: str
    high: str
    reached: str


RISING = Way(">=", "ASC", "at", "at + number - 1", "high + 1")
FALLING = Way("<", "DESC", "at + 1 - number", "at", "low")


def first(query: Query, kind: int | None, most: int, among: range = ALL, rises: bool = False) -> Condition:
    """Return the statement for the first entries of a kind that have what is wanted and nothing that is not."""
    looked, values = _looked(query, kind, most, None, among, rises)
    return f"{looked} SELECT unnest(found) AS entry FROM first", values


def best(query: Query, kind: int | None, most: int, size: int, skipped: int) -> Condition:
    """Return the statement that ranks the newest `most` of a kind: words of the title count for more.

    They are ranked where they are found, for to look a row up once more takes longer than to rank it.
    """
    rank = ("-ts_rank(%s::real[], words, %s::tsquery, %s)", [WEIGHTS, _vector_query(query), BY_LENGTH])
    looked, values = _looked(query, kind, most + 1, rank if size else None)
    statement = f"""{looked}, ranked AS MATERIALIZED (
    SELECT entry, rank FROM first, LATERAL unnest(found[:{most}], ranks[:{most}]) AS each (entry, rank)
)
SELECT entry, number FROM (
    SELECT {ANY_KIND} AS entry, cardinality(found) AS number, NULL::real AS rank FROM first
    UNION ALL
    SELECT entry & 3, count(*), NULL FROM ranked GROUP BY 1
    UNION ALL
    SELECT * FROM (
        SELECT entry, NULL::bigint, rank FROM ranked ORDER BY rank, entry DESC LIMIT {size} OFFSET {skipped}
    ) AS page
) AS told ORDER BY rank, entry DESC"""
    return statement, values


def learn(cursor: Any, ids: Collection[int]) -> None:
    """Do nothing: the database has made the words of entries when they were written."""


def forget(cursor: Any, ids: Collection[int]) -> None:
    """Do nothing: the words of entries go with them."""


def rebuild(cursor: Any) -> None:
    """Do nothing: words are a column of their entry."""


def arrange(cursor: Any) -> None:
    """Lay the entries out in the order of time, as their numbers are.

    A search goes through a few days at a time. Where their entries lie side by side, it reads a stretch of the table
    and passes over what the index has of all others; what is written later lies in the order it came in. Nobody can
    search or write entries meanwhile. Raises OperationalError where others keep the table for longer than ARRANGED: who
    waits for it holds up all who come later.
    """
    cursor.execute(f"SET LOCAL lock_timeout = '{ARRANGED}'")
    cursor.execute(f"CLUSTER {TABLE} USING {TABLE}_pkey")
    cursor.execute(f"ANALYZE {TABLE}")


def is_whole(cursor: Any) -> bool:
    """Return True: the words are a generated column, they cannot differ from their entry."""
    return True


def _looked(
    query: Query, kind: int | None, most: int, rank: Condition | None, among: range = ALL, rises: bool = False
) -> Condition:
    """Return the beginning of a statement in which `first` has the numbers of what is found, and what each is ranked.

    Each step looks at as many days as seem to be enough by what there was in the days before: how many others have the
    words does not matter. + 0 keeps the database from the index of numbers.
    """
    if kind is not None and (start := first_of(kind)):
        among = range(max(start, among.start), among.stop)
        return _of_kind_without_days(query, among, most, rank, rises)
    way = RISING if rises else FALLING
    within = f"{{0}} {way.beyond} reached AND {{0}} >= {among.start} AND {{0}} < {among.stop}"
    found, values = _found(query, f"{STRETCHES} && stretches AND {within.format('id + 0')}", rank, way.order)
    statement = f"""
WITH RECURSIVE looked (reached, width, days, found, ranks) AS (
    SELECT {among.start if rises else among.stop}::bigint, 1::bigint, 0::bigint, ARRAY[]::bigint[], ARRAY[]::real[]
    UNION ALL
    SELECT ({way.reached}) << shift, least({WIDEST}, {FASTEST} * width, enough)::bigint, now.days, now.found,
        looked.ranks || step.ranks
    FROM looked,
        LATERAL (SELECT id FROM {TABLE} WHERE {within.format("id")} ORDER BY id {way.order} LIMIT 1) AS next,
        LATERAL (SELECT {WIDER} * (width >= {MANY})::int AS wider) AS level,
        LATERAL (SELECT {NARROW} + wider AS shift, width >> wider AS number) AS stretch,
        LATERAL (SELECT id >> shift AS at) AS at,
        LATERAL (SELECT {way.low} AS low, {way.high} AS high) AS span,
        LATERAL (
            SELECT ARRAY(
                SELECT (stretch << 4) + (wider > 0)::int * 8 + {ANY_KIND if kind is None else kind}
                FROM generate_series(low, high) AS stretch
            ) AS stretches OFFSET 0
        ) AS stretches,
        LATERAL (
            SELECT array_agg(entry) AS found, array_agg(rank) AS ranks
            FROM ({found} LIMIT {most} - cardinality(looked.found)) AS found
        ) AS step,
        LATERAL (SELECT days + (number << wider) AS days, looked.found || step.found AS found) AS now,
        LATERAL (SELECT cardinality(now.found) AS so_many) AS found,
        LATERAL (SELECT {ENOUGH} * ({most} - so_many) / greatest(so_many, 1) AS more) AS share,
        LATERAL (SELECT ceil(now.days * greatest(more, {LEAST})) AS enough) AS enough
    WHERE cardinality(looked.found) < {most}
), first AS MATERIALIZED (SELECT found, ranks FROM looked ORDER BY days DESC LIMIT 1)"""
    return statement, values


def _of_kind_without_days(query: Query, among: range, most: int, rank: Condition | None, rises: bool) -> Condition:
    """Return the same for a kind whose entries stand together, behind all others.

    The database chooses between these and the index of words: of few entries it looks at all, and at no others.
    """
    found, values = _found(
        query, f"id >= {among.start} AND id < {among.stop}", rank, (RISING if rises else FALLING).order
    )
    arrays = "coalesce(array_agg(entry), '{}') AS found, coalesce(array_agg(rank), '{}') AS ranks"
    return f"WITH first AS MATERIALIZED (SELECT {arrays} FROM ({found} LIMIT {most}) AS found)", values


def _found(query: Query, where: str, rank: Condition | None, order: str) -> Condition:
    """Return the statement for the entries that are found where a condition holds, in the order of their numbers.

    What is told of texts is not asked of the index, which would read all that have the words: this is what OFFSET does.
    """
    texts, values = _texts(query)
    twos, of_twos = _twos(query)
    worded = f"FROM {TABLE} WHERE words @@ %s::tsquery{twos} AND {where} OFFSET 0"
    values = [_vector_query(query), *of_twos, *values]
    if rank is None:
        return _in_order(worded, texts, order), values
    entries = f"(SELECT id, words, title, text {worded}) AS worded{texts and ' WHERE '}{texts}"
    ranked = f"(SELECT id AS entry, {rank[0]} AS rank FROM {entries} OFFSET 0) AS ranked"
    return f"SELECT entry, rank FROM {ranked} ORDER BY entry {order}", [*rank[1], *values]


def _in_order(worded: str, texts: str, order: str) -> str:
    """Return the same of entries that nothing ranks: so many texts are looked at as are wanted."""
    entries = f"(SELECT id AS entry, ctid AS place {worded}) AS worded"
    ordered = f"(SELECT entry, place FROM {entries} ORDER BY entry {order} OFFSET 0) AS ordered"
    told = f" WHERE (SELECT {texts} FROM {TABLE} WHERE ctid = place)" if texts else ""
    return f"SELECT entry, NULL::real AS rank FROM {ordered}{told}"


def _twos(query: Query) -> Condition:
    """Return the further condition, if there is one, that entries have the twos of phrases; of one that has other
    spellings, the first two of any."""
    conditions, values = "", []
    for term in query.wanted:
        each = [_side_by_side_in(phrase, term.prefix) for phrase in term.phrases]
        if all(each):
            wanted = each[0] if len(each) == 1 else [twos[0] for twos in each]
            numbers = ", ".join(["hashtext(%s)"] * len(wanted))
            conditions += f" AND {TWOS} {'@>' if len(each) == 1 else '&&'} ARRAY[{numbers}]"
            values += wanted
    return conditions, values


def _side_by_side_in(phrase: Phrase, prefix: bool) -> list[str]:
    """Return each two words of a phrase that stand side by side; the last may go on where it is a beginning."""
    return [" ".join(two) for two in pairwise(phrase[:-1] if prefix else phrase)]


def _texts(query: Query) -> Condition:
    """Return the condition, if there is one, on the text of entries that have the words."""
    conditions = [_any_phrase(term) for term in query.wanted if _has_phrases(term)]
    conditions += [_not(_any_phrase(term)) for term in query.unwanted]
    return " AND ".join(sql for sql, _ in conditions), [value for _, values in conditions for value in values]


def _vector_query(query: Query) -> str:
    """Return the wanted words in PostgreSQL's language; they are letters or digits only, so nothing can be a sign."""
    return " & ".join(
        f"({' | '.join(_all_of(phrase, term.prefix) for phrase in term.phrases)})" for term in query.wanted
    )


def _all_of(phrase: Phrase, prefix: bool) -> str:
    words = [f"'{word}'" for word in phrase]
    return f"({' & '.join(words)}{':*' if prefix else ''})"


def _has_phrases(term: Term) -> bool:
    return any(len(phrase) > 1 for phrase in term.phrases)


def _any_phrase(term: Term) -> Condition:
    found = [_phrase(phrase, term.prefix) for phrase in term.phrases]
    return f"({' OR '.join(sql for sql, _ in found)})", [value for _, values in found for value in values]


def _phrase(phrase: Phrase, prefix: bool) -> Condition:
    words = ("words @@ %s::tsquery", [_all_of(phrase, prefix)])
    if len(phrase) == 1:
        return words
    beginning = f"% {' '.join(phrase)}{'' if prefix else ' '}%"
    placed = f"octet_length(text) < {SHORT} AND words @@ %s::tsquery"
    written = f"{words[0]} AND (title LIKE %s OR text LIKE %s)"
    return f"({placed} OR {written})", [_side_by_side(phrase, prefix), *words[1], beginning, beginning]


def _side_by_side(phrase: Phrase, prefix: bool) -> str:
    """Return a phrase in PostgreSQL's language: all of it in the title, or all in the text."""
    *first, last = (f"'{word}':" for word in phrase)
    last += "*" * prefix
    each = (" <-> ".join(f"{word}{weight}" for word in (*first, last)) for weight in "AD")
    return f"({' | '.join(each)})"


def _not(condition: Condition) -> Condition:
    return f"NOT {condition[0]}", condition[1]
