"""A record's public page as it would be if the form were saved; what was saved for that is taken back at once."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import resolve
from django.utils.translation import gettext as _


def preview(request: HttpRequest, record: Any) -> HttpResponse:
    """Return the public page of a record just saved, and undo the transaction it was saved in."""
    page = _public_page(request, record.get_absolute_url())
    transaction.set_rollback(True)
    if page is not None:
        return page
    messages.warning(request, _("Readers would not see this record: it is withheld, merged, or nothing speaks of it."))
    return HttpResponseRedirect(request.get_full_path())


def _public_page(request: HttpRequest, address: str) -> HttpResponse | None:
    asked: Any = copy(request)
    asked.method, asked.path, asked.path_info = "GET", address, address
    asked.GET, asked.POST = QueryDict(), QueryDict()
    found = asked.resolver_match = resolve(address)
    try:
        page = found.func(asked, *found.args, **found.kwargs)
    except Http404:
        return None
    return page.render() if hasattr(page, "render") and not page.is_rendered else page
