"""The ways an entry of the gazetteer is written in texts: spellings, capitals, missing accents."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from osce_docs.ingest.extract.gazetteer import Entry
from osce_docs.knowledge import load

Need = Literal["", "osce", "preposition", "dateline"]

# Characters that mean the same in a name; one for one, so that offsets stay.
SAME = str.maketrans(
    {"–": "-", "‐": "-", "‑": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'"}
    | {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\n": " ", "\t": " ", "\u000b": " ", "\u2028": " "}
    | {chr(0xE000 + number): "\ufffd" for number in range(16)}
    | {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)


@dataclass(frozen=True, slots=True)
class Form:
    """What one written form stands for, and what must stand beside it for the form to count."""

    key: str
    kind: str
    need: Need = ""


def written_forms(entry: Entry) -> Iterator[tuple[str, Form]]:
    """Yield every way `entry` is written, in plain dashes and quotes, with what the form means."""
    plain = Form(entry.key, entry.kind)
    named = [entry.name, *entry.aliases, *(each.name for each in entry.names_by_date)]
    names = [name for name in named if name not in entry.cautious]
    for form in _spelt(names):
        yield form, plain
        yield from _capitals(form, plain)
        if entry.kind not in {"state", "place", "territory"}:
            yield from _lowered(form, plain)
    for form in _spelt(entry.people):
        yield form, Form(entry.key, "people")
        yield from _capitals(form, Form(entry.key, "people"))
    yield from _needy(entry)


def _needy(entry: Entry) -> Iterator[tuple[str, Form]]:
    for form in _spelt(entry.within_osce):
        yield form, Form(entry.key, entry.kind, "osce")
        yield form.lower(), Form(entry.key, entry.kind, "osce")
        yield form[0] + form[1:].lower(), Form(entry.key, entry.kind, "osce")
    for form in _spelt(entry.cautious):
        yield form, Form(entry.key, entry.kind, "preposition")
        yield from _capitals(form, Form(entry.key, entry.kind, "dateline"))
    for form in _spelt(entry.dateline):
        yield form, Form(entry.key, entry.kind, "dateline")
        yield from _capitals(form, Form(entry.key, entry.kind, "dateline"))


def _spelt(names: Iterable[str]) -> Iterator[str]:
    forms = dict.fromkeys(name.translate(SAME) for name in names)
    for one, other in load("name_patterns")["spellings"]:
        forms |= dict.fromkeys(form.replace(one, other) for form in forms if one in form)
        forms |= dict.fromkeys(form.replace(other, one) for form in forms if other in form)
    yield from dict.fromkeys(each for form in forms for each in (form, _bare(form)))


def _bare(form: str) -> str:
    """Return the form without accents: `Türkiye` is often written `Turkiye`."""
    letters = unicodedata.normalize("NFD", form)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("ł", "l").replace("ı", "i")


def _capitals(form: str, meaning: Form) -> Iterator[tuple[str, Form]]:
    """Datelines and titles are often in capitals: `VIENNA`, `OSCE PERMANENT COUNCIL`."""
    if len(form) > 3 and not form.isupper():
        yield form.upper(), meaning


def _lowered(form: str, meaning: Form) -> Iterator[tuple[str, Form]]:
    """Common nouns of a name are often not capitalised: `Minsk group`, `OSCE permanent council`."""
    words = form.split(" ")
    lowered = [word.lower() if word in _common() else word for word in words]
    if lowered == words:
        return
    last = [*words[:-1], lowered[-1]]
    for each in ([words[0], *lowered[1:]], last, lowered):
        text = " ".join(each)
        named = any(word[:1].isupper() and word not in _common() for word in each)
        yield text, meaning if named else Form(meaning.key, meaning.kind, "osce")


@cache
def _common() -> frozenset[str]:
    return frozenset(load("name_patterns")["common_nouns"])
