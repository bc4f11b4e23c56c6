"""What an address asks. What a page does not know it passes over, and says so; a program is told that it is refused."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext

LONGEST = 200
# So many signs of what is odd are repeated, and so much of it is told.
REPEATED, TOLD = 40, 3

Fits = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked and known, as the links of the page carry it on, and a sentence for each oddity."""

    query: QueryDict
    odd: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return what is asked under a name; an empty text where nothing is."""
        return self.query.get(name, "")


def anything(value: str) -> bool:
    """Whether a value fits a parameter that takes any."""
    return True


def understood(given: QueryDict, known: Mapping[str, Fits]) -> Asked:
    """Return what an address asks; `known` are the names of parameters, each with what tells whether a value fits."""
    query = QueryDict(mutable=True)
    query.update({name: value[:LONGEST] for name, value in given.items() if name in known and known[name](value)})
    return Asked(query, tuple(_oddities(given, known))[:TOLD])


def unknown(given: QueryDict, known: Collection[str]) -> str:
    """Return a sentence for programs about the first parameter of an address that is not known; an empty text if none.

    A list that passed over a filter that is misspelt would be taken for the list so narrowed.
    """
    odd = next((name for name in given if name not in known), "")
    said = {"name": _short(odd), "known": ", ".join(sorted(known)) or gettext("nothing")}
    return gettext("This address cannot be asked for “%(name)s”, but for: %(known)s.") % said if odd else ""


def _oddities(given: QueryDict, known: Mapping[str, Fits]) -> Iterator[str]:
    for name, value in given.items():
        said = {"name": _short(name), "value": _short(value), "most": LONGEST}
        if name not in known:
            yield gettext("This page cannot be asked for “%(name)s”; that was passed over.") % said
        elif not known[name](value):
            yield gettext("“%(value)s” is nothing that “%(name)s” can be; that was passed over.") % said
        elif len(value) > LONGEST:
            yield gettext("What “%(name)s” asks for is cut after %(most)s characters.") % said


def _short(text: str) -> str:
    return Truncator(text.replace("\0", " ")).chars(REPEATED)
