"""A record's public page as it would be if the form were saved. Nothing of that stays."""

from collections.abc import Callable, Iterable
from copy import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import resolve
from django.utils.translation import gettext as _

from osce_docs.editorial.supposed import Supposed, suppose
from osce_docs.models import Document, Ruling
from osce_docs.models.record import Record


def is_tried(request: HttpRequest) -> bool:
    """Whether the form of a record was sent to be looked at, not to be saved."""
    return "_preview" in request.POST


def decided(form: Any, formsets: Iterable[Any]) -> tuple[dict[str, Any], list[Ruling]]:
    """Return what the form of a record and the rows below it rule on, by field and tie, and the rulings taken back."""
    parts = (form, *formsets)
    return (
        {name: value for each in parts for name, value in each.rulings().items()},
        [ruling for each in parts for ruling in each.taken_back()],
    )


def tried(request: HttpRequest, form: Any, formsets: Iterable[Any], save: Callable[[], None]) -> HttpResponse | None:
    """Return the public page of a record as it would be if the form were saved; None where there would be none.

    A withheld document that is let back is read by all that it tells of: it is saved for that, and withheld again.
    """
    record, status = form.instance, form.new_status()
    if isinstance(record, Document) and status and record.status == Record.Status.WITHHELD:
        return _once_saved(request, record, save)
    standing = {name: each.ruling for name, each in record.beside.items() if each.ruling}
    signed = Ruling(author=request.user, reason=form.cleaned_data["reason"])
    supposed = suppose(record, record.whole, standing, *decided(form, formsets), status, signed, _named(form, formsets))
    return _public_page(request, record.get_absolute_url(), supposed)


def _named(form: Any, formsets: Iterable[Any]) -> dict[tuple[type[Model], Any], Model]:
    """Return the rows that a form and the rows below it name, by table and id: they were looked up to check them.

    What the form itself names comes first: with it comes along what the page shows of it.
    """
    sent = [each.cleaned_data for each in (form, *(row for formset in formsets for row in formset.forms))]
    return {
        (type(value), value.pk): value for data in sent[::-1] for value in data.values() if isinstance(value, Model)
    }


def preview(request: HttpRequest, page: HttpResponse | None) -> HttpResponse:
    """Return a public page that was tried out; where readers would have none, go back to the form and say so."""
    if page is not None:
        return page
    messages.warning(request, _("Readers would not see this record: it is withheld, merged, or nothing speaks of it."))
    return HttpResponseRedirect(request.get_full_path())


@transaction.atomic
def _once_saved(request: HttpRequest, record: Record, save: Callable[[], None]) -> HttpResponse | None:
    save()
    page = _public_page(request, record.get_absolute_url())
    transaction.set_rollback(True)
    return page


def _public_page(request: HttpRequest, address: str, supposed: Supposed | None = None) -> HttpResponse | None:
    asked: Any = copy(request)
    asked.method, asked.path, asked.path_info = "GET", address, address
    asked.GET, asked.POST, asked.supposed = QueryDict(), QueryDict(), supposed
    asked.tried_from = request.get_full_path()
    found = asked.resolver_match = resolve(address)
    try:
        page = found.func(asked, *found.args, **found.kwargs)
    except Http404:
        return None
    return page.render() if hasattr(page, "render") and not page.is_rendered else page
