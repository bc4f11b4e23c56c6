"""The admin's first page: what there is to do, what is new, what awaits a review, and what one did last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from osce_docs.admin.sentences import names_in, ruled
from osce_docs.editorial.bounded import MOST, bounded_counts
from osce_docs.editorial.recompute import RECORDS
from osce_docs.editorial.rule import subject
from osce_docs.knowledge import load
from osce_docs.models import Annotation, Finding, ImportRun, Ruling
from osce_docs.models.record import Record
from osce_docs.models.ruling import SUBJECTS

RECENT = 10


@dataclass(frozen=True, slots=True)
class Pile:
    """Some rows that want a person: how many, what they are, and the list of them."""

    label: str
    n: int
    address: str
    kind: str = ""
    weight: int = 0
    explanation: str = ""

    @property
    def number(self) -> str:
        """The number, or that there are more than anyone would count."""
        return f"{MOST:,}+" if self.n > MOST else str(self.n)


@dataclass(frozen=True, slots=True)
class Done:
    """Something the user did: when, to what, and what it was."""

    at: datetime
    what: Model | None
    told: str
    address: str
    stands: bool = True


def worklist(request: HttpRequest) -> dict[str, Any]:
    """Return what the first page shows. All numbers come from one query, and each stops at a bound."""
    run = ImportRun.objects.first()
    asked = {**dict(_findings(request)), **dict(_unreviewed(request)), **dict(_new(request, run) if run else ())}
    counted = bounded_counts(request.user, {name: rows for name, (rows, _pile) in asked.items()})
    piles = [(name, Pile(n=counted[name], **pile)) for name, (_rows, pile) in asked.items() if counted[name]]
    by_part = {part: [pile for name, pile in piles if name.startswith(part)] for part in ("open", "await", "new")}
    return {
        "open_findings": sorted(by_part["open"], key=lambda pile: (-pile.weight, -pile.n, pile.label)),
        "awaiting": by_part["await"],
        "last_run": run,
        "since_import": by_part["new"],
        "my_work": my_work(request),
    }


def my_work(request: HttpRequest) -> list[Done]:
    """Return what the user did last: rulings, notes and findings decided."""
    done = [*_rulings(request), *_notes(request), *_decisions(request)]
    return sorted(done, key=lambda each: each.at, reverse=True)[:RECENT]


def _findings(request: HttpRequest) -> Iterator[tuple[str, Any]]:
    if not request.user.has_perm("osce_docs.view_finding"):
        return
    for kind, told in load("findings").items():
        pile = {"label": told["label"], "kind": kind, "weight": told["weight"], "explanation": told["explanation"]}
        yield f"open {kind}", (Finding.objects.open().filter(kind=kind), pile | {"address": _list(Finding, kind=kind)})


def _unreviewed(request: HttpRequest) -> Iterator[tuple[str, Any]]:
    waiting = Record.Status.UNREVIEWED
    for model in _seen(request):
        address = _list(model, status__exact=waiting, standing__exact=1)
        yield f"await {model.__name__}", (model.objects.standing().filter(status=waiting), _pile(model, address))


def _new(request: HttpRequest, run: ImportRun) -> Iterator[tuple[str, Any]]:
    for model in _seen(request):
        rows = model.objects.standing().filter(entered_at__gte=run.started_at)
        yield f"new {model.__name__}", (rows, _pile(model, _list(model, since="import", standing__exact=1)))
    if request.user.has_perm("osce_docs.view_finding"):
        rows = Finding.objects.open().filter(found_at__gte=run.started_at)
        yield "new Finding", (rows, _pile(Finding, _list(Finding, since="import")))


def _seen(request: HttpRequest) -> list[type[Record]]:
    return [model for model in RECORDS if request.user.has_perm(f"osce_docs.view_{model._meta.model_name}")]


def _pile(model: type[Model], address: str) -> dict[str, Any]:
    return {"label": str(model._meta.verbose_name_plural), "address": address}


def _list(model: type[Model], **query: Any) -> str:
    return f"{reverse(f'admin:osce_docs_{model._meta.model_name}_changelist')}?{urlencode(query)}"


def _rulings(request: HttpRequest) -> Iterator[Done]:
    rulings = list(Ruling.objects.filter(author=request.user).select_related(*SUBJECTS)[:RECENT])
    names = names_in(rulings)
    for each in rulings:
        yield Done(each.made_at, subject(each), ruled(each, names), _page(each), each.revoked_at is None)


def _notes(request: HttpRequest) -> Iterator[Done]:
    notes = Annotation.objects.filter(author=request.user).select_related("document").order_by("-id")
    for each in notes[:RECENT]:
        yield Done(each.made_at, each.document, _("noted: “%(note)s”") % {"note": each.note}, _page(each))


def _decisions(request: HttpRequest) -> Iterator[Done]:
    decided = Finding.objects.filter(resolved_by=request.user, resolved_at__isnull=False).order_by("-resolved_at")
    for each in decided.select_related(*SUBJECTS)[:RECENT]:
        told = _("%(decided)s: %(message)s") % {"decided": each.get_resolution_display(), "message": each.message}
        yield Done(
            each.resolved_at, each.document or each.organization or each.event or each.proposal, told, _page(each)
        )


def _page(row: Model) -> str:
    return reverse(f"admin:osce_docs_{row._meta.model_name}_change", args=[row.pk])
