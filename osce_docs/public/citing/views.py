"""The addresses of citations and of linked data."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from osce_docs.models import Document, Event, Organization, Proposal
from osce_docs.public.addresses import Moved, at_address
from osce_docs.public.asking import anything, understood
from osce_docs.public.citing.bibtex import bibtex
from osce_docs.public.citing.csl import csl
from osce_docs.public.citing.linked import linked
from osce_docs.public.citing.reference import Reference, reference
from osce_docs.public.citing.ris import ris
from osce_docs.public.citing.words import in_words

DOCUMENTS = Document.objects.select_related("merged_into", "provenance", "text__edition")
RECORDS: dict[str, Any] = {
    "document": DOCUMENTS,
    "organization": Organization.objects.select_related("merged_into", "parent"),
    "event": Event.objects.select_related("merged_into", "body"),
    "proposal": Proposal.objects.select_related("merged_into"),
}
Written = tuple[str | bytes, str]
FORMS: dict[str, tuple[str, Callable[[Reference], str]]] = {
    "bib": ("application/x-bibtex; charset=utf-8", bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris),
}


def _of(records: Any, name: str) -> Callable[..., Any]:
    """Return a decorator: the view gets the record at the address, a former one leads to the present one."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def found(request: HttpRequest, slug: str, **named: Any) -> HttpResponse:
            try:
                record = at_address(records.all(), slug)
            except Moved as moved:
                address = reverse(f"public:{name}", kwargs={"slug": moved.record.slug, **named})
                return HttpResponsePermanentRedirect(address)
            return view(request, record, **named)

        return require_safe(found)

    return decorate


@_of(DOCUMENTS, "cite")
def cite(request: HttpRequest, document: Document) -> HttpResponse:
    """How to cite a document, or with `?passage=c120-148` a passage of it."""
    asked, cited = understood(request.GET, {"passage": anything}), _cited(request, document)
    told = {"cited": cited, "words": in_words(cited), "query": asked.query, "odd": asked.odd}
    return render(request, "public/cite.html", {"record": document, "section": "documents", **told})


@_of(DOCUMENTS, "cite-as")
def cite_as(request: HttpRequest, document: Document, form: str) -> HttpResponse:
    """The same for a reference manager: BibTeX or RIS."""
    kind, write = FORMS[form]
    name = f'attachment; filename="{document.slug}.{form}"'
    return HttpResponse(write(_cited(request, document)), kind, headers={"Content-Disposition": name})


@_of(DOCUMENTS, "cite-csl")
def cite_csl(request: HttpRequest, document: Document) -> HttpResponse:
    """The same as CSL-JSON."""
    kind = "application/vnd.citationstyles.csl+json"
    return JsonResponse([csl(_cited(request, document))], safe=False, content_type=kind)


def linked_data(kind: str) -> Callable[..., HttpResponse]:
    """Return the view of a record of this kind in schema.org's words."""

    def view(request: HttpRequest, record: Any) -> HttpResponse:
        return JsonResponse(linked(record, request.build_absolute_uri), content_type="application/ld+json")

    return _of(RECORDS[kind], f"{kind}-linked")(view)


def _cited(request: HttpRequest, document: Document) -> Reference:
    address = request.build_absolute_uri(document.get_absolute_url())
    return reference(document, address, request.GET.get("passage", ""))
