"""Rows ticked in a list are ticked still where what was to be done with them was refused."""

from collections.abc import Iterable

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model
from django.http import HttpRequest

TICKED = "ticked"


def keep_ticked(request: HttpRequest, table: str) -> None:
    """Remember for the next look at a list which of its rows were ticked."""
    request.session[TICKED] = [table, request.POST.getlist(ACTION_CHECKBOX_NAME)]


def ticked(request: HttpRequest, table: str) -> frozenset[str]:
    """Return the ids of the rows that were ticked when the list was last sent, if it was refused; this once."""
    of, ids = request.session.pop(TICKED, ("", ()))
    return frozenset(ids) if of == table else frozenset()


def tick(rows: Iterable[Model], ids: frozenset[str]) -> None:
    """Mark rows as ticked; where none is, they need not be looked up for it."""
    for row in rows if ids else ():
        if str(row.pk) in ids:
            row.ticked = True
