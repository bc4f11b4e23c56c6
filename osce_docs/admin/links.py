"""Links between pages of the admin."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from osce_docs.markup import fill
from osce_docs.models.ruling import SUBJECTS


def admin_link(row: Model | None) -> str:
    """Return a link to the admin's page of a row, a dash where there is none."""
    if row is None:
        return "–"
    return fill('<a href="{}">{}</a>', reverse(f"admin:osce_docs_{row._meta.model_name}_change", args=[row.pk]), row)


def page_of(model: type[Model], page: str, *arguments: Any) -> str:
    """Return the address of a page of a table: `changelist`, `import`, or `merge` with the id of a record."""
    return reverse(f"admin:osce_docs_{model._meta.model_name}_{page}", args=arguments)


def record_link(about: Any) -> str:
    """Return a link to the record that a finding, a ruling or an annotation is about."""
    return admin_link(next((record for name in SUBJECTS if (record := getattr(about, name))), None))


def way_back(request: HttpRequest) -> str:
    """Return the address that a form sent along as `next`, where it is one of ours; else that of the first page."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if is_ours else reverse("admin:index")
