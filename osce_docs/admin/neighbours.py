"""What stands before and after a row in the list it was opened from, whether or not it still belongs there."""

from copy import copy
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from osce_docs.models.keyset import later


class Uncounted(Paginator):
    """Pages of a list of which nobody asks how many rows it has."""

    count = 0


def neighbours(model_admin: Any, request: HttpRequest, row: Model) -> tuple[str, str]:
    """Return the addresses of the previous and next row, each empty where there is none.

    The list is the one whose filters came along in `_changelist_filters`, in the order of `model_admin.ordering`, which
    names non-null columns and ends in a unique one.
    """
    rows = _rows(model_admin, request)
    backwards = [name[1:] if name.startswith("-") else f"-{name}" for name in model_admin.ordering]
    return _first(rows, backwards, row, request), _first(rows, list(model_admin.ordering), row, request)


def listed(model_admin: Any, request: HttpRequest) -> str:
    """Return the address of the list that a row was opened from."""
    name = f"admin:osce_docs_{model_admin.opts.model_name}_changelist"
    return f"{reverse(name)}?{request.GET.get('_changelist_filters', '')}"


def _rows(model_admin: Any, request: HttpRequest) -> QuerySet:
    listing, lister = copy(request), copy(model_admin)
    listing.GET = QueryDict(request.GET.get("_changelist_filters", ""))
    lister.paginator = Uncounted
    try:
        return lister.get_changelist_instance(listing).queryset
    except IncorrectLookupParameters:
        return model_admin.get_queryset(request)


def _first(rows: QuerySet, order: list[str], row: Model, request: HttpRequest) -> str:
    place = [getattr(row, name.removeprefix("-")) for name in order]
    pk = rows.filter(later(rows.model, order, place)).order_by(*order).values_list("pk", flat=True).first()
    query = request.GET.urlencode()
    return f"../../{pk}/change/{'?' if query else ''}{query}" if pk else ""
