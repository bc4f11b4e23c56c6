"""Reviewing and withholding, on the form and for many records at once."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from osce_docs.admin.base import pressed_by
from osce_docs.admin.undo import can_undo
from osce_docs.editorial.review import set_status, take_back
from osce_docs.editorial.rule import revoke
from osce_docs.ingest import source_criticism
from osce_docs.ingest.store import settle
from osce_docs.models import Document, Ruling, User
from osce_docs.models.record import Record

WITHHELD = Record.Status.WITHHELD


class ReasonForm(ActionForm):
    """The bar of actions above a list, with the reason for what is done."""

    reason = forms.CharField(label=gettext_lazy("Reason:"), required=False, max_length=2000)


@transaction.atomic
def change_status(records: Iterable[Record], status: str, author: User, reason: str = "") -> int:
    """Give records this status; what a withheld Document told of is settled anew. Returns how many have changed."""
    changed = [record for record in records if record.status != status]
    unsettled = [record for record in changed if isinstance(record, Document) and WITHHELD in (record.status, status)]
    for record in changed:
        set_status(record, status, author, reason)
    if unsettled:
        settle({document.pk for document in unsettled})
    return len(changed)


@transaction.atomic
def take_ruling_back(ruling: Ruling, by: User) -> None:
    """Revoke a ruling of any kind; all is again what it was without it."""
    if ruling.kind == Ruling.Kind.STATUS:
        _take_status_back(ruling, by)
    elif ruling.kind in (Ruling.Kind.FIELD, Ruling.Kind.RELATION):
        revoke(ruling, by)
    else:
        source_criticism.take_back(ruling, by)


def _take_status_back(ruling: Ruling, by: User) -> None:
    record = take_back(ruling, by)
    if isinstance(record, Document) and ruling.value == WITHHELD:
        settle({record.pk})


@pressed_by("v")
@admin.action(description=gettext_lazy("Mark as reviewed"), permissions=["change"])
def mark_reviewed(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
    """Say that a person has reviewed these records."""
    _change(model_admin, request, queryset, Record.Status.REVIEWED)


@admin.action(description=gettext_lazy("Mark as not yet reviewed"), permissions=["change"])
def mark_unreviewed(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
    """Say that these records still want a review; withheld ones come back."""
    _change(model_admin, request, queryset, Record.Status.UNREVIEWED)


@admin.action(description=gettext_lazy("Withhold from readers (say why)"), permissions=["change"])
def withhold(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
    """Take these records out of readers' sight; the reason is asked for."""
    if not request.POST.get("reason", "").strip():
        model_admin.message_user(request, _("Say why readers may not see these records."), messages.ERROR)
        return
    _change(model_admin, request, queryset, WITHHELD)


def put_back(model: type[Record], before: Iterable[tuple[int, str]], by: User) -> int:
    """Give records the status again that they had, as rulings of their own; return how many have changed."""
    by_status: dict[str, list[int]] = {}
    for pk, status in before:
        by_status.setdefault(status, []).append(pk)
    reason = _("Undone.")
    return sum(
        change_status(model._default_manager.filter(pk__in=ids), status, by, reason)
        for status, ids in sorted(by_status.items())
    )


def _change(model_admin: Any, request: HttpRequest, queryset: Any, status: str) -> None:
    before = [list(row) for row in queryset.exclude(status=status).order_by("pk").values_list("pk", "status")]
    changed = change_status(queryset, status, request.user, request.POST.get("reason", "").strip())
    told = ngettext("%(n)d record is now %(status)s.", "%(n)d records are now %(status)s.", changed)
    told %= {"n": changed, "status": Record.Status(status).label}
    model_admin.message_user(request, told)
    can_undo(request, model_admin.model, told, before)
