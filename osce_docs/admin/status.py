"""Reviewing and withholding, on the form and for many records at once."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from osce_docs.admin.base import pressed_by
from osce_docs.admin.ticked import keep_ticked
from osce_docs.admin.undo import can_undo
from osce_docs.editorial.review import Outcome, set_statuses, take_back
from osce_docs.editorial.rule import revoke, subject
from osce_docs.ingest import merging, source_criticism
from osce_docs.ingest.store import settle
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.models import Document, Ruling, User
from osce_docs.models.record import Record

UNREVIEWED, WITHHELD = Record.Status.UNREVIEWED, Record.Status.WITHHELD
SEEN = "seen"
SEEN_INPUT = '<input type="hidden" name="{}" value="{}:{}">'
# Id and version, each a number that a column can hold.
PAIR = re.compile(r"([0-9]{1,18}):([0-9]{1,18})")
# So many clashes a list action tells of one by one.
TOLD = 10


class ReasonForm(ActionForm):
    """The bar of actions above a list, with the reason for what is done."""

    reason = forms.CharField(label=gettext_lazy("Reason:"), required=False, max_length=2000)


@transaction.atomic
def change_status(
    records: Iterable[Record], status: str, author: User, reason: str = "", seen: Mapping[int, int] | None = None
) -> Outcome:
    """Give records of one kind this status; what a withheld Document told of is settled anew.

    `seen` are the versions, by id, that the editor saw: what has moved on since is left alone. Returns what was done.
    """
    listed = list(records)
    if any(isinstance(record, Document) for record in listed):
        wait_for_other_imports()
    before = {record.pk: record.status for record in listed}
    outcome = set_statuses(listed, status, author, reason, seen)
    changed = [subject(ruling) for ruling in outcome.rulings]
    withheld = [each for each in changed if isinstance(each, Document) and WITHHELD in (before[each.pk], status)]
    if withheld:
        settle({document.pk for document in withheld})
    return outcome


@transaction.atomic
def take_ruling_back(ruling: Ruling, by: User) -> None:
    """Revoke a ruling of any kind; all is again what it was without it."""
    if ruling.kind == Ruling.Kind.STATUS:
        _take_status_back(ruling, by)
    elif ruling.kind in (Ruling.Kind.FIELD, Ruling.Kind.RELATION):
        revoke(ruling, by)
    elif ruling.kind == Ruling.Kind.MERGE:
        merging.undo(ruling, by)
    else:
        source_criticism.take_back(ruling, by)


def _take_status_back(ruling: Ruling, by: User) -> None:
    wait_for_other_imports()
    record = take_back(ruling, by)
    if isinstance(record, Document) and ruling.value == WITHHELD:
        settle({record.pk})


@pressed_by("v")
@admin.action(description=gettext_lazy("Mark as reviewed"), permissions=["review"])
def mark_reviewed(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
    """Say that a person has reviewed these records."""
    _change(model_admin, request, queryset, Record.Status.REVIEWED)


@admin.action(description=gettext_lazy("Mark as not yet reviewed"), permissions=["review"])
def mark_unreviewed(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
    """Say that these records still want a review; withheld ones come back."""
    _change(model_admin, request, queryset, Record.Status.UNREVIEWED)


@admin.action(description=gettext_lazy("Withhold from readers (say why)"), permissions=["review"])
def withhold(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
    """Take these records out of readers' sight; the reason is asked for."""
    if not request.POST.get("reason", "").strip():
        model_admin.message_user(request, _("Say why readers may not see these records."), messages.ERROR)
        keep_ticked(request, model_admin.opts.label_lower)
        return
    _change(model_admin, request, queryset, WITHHELD)


def put_back(model: type[Record], before: Iterable[tuple[int, str, int]], by: User) -> int:
    """Give records the status again that they had, as rulings of their own; return how many have changed.

    `before` gives id, status, and the version since: what someone else has changed meanwhile is left alone.
    """
    by_status: dict[str, dict[int, int]] = {}
    for pk, status, version in before:
        by_status.setdefault(status, {})[pk] = version
    outcomes = [
        change_status(model._default_manager.filter(pk__in=seen), status, by, _("Undone."), seen)
        for status, seen in sorted(by_status.items())
    ]
    return sum(len(outcome.rulings) for outcome in outcomes)


def seen(record: Record) -> tuple[Any, ...]:
    """Return what fills SEEN_INPUT, which tells the version of a record that a list shows."""
    return SEEN, record.pk, record.version


def _change(model_admin: Any, request: HttpRequest, queryset: Any, status: str) -> None:
    before = dict(queryset.exclude(status=status).order_by("pk").values_list("pk", "status"))
    outcome = change_status(queryset, status, request.user, request.POST.get("reason", "").strip(), _seen(request))
    changed = len(outcome.rulings)
    told = ngettext("%(n)d record is now %(status)s.", "%(n)d records are now %(status)s.", changed)
    told %= {"n": changed, "status": Record.Status(status).label}
    model_admin.message_user(request, told)
    since = [subject(ruling) for ruling in outcome.rulings]
    can_undo(
        request, model_admin.model, told, [[each.pk, before.get(each.pk, UNREVIEWED), each.version] for each in since]
    )
    _tell_of_clashes(model_admin, request, outcome)


def _tell_of_clashes(model_admin: Any, request: HttpRequest, outcome: Outcome) -> None:
    for record in outcome.clashes[:TOLD]:
        told = _("“%(record)s” was left alone: someone else changed it since you saw this list. It is %(status)s.")
        told %= {"record": record, "status": record.get_status_display()}
        model_admin.message_user(request, told, messages.WARNING)
    if len(outcome.clashes) > TOLD:
        told = _("%(n)d more were left alone: look at the list again.") % {"n": len(outcome.clashes) - TOLD}
        model_admin.message_user(request, told, messages.WARNING)


def _seen(request: HttpRequest) -> dict[int, int] | None:
    """Return the versions that the list showed; None where all pages of it were chosen, which nobody has seen."""
    if request.POST.get("select_across") == "1":
        return None
    pairs = (PAIR.fullmatch(each) for each in request.POST.getlist(SEEN))
    return {int(pair[1]): int(pair[2]) for pair in pairs if pair}
