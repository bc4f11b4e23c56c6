"""PostgreSQL: a column of word vectors that the database itself makes of the entry, with a GIN index.

A vector holds no place beyond the 16,383rd word, so phrases are looked for in the text of entries that have the words.
"""

from collections.abc import Collection, Sequence
from typing import Any

from osce_docs.search.engines.condition import Condition
from osce_docs.search.query import Query, Term
from osce_docs.search.spellings import Phrase

TABLE = "osce_docs_searchentry"
KEY = "id"
# What a word weighs by where it stands: the title is A, the text D. The rank is divided by the logarithm of the length.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
BY_LENGTH = 1


def newest(query: Query, only: str, most: int) -> Condition:
    """Return the statement for the newest entries that have what is wanted and nothing that is not; `only` is SQL.

    Phrases, and what is not wanted, are looked for in the newest entries that have the words, until there are enough:
    it takes a look at their texts. OFFSET, and a subquery for each, keep the database from looking at all.
    """
    words = f"SELECT id AS entry FROM {TABLE} WHERE words @@ %s::tsquery{only} ORDER BY id DESC"
    conditions = [_any_phrase(term) for term in query.wanted if _has_phrases(term)]
    conditions += [_not(_any_phrase(term)) for term in query.unwanted]
    if not conditions:
        return f"{words} LIMIT {most}", [_vector_query(query)]
    texts = " AND ".join(sql for sql, _ in conditions)
    values = [value for _, values in conditions for value in values]
    found = f"SELECT entry FROM ({words} OFFSET 0) AS worded WHERE (SELECT {texts} FROM {TABLE} WHERE id = entry)"
    return f"{found} ORDER BY entry DESC LIMIT {most}", [_vector_query(query), *values]


def among(query: Query, newest: Sequence[int]) -> Condition:
    """Return the condition that an entry is one of the newest that match, of which these are the numbers."""
    return "id = ANY(%s)", [list(newest)]


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
    return f"({words[0]} AND (title LIKE %s OR text LIKE %s))", [*words[1], beginning, beginning]


def _not(condition: Condition) -> Condition:
    return f"NOT {condition[0]}", condition[1]
