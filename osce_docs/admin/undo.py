"""Taking back what one has just done to a list: the last action of a session is remembered with what it found."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_docs.admin.links import way_back

UNDOABLE = "undoable"


def can_undo(request: HttpRequest, model: type[Model], told: str, before: list[list[Any]]) -> None:
    """Remember what was done, as a sentence, and the rows as they were, for the `put_back` of the model's admin."""
    if before:
        request.session[UNDOABLE] = {"model": model._meta.label, "told": told, "before": before}


def undo(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Make the rows again what the last action found, and go back to where one was."""
    last = request.session.pop(UNDOABLE, None)
    if last is None:
        messages.warning(request, _("There is nothing to undo."))
    else:
        messages.success(request, _undone(request, site, last))
    return HttpResponseRedirect(way_back(request))


def _undone(request: HttpRequest, site: AdminSite, last: dict[str, Any]) -> str:
    tables = {model._meta.label: table for model, table in site._registry.items()}
    table: Any = tables[last["model"]]
    if not getattr(table, "has_put_back_permission", table.has_change_permission)(request):
        raise PermissionDenied
    count = table.put_back(request, last["before"])
    told = ngettext("Undone: %(told)s %(n)d row is as it was.", "Undone: %(told)s %(n)d rows are as they were.", count)
    return told % {"told": last["told"], "n": count}
