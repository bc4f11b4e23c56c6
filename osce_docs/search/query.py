"""What a reader typed, as terms: words, "phrases", prefix*, -not. Anything is a query; nothing is an error. Pure."""

import re
from dataclasses import dataclass

from osce_docs.search.spellings import Phrase, spellings
from osce_docs.search.words import words

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
PART = re.compile(r'(?P<minus>-?)(?:"(?P<exact>[^"]*)"?|(?P<bare>[^\s"]+))')
MOST_TERMS = 12
# A shorter beginning would stand for half the words there are.
SHORTEST_PREFIX = 3
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Term:
    """Something to be found: any of these phrases; with `prefix`, its last word may go on."""

    phrases: tuple[Phrase, ...]
    prefix: bool = False

    @property
    def others(self) -> tuple[str, ...]:
        """The other spellings that are looked for too."""
        return tuple(" ".join(phrase) for phrase in self.phrases[1:])


@dataclass(frozen=True, slots=True)
class Query:
    """The terms that all have to be found, and those of which none may be."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def others(self) -> tuple[str, ...]:
        """The other spellings that are looked for too, each once."""
        return tuple(dict.fromkeys(each for term in self.wanted for each in term.others))


def parse(text: str, *, beginnings: bool = False) -> Query:
    """Return what a text asks for; with nothing but signs or words not wanted in it, nothing.

    With `beginnings` each word that stands by itself may go on, as if it had an asterisk.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in PART.finditer(text[:LONGEST_QUERY].translate(QUOTES)):
        term = _term(part["exact"], part["bare"], beginnings)
        if term is not None and len(wanted) + len(unwanted) < MOST_TERMS:
            (unwanted if part["minus"] else wanted).append(term)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _term(exact: str | None, bare: str | None, beginnings: bool) -> Term | None:
    phrase = tuple(words(exact if exact is not None else bare or ""))
    if not phrase:
        return None
    if exact is not None:
        return Term((phrase,))
    if bare and bare.endswith("*") and len(phrase[-1]) >= SHORTEST_PREFIX:
        return Term((phrase,), prefix=True)
    return Term(spellings(phrase), prefix=beginnings and len(phrase[-1]) >= SHORTEST_PREFIX)
