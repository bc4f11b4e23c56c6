"""Lists as an editor likes to see them: kept under a name, and let go again. They are hers alone."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from osce_docs.models import SavedView
from osce_docs.models.question import Given, Question

# So many of one list: more, and nobody finds the one that is wanted.
MOST = 20


VIEWS = Question(SavedView.objects.filter(user=Given("user"), table=Given("table")))


def saved_views(request: HttpRequest, table: str) -> list[SavedView]:
    """Return the user's views of a table, by name."""
    return VIEWS(user=request.user.pk, table=table)


def keep_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Keep the list that was sent along under its name, or let go the view that was sent, and go back to the list."""
    table = request.POST.get("table", "")
    where = _list(site, table)
    if request.POST.get("let_go", "").isdecimal():
        SavedView.objects.filter(user=request.user.pk, table=table, pk=int(request.POST["let_go"][:18])).delete()
        return HttpResponseRedirect(where)
    return _keep(request, table, where)


def _keep(request: HttpRequest, table: str, where: str) -> HttpResponse:
    name, query = request.POST.get("name", "").strip(), request.POST.get("query", "")
    kept = SavedView.objects.filter(user=request.user.pk, table=table)
    if not name or len(name) > 80 or len(query) > 1000 or "\0" in name + query:
        messages.error(request, _("Give the view a name of at most 80 characters."))
    elif kept.exclude(name=name).count() >= MOST:
        messages.error(request, _("You keep %(most)d views of this list: let one go first.") % {"most": MOST})
    else:
        SavedView.objects.update_or_create(user=request.user, table=table, name=name, defaults={"query": query})
        messages.success(request, _("The view is kept as “%(name)s”.") % {"name": name})
    return HttpResponseRedirect(f"{where}?{query}")


def _list(site: Any, table: str) -> str:
    """Return the address of the list of a table. Raises Http404 where the admin has none."""
    known = {model._meta.label_lower: model._meta for model in site._registry}
    if table not in known:
        raise Http404
    return reverse(f"admin:{known[table].app_label}_{known[table].model_name}_changelist")
