"""The page of a list: its rows, what it is narrowed by, what it could be narrowed by, and the addresses of all that."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from osce_docs.models.words import in_words
from osce_docs.public.facets import Choice
from osce_docs.public.filters import RecordFilter, narrowed
from osce_docs.public.lists import items
from osce_docs.public.paging import page

POSITIONS = ("before", "after")
DAYS = ("since", "until")


@dataclass(frozen=True, slots=True)
class Chip:
    """Something the list is narrowed by, in words, and the address of the list without it."""

    words: str
    without: str


@dataclass(frozen=True, slots=True)
class Way:
    """A value the list could be narrowed to, and the address of the list so narrowed."""

    choice: Choice
    address: str


def tidy(asked: QueryDict) -> str | None:
    """Return the query of an address without its empty parts, which a form sends along; None where it has none."""
    if all(value for _, values in asked.lists() for value in values):
        return None
    query = asked.copy()
    for name, values in asked.lists():
        query.setlist(name, [value for value in values if value])
    return f"?{query.urlencode()}" if query.urlencode() else ""


def list_page(name: str, asked: QueryDict) -> dict[str, Any]:
    """Return what the page of the list of this name shows for what an address asks."""
    found = narrowed(name, asked)
    asked = _without(asked, found.form.errors)
    rows, parts = found.rows
    before, after = (asked.get(each, "") for each in POSITIONS)
    shown = page(items(rows, found.order), found.order, before=before, after=after, parts=parts)
    ways = [(each, label, _ways(found, each, choices, asked)) for each, label, choices in found.choices()]
    return {
        "list": found.list,
        "fields": [found.form[each] for each in found.form.fields if each not in found.facets],
        # Fields beyond the first stand open where one of them is in use.
        "open": bool(asked.keys() - {"q", *found.facets, *POSITIONS}),
        "kept": [(each, found.asked[each]) for each in found.facets if each in found.asked],
        "chips": _chips(found, ways, asked),
        "ways": [(label, choices) for _, label, choices in ways if len(choices) > 1],
        "page": shown,
        "capped": f"{found.capped:,}" if found.capped else "",
        "as_table": f"{found.list.as_table}{_query(asked)}",
        "as_json": f"{found.list.as_json}{_query(asked)}",
    }


def _without(asked: QueryDict, names: Iterable[str]) -> QueryDict:
    query = asked.copy()
    for name in names:
        query.pop(name, None)
    return query


def _ways(found: RecordFilter, name: str, choices: list[Choice], asked: QueryDict) -> list[Way]:
    without = _query(asked, name)
    begun, back = f"{without}&" if without else "?", without or found.list.address
    return [Way(each, back if each.chosen else f"{begun}{urlencode({name: each.value})}") for each in choices]


def _chips(found: RecordFilter, ways: Any, asked: QueryDict) -> list[Chip]:
    labels = {(name, way.choice.value): way.choice.label for name, _, choices in ways for way in choices}
    return [
        Chip(_said(found, name, labels.get((name, value), value)), _query(asked, name) or found.list.address)
        for name, value in found.asked.items()
    ]


def _said(found: RecordFilter, name: str, value: str) -> str:
    label = str(found.filters[name].label)
    if name == "disputed":
        return label
    return f"{label}: {in_words('date', value) if name in DAYS else value}"


def _query(asked: QueryDict, *left_out: str) -> str:
    """Return the query of an address without some of its parts, and without empty ones, from the first row on."""
    query = asked.copy()
    for name in (*POSITIONS, *left_out):
        query.pop(name, None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"?{query.urlencode()}" if query else ""
