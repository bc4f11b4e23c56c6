"""The search page: records that answer a query, each with the words it was found by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db import OperationalError
from django.db.models.functions import Length
from django.utils.translation import gettext

from osce_docs.models import Alias, Document, Organization, Proposal
from osce_docs.models.record import Record
from osce_docs.public.lists import LISTS, List, rows_of
from osce_docs.search.excerpts import Excerpt, excerpt, highlight
from osce_docs.search.finding import MOST, SIZE, Found, find
from osce_docs.search.query import Query

# PostgreSQL's word for a statement that took longer than the connection allows.
STOPPED = "57014"
# What other searches take for a sign between words.
OPERATOR = re.compile(r"\b(AND|OR|NOT|NEAR)\b")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: its title in pieces of (words, found), the stretch that shows why, and its place in the text."""

    record: Record
    list: List
    title: Sequence[tuple[str, bool]]
    excerpt: Excerpt | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """A page of answers, with what there is beside it; `took_too_long` where the database was stopped on the way."""

    found: Found
    hits: Sequence[Hit] = ()
    page: int = 1
    took_too_long: bool = False

    @property
    def kinds(self) -> list[tuple[List, int]]:
        """The lists that answers are in, each with how many."""
        return [(each, self.found.counts[each.model]) for each in LISTS.values() if each.model in self.found.counts]

    @property
    def everywhere(self) -> int:
        """How many answers there are of all kinds together, as far as they were counted."""
        return sum(self.found.counts.values())

    @property
    def before(self) -> str:
        """The number of the page before, if there is one; past the end it is the last that has answers."""
        return str(min(self.page - 1, ceil(self.found.total / SIZE))) if self.page > 1 else ""

    @property
    def after(self) -> str:
        """The number of the page after, if there is one."""
        return str(self.page + 1) if self.page * SIZE < self.found.total else ""


def hints(text: str) -> list[str]:
    """Return how words are taken, where a reader may have meant something else by them."""
    found = OPERATOR.search(text)
    said = gettext("All words are looked for; “%s” is taken for a word like the others.")
    return [said % found[1]] if found else []


def search(text: str, kind: str = "", page: str = "") -> Answers:
    """Return the answers to a query in one list, or in all; a name or number that is none is passed over."""
    among = LISTS[kind].model if kind in LISTS else None
    at = min(int(page), MOST // SIZE) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    try:
        found = find(text, among, page=max(at, 1))
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != STOPPED:
            raise
        return Answers(Found(Query()), took_too_long=True)
    return Answers(found, list(_hits(found)), max(at, 1))


def _hits(found: Found) -> Iterator[Hit]:
    """Yield the records found that readers may see, in their order."""
    lists = {each.model: each for each in LISTS.values()}
    records = {
        model: _rows(model, [pk for of, pk in found.hits if of is model]) for model in {of for of, _ in found.hits}
    }
    shown = {model: _excerpts(model, rows, found.query) for model, rows in records.items()}
    for model, pk in found.hits:
        if (record := records[model].get(pk)) is not None:
            why, address = shown[model].get(pk, (None, ""))
            yield Hit(record, lists[model], highlight(str(record), found.query), why, address)


def _rows(model: type[Record], ids: Sequence[int]) -> dict[int, Record]:
    return {row.pk: row for row in rows_of(model).filter(pk__in=ids)}


def _excerpts(model: type[Record], rows: dict[int, Any], query: Query) -> dict[int, tuple[Excerpt | None, str]]:
    """Return for each record the stretch of its text that shows why it was found, and the passage's address."""
    if model is Document:
        return dict(_of_documents(rows, query))
    if model is Proposal:
        return {pk: (excerpt(row.text, query), "") for pk, row in rows.items()}
    if model is Organization:
        return dict(_of_names(Alias.objects.filter(owner__in=rows, exists=True).order_by("owner", "key"), query))
    return {}


def _of_documents(rows: dict[int, Any], query: Query) -> Iterator[tuple[int, tuple[Excerpt | None, str]]]:
    texts = Document.objects.filter(pk__in=rows).annotate(navigation=Length("text__edition__text"))
    for pk, text, at, navigation in texts.values_list("pk", "text__content", "text__navigation_at", "navigation"):
        found = excerpt(text, query)
        if found:
            moved = (navigation or 0) if found.start >= at else 0
            yield pk, (found, f"{rows[pk].get_absolute_url()}#c{found.start + moved}-{found.end + moved}")


def _of_names(aliases: Iterable[Alias], query: Query) -> Iterator[tuple[int, tuple[Excerpt | None, str]]]:
    """Yield for each body the first of its other names that has words looked for."""
    seen = set()
    for alias in aliases:
        found = excerpt(alias.name, query) if alias.owner_id not in seen else None
        if found:
            seen.add(alias.owner_id)
            yield alias.owner_id, (found, "")
