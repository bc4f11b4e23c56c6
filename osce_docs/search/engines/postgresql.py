"""PostgreSQL: a column of word vectors that the database itself makes of the entry, with a GIN index.

A vector holds no place beyond the 16,383rd word, and few of a word that comes very often. So a phrase is looked for in
the vector of a short text, which takes a fifth of the time, and where it is not found there in the text itself.
"""

from collections.abc import Collection, Sequence
from typing import Any

from osce_docs.search.engines.condition import Condition
from osce_docs.search.entries import KIND_BITS, RECORD_BITS, first_of
from osce_docs.search.query import Query, Term
from osce_docs.search.spellings import Phrase

TABLE = "osce_docs_searchentry"
KEY = "id"
# What a word weighs by where it stands: the title is A, the text D. The rank is divided by the logarithm of the length.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
BY_LENGTH = 1
# A text of fewer bytes has fewer words, with those of any title before it, than a vector holds places.
SHORT = 32_000
# Entries stand in stretches of days, narrow and wide, by their kind and all together. The index of words has these too:
# what stands in some of them is found without a look at all that has the words.
ANY_KIND = 4
NARROW = RECORD_BITS + KIND_BITS + 5
WIDER = 6
WIDE = NARROW + WIDER
STRETCHES = (
    f"ARRAY[((id >> {NARROW}) << 4) | (id & 3), ((id >> {NARROW}) << 4) | {ANY_KIND}, "
    f"((id >> {WIDE}) << 4) | 8 | (id & 3), ((id >> {WIDE}) << 4) | {8 + ANY_KIND}]"
)


def newest(query: Query, kind: int | None, most: int) -> Condition:
    """Return the statement for the newest entries of a kind that have what is wanted and nothing that is not.

    Each step looks at twice as many days as the last, until there are enough: how many older entries have the words
    does not matter. Phrases, and what is not wanted, are looked for in the texts of what has the words, from the newest
    on. OFFSET, and a subquery for each text, keep the database from looking at all, and + 0 from the index of numbers.
    """
    if kind is not None and (first := first_of(kind)):
        return _of_kind_without_days(query, first, most)
    texts, values = _texts(query)
    statement = f"""
WITH RECURSIVE looked (below, width, found) AS (
    SELECT {2**62}, 1, ARRAY[]::bigint[]
    UNION ALL
    SELECT first << shift, width * 2, found || ARRAY(
        SELECT entry FROM (
            SELECT entry FROM (
                SELECT id AS entry FROM {TABLE}
                WHERE words @@ %s::tsquery AND {STRETCHES} && stretches AND id + 0 < below OFFSET 0
            ) AS worded ORDER BY entry DESC OFFSET 0
        ) AS ordered{texts} LIMIT {most} - cardinality(found)
    )
    FROM looked,
        LATERAL (SELECT id FROM {TABLE} WHERE id < below ORDER BY id DESC LIMIT 1) AS next,
        LATERAL (SELECT least(width / {2**WIDER}, 1) AS level) AS level,
        LATERAL (SELECT {NARROW} + {WIDER} * level AS shift) AS shift,
        LATERAL (SELECT (id >> shift) + 1 - (width >> {WIDER} * level) AS first) AS first,
        LATERAL (
            SELECT ARRAY(
                SELECT (stretch << 4) + 8 * level + {ANY_KIND if kind is None else kind}
                FROM generate_series(first, id >> shift) AS stretch
            ) AS stretches OFFSET 0
        ) AS stretches
    WHERE cardinality(found) < {most}
)
SELECT unnest(found) AS entry FROM (SELECT found FROM looked ORDER BY width DESC LIMIT 1) AS last"""
    return statement, [_vector_query(query), *values]


def _of_kind_without_days(query: Query, first: int, most: int) -> Condition:
    """Return the same for a kind whose entries stand together from a number on, behind all others.

    The database chooses between these and the index of words: of few entries it looks at all, and at no others.
    """
    texts, values = _texts(query)
    worded = f"SELECT id AS entry FROM {TABLE} WHERE id >= %s AND words @@ %s::tsquery ORDER BY id DESC OFFSET 0"
    return f"SELECT entry FROM ({worded}) AS ordered{texts} LIMIT {most}", [first, _vector_query(query), *values]


def among(query: Query, kind: int | None, newest: Sequence[int]) -> Condition:
    """Return the condition that an entry is one of the newest that match, of which these are the numbers."""
    # Written by us ten thousand take a seventh of the time that the driver takes for them.
    return "id = ANY(%s::bigint[])", [f"{{{','.join(map(str, newest))}}}"]


def ranking(query: Query) -> Condition:
    """Return what entries found are sorted by, the best first: words of the title count for more."""
    return "-ts_rank(%s::real[], words, %s::tsquery, %s)", [WEIGHTS, _vector_query(query), BY_LENGTH]


def learn(cursor: Any, ids: Collection[int]) -> None:
    """Do nothing: the database has made the words of entries when they were written."""


def forget(cursor: Any, ids: Collection[int]) -> None:
    """Do nothing: the words of entries go with them."""


def rebuild(cursor: Any) -> None:
    """Do nothing: words are a column of their entry."""


def is_whole(cursor: Any) -> bool:
    """Return True: the words are a generated column, they cannot differ from their entry."""
    return True


def _texts(query: Query) -> Condition:
    """Return the condition, if there is one, on the text of an entry that has the words."""
    conditions = [_any_phrase(term) for term in query.wanted if _has_phrases(term)]
    conditions += [_not(_any_phrase(term)) for term in query.unwanted]
    if not conditions:
        return "", []
    texts = " AND ".join(sql for sql, _ in conditions)
    values = [value for _, values in conditions for value in values]
    return f" WHERE (SELECT {texts} FROM {TABLE} WHERE id = entry)", values


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
