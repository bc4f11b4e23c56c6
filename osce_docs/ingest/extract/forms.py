"""The ways an entry of the gazetteer is written in texts: spellings, capitals, missing accents, short forms."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from osce_docs.ingest.extract.alike import Alike
from osce_docs.ingest.extract.gazetteer import PLAIN, Entry
from osce_docs.knowledge import load

Need = Literal["", "osce", "alone", "preposition", "dateline"]

# Characters that mean the same in a name; one for one, so that offsets stay. Private characters mark masked names.
same = Alike(
    dict.fromkeys("–‐‑‒—−", "-")
    | dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\n\r\t\v\f\u2028\u2029", " ")
    | {chr(0xE000 + number): "\ufffd" for number in range(16)}
)
OPERATION = re.compile(r"(.*(?:Office|Centre|Mission|Presence|Group)) (?:in|to) (?:the )?(.+)")


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
    if entry.kind == "state":
        named += [f"{prefix} {entry.in_phrase}" for prefix in load("name_patterns")["state_prefixes"]]
    for form in _spelt(name for name in named if name not in entry.cautious):
        yield from _written(form, plain)
        if entry.kind == "field-operation" and form.startswith(("OSCE ", "CSCE ")):
            yield from _short(form[5:], plain)
            yield from _cased(form.replace(" Mission to ", " Mission in "), plain)
    for form in _spelt(entry.people):
        yield from _cased(form, replace(plain, kind="people"))
    yield from _needy(entry, plain)


def _written(form: str, meaning: Form) -> Iterator[tuple[str, Form]]:
    yield from _cased(form, meaning)
    if meaning.kind not in {"state", "place", "territory"}:
        yield from _lowered(form, meaning)


def _short(form: str, meaning: Form) -> Iterator[tuple[str, Form]]:
    """`OSCE Office in Valletta` is also written `Office in Valletta`, `Valletta Office`, `OSCE office in Valletta`."""
    turned = OPERATION.fullmatch(form)
    for each in (form, f"{turned[2]} {turned[1]}") if turned else (form,):
        yield from _cased(each, replace(meaning, need="alone"))
        yield from _lowered(each, replace(meaning, need="osce"))


def _needy(entry: Entry, plain: Form) -> Iterator[tuple[str, Form]]:
    for form in _spelt(entry.within_osce):
        for each in (form, form.lower(), form[0] + form[1:].lower()):
            yield each, replace(plain, need="osce")
    for form in _spelt(entry.alone):
        yield from _cased(form, replace(plain, need="alone"))
    for form in _spelt(entry.cautious):
        yield form, replace(plain, need="preposition")
        yield form.upper(), replace(plain, need="dateline")
    for form in _spelt(entry.dateline):
        yield from _cased(form, replace(plain, need="dateline"))


def _spelt(names: Iterable[str]) -> Iterator[str]:
    forms = dict.fromkeys(same(name) for name in names)
    for one, other in load("name_patterns")["spellings"]:
        forms |= dict.fromkeys(form.replace(one, other) for form in forms if one in form)
        forms |= dict.fromkeys(form.replace(other, one) for form in forms if other in form)
    yield from dict.fromkeys(each for form in forms for each in (form, _unaccented(form)))


def _unaccented(form: str) -> str:
    """Return the form without accents: `Türkiye` is often written `Turkiye`."""
    letters = unicodedata.normalize("NFD", form)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(PLAIN)


def _cased(form: str, meaning: Form) -> Iterator[tuple[str, Form]]:
    """Yield the form, and in capitals as in datelines and titles: `VIENNA`, `OSCE PERMANENT COUNCIL`."""
    yield form, meaning
    if len(form) > 3 and not form.isupper():
        yield form.upper(), meaning


def _lowered(form: str, meaning: Form) -> Iterator[tuple[str, Form]]:
    """Yield the form with its common nouns small: `Minsk group`; with nothing but those, it needs "OSCE" beside it."""
    words = form.split(" ")
    lowered = [word.lower() if word in _common() else word for word in words]
    if lowered == words:
        return
    for each in ([words[0], *lowered[1:]], [*words[:-1], lowered[-1]], lowered):
        named = any(word[:1].isupper() and word not in _common() for word in each)
        yield " ".join(each), meaning if named else replace(meaning, need="osce")


@cache
def _common() -> frozenset[str]:
    return frozenset(load("name_patterns")["common_nouns"])
