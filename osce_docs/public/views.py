"""The public pages. Each view asks for its rows and hands them to a template."""

from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from osce_docs.models import Document, Event, Organization, Proposal
from osce_docs.models.record import Record, RecordQuerySet
from osce_docs.public import lists
from osce_docs.public.addresses import Moved, at_address, by_slug
from osce_docs.public.api.routes import parameters
from osce_docs.public.asking import anything, understood, unknown
from osce_docs.public.citing.linked import in_page
from osce_docs.public.details.document import GATHERED as OF_DOCUMENTS
from osce_docs.public.details.document import document_page
from osce_docs.public.details.event import event_page
from osce_docs.public.details.former_text import former_text_page, latest_former_text
from osce_docs.public.details.organization import GATHERED as OF_ORGANIZATIONS
from osce_docs.public.details.organization import organization_page
from osce_docs.public.details.proposal import proposal_page
from osce_docs.public.differences import differences, in_words
from osce_docs.public.filters import filters_of, narrowed
from osce_docs.public.listing import POSITIONS, list_page, tidy
from osce_docs.public.search import hints
from osce_docs.public.search import search as find
from osce_docs.public.tables import table
from osce_docs.public.told import along_with

FEW = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: where to begin."""
    context = {
        "lists": lists.LISTS.values(),
        "findings": in_words(differences()[:FEW]),
        "documents": lists.rows_of(Document).order_by("date_sort", "key")[: 2 * FEW],
        "events": lists.dated_events().order_by("date_sort", "key")[: 2 * FEW],
    }
    return render(request, "public/home.html", context)


@require_safe
def record_list(request: HttpRequest, name: str) -> HttpResponse:
    """A list of all records of one kind, narrowed by what the address asks."""
    tidied = tidy(request.GET)
    if tidied is not None:
        return redirect(f"{request.path}{tidied}")
    asked = understood(request.GET, dict.fromkeys((*POSITIONS, *filters_of(name)), anything))
    context = {"query": asked.query, "odd": asked.odd, **list_page(name, asked.query)}
    return render(request, "public/list.html", context)


@require_safe
def record_table(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    """The same list, whole, as comma-separated values; what it cannot be asked for is refused."""
    found = narrowed(name, request.GET)
    if problem := unknown(request.GET, filters_of(name)) or found.problem:
        return HttpResponseBadRequest(problem, "text/plain; charset=utf-8")
    return StreamingHttpResponse(
        table(found, request.build_absolute_uri),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _detail(records: RecordQuerySet, gather: Callable[[Any, Any], dict[str, Any]]) -> Callable[..., HttpResponse]:
    kind = str(records.model._meta.model_name)
    records = records.annotate(**along_with(records.model))
    asked = by_slug(records)

    @wraps(gather)
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            record: Record = at_address(records, slug, getattr(request, "supposed", None), asked)
        except Moved as moved:
            return HttpResponsePermanentRedirect(moved.record.get_absolute_url())
        shown = gather(record, request.GET)
        told = [*shown["fields"], *filter(None, [shown.get("named")])]
        context = {
            "record": record,
            "section": f"{kind}s",
            "as_json": reverse(f"api:{kind}s-record", args=[record.slug]),
            "linked": in_page(record, request.build_absolute_uri),
            "by_hand": record.key.startswith("manual:"),
            "is_read": any(map(_readings, told)),
            "is_decided": any(each.revoked_at is None for each in shown["errata"]),
        }
        return render(request, f"public/{kind}.html", context | shown)

    return require_safe(view)


_readings = attrgetter("readings")

DOCUMENTS = (
    Document.objects.select_related("merged_into", "provenance", "text__edition", "text__original")
    .defer("text__original__packed")
    .annotate(former=latest_former_text(), **OF_DOCUMENTS)
)
present_document = _detail(DOCUMENTS, document_page)
ORGANIZATIONS = Organization.objects.select_related("merged_into", "parent__parent__parent").annotate(
    **OF_ORGANIZATIONS
)
organization = _detail(ORGANIZATIONS, organization_page)
event = _detail(Event.objects.select_related("merged_into", "body"), event_page)
proposal = _detail(Proposal.objects.select_related("merged_into"), proposal_page)


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """A document with its present text, or with the former one that `?t=` names."""
    return former_text(request, slug) if request.GET.get("t") else present_document(request, slug)


def former_text(request: HttpRequest, slug: str) -> HttpResponse:
    """A former text of a document."""
    name = request.GET["t"]
    try:
        record = at_address(DOCUMENTS.all(), slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(f"{moved.record.get_absolute_url()}?{urlencode({'t': name})}")
    if record.text.name == name:
        return HttpResponseRedirect(record.get_absolute_url())
    return render(
        request, "public/former_text.html", {"record": record, "section": "documents", **former_text_page(record, name)}
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Records that have what `?q=` asks for, of one `kind` or all."""
    asked = understood(request.GET, {"q": anything, "kind": lists.LISTS.__contains__, "page": str.isdigit})
    words, kind = asked.get("q").replace("\0", " ").strip(), asked.get("kind")
    answers = find(words, kind, asked.get("page"))
    odd = [*asked.odd, *hints(words)]
    context = {"asked": words, "kind": kind, "answers": answers, "query": asked.query, "odd": odd}
    return render(request, "public/search.html", context)


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """How programs read the archive."""
    return render(
        request, "public/api.html", {"lists": [(each, parameters(each.name)) for each in lists.LISTS.values()]}
    )
