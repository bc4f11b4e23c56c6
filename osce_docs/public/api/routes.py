"""The addresses of the JSON interface."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.text import capfirst
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError

from osce_docs.models import Document, Event, Finding, Organization, Proposal
from osce_docs.models.record import Record
from osce_docs.public.addresses import Erased, Moved, at_address
from osce_docs.public.api import schemas
from osce_docs.public.api.values import finding, positions_of, row, whole
from osce_docs.public.asking import unknown
from osce_docs.public.details.organization import GATHERED as OF_ORGANIZATIONS
from osce_docs.public.differences import shown_findings
from osce_docs.public.filters import FILTERS, filters_of, narrowed
from osce_docs.public.lists import LISTS
from osce_docs.public.paging import SIZE, page
from osce_docs.public.told import along_with

# So many digits every database takes for a number.
LONGEST_NUMBER = 18
ABOUT = (
    "Diplomatic documents and what they say of organizations, events and proposals. Every value comes with the "
    "passages it was read in; where sources differ, their readings are given. Dates are EDTF (ISO 8601-2). Read-only. "
    "A parameter that an address does not know, and a value that a parameter cannot have, is answered with 400."
)
# The pages of documentation that come with the library fetch their scripts from another site; /api/ is our own.
api = NinjaAPI(title="OSCE Docs", version="1", description=ABOUT, docs_url=None, urls_namespace="api")

SHAPES: dict[str, tuple[type[Schema], type[Schema]]] = {
    "documents": (schemas.DocumentRow, schemas.DocumentRecord),
    "organizations": (schemas.OrganizationRow, schemas.OrganizationRecord),
    "events": (schemas.EventRow, schemas.EventRecord),
    "proposals": (schemas.ProposalRow, schemas.ProposalRecord),
}
RECORDS: dict[type[Record], Any] = {
    Document: Document.objects.select_related("merged_into", "provenance", "text__edition", "text__original").defer(
        "text__original__packed"
    ),
    Organization: Organization.objects.select_related("merged_into", "parent").annotate(
        stated=OF_ORGANIZATIONS["stated"]
    ),
    Event: Event.objects.select_related("merged_into", "body"),
    Proposal: Proposal.objects.select_related("merged_into"),
}
CAPPED = Annotated[
    int | None,
    Field(
        description="where more records have the words than are looked at here: how many are, the newest; else null. "
        "The table has all that fit"
    ),
]
REDIRECT = {
    301: {"description": "It has another address now.", "headers": {"Location": {"schema": {"type": "string"}}}}
}


def position(name: str) -> dict[str, Any]:
    """Return the parameter of this name, by which an answer goes on, as OpenAPI describes it."""
    told = "go on from here, as the address under “next” does"
    return {"name": name, "in": "query", "description": told, "schema": {"type": "string"}}


def list_of(shape: type[Schema], **more: Any) -> type[Schema]:
    """Return the shape of a list: results, the address of the next ones, and more fields, each with its type."""
    names = {"__annotations__": {"results": list[shape], "next": str | None, **more}, "__module__": __name__}
    return type(f"{shape.__name__}s", (Schema,), names | {"__doc__": "Some rows of a list, and where it goes on."})


def parameters(name: str) -> list[dict[str, Any]]:
    """Return the filters of a list as OpenAPI describes parameters."""
    kinds = {"DateFilter": {"type": "string", "format": "date"}, "Day": {"type": "string", "format": "date"}}
    found = []
    for key, each in FILTERS[LISTS[name].model].base_filters.items():
        shape: dict[str, Any] = kinds.get(type(each).__name__, {"type": "string"})
        if key == "sort":
            shape = {"type": "string", "enum": list(LISTS[name].sorts)}
        elif key == "disputed":
            shape = {"type": "boolean"}
        found.append({"name": key, "in": "query", "description": str(each.label), "schema": shape})
    return [*found, position("after")]


def _lists(name: str) -> Callable[[HttpRequest], dict[str, Any]]:
    def answer(request: HttpRequest) -> dict[str, Any]:
        found = narrowed(name, request.GET)
        _refuse(unknown(request.GET, [*filters_of(name), "after"]) or found.problem)
        rows, parts = found.rows
        shown = page(rows, found.order, after=request.GET.get("after", ""), parts=parts)
        results = [row(record, request.build_absolute_uri) for record in shown.rows]
        return {"results": results, "next": _next(request, shown.after), "capped": found.capped or None}

    return answer


def _records(name: str) -> Callable[..., Any]:
    model = LISTS[name].model
    rows = RECORDS[model].annotate(**along_with(model))

    def answer(request: HttpRequest, slug: str) -> dict[str, Any] | HttpResponse:
        _refuse(unknown(request.GET, positions_of(model)))
        try:
            record = at_address(rows.all(), slug)
        except Moved as moved:
            return HttpResponsePermanentRedirect(reverse(f"api:{name}-record", args=[moved.record.slug]))
        return whole(record, request.build_absolute_uri, request.GET)

    return answer


def _refuse(problem: str) -> None:
    """Answer with 400 where there is a problem: passed over in silence, what was asked would be taken for done."""
    if problem:
        raise HttpError(400, problem)


def _next(request: HttpRequest, after: str) -> str | None:
    query = request.GET.copy()
    query["after"] = after
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if after else None


def _get(path: str, response: dict[int, Any], url_name: str, **described: Any) -> Callable[[Any], Any]:
    """Return a decorator: the view answers GET, as OpenAPI describes it, and HEAD alike."""

    def decorate(view: Any) -> Any:
        unlisted = {"url_name": url_name, "include_in_schema": False}
        api.api_operation(["HEAD"], path, response=response, **unlisted)(view)
        return api.get(path, response=response, url_name=url_name, **described)(view)

    return decorate


@api.exception_handler(Erased)
def erased(request: HttpRequest, gone: Erased) -> HttpResponse:
    """The answer to the address of an erased document: when it was erased, and why."""
    return api.create_response(request, {"detail": str(gone)}, status=410)


def _gone(name: str) -> dict[int, Any]:
    """Return the answer that only the address of an erased document gives."""
    return {410: schemas.Problem} if LISTS[name].model is Document else {}


for _name, (_row, _record) in SHAPES.items():
    _one = LISTS[_name].model._meta.model_name
    _get(
        f"/{_name}/",
        response={200: list_of(_row, capped=CAPPED), 400: schemas.Problem},
        url_name=f"{_name}-list",
        operation_id=f"list_{_name}",
        summary=f"{capfirst(_name)}, narrowed by any of the filters",
        openapi_extra={"parameters": parameters(_name)},
    )(_lists(_name))
    _get(
        f"/{_name}/{{slug}}/",
        response={200: _record, 400: schemas.Problem, 404: schemas.Problem, **_gone(_name)},
        url_name=f"{_name}-record",
        operation_id=f"get_{_one}",
        summary=f"One {_one} with its evidence",
        openapi_extra={"responses": REDIRECT, "parameters": [*map(position, positions_of(LISTS[_name].model))]},
    )(_records(_name))


@_get(
    "/findings/",
    response={200: list_of(schemas.FindingRow), 400: schemas.Problem},
    url_name="findings-list",
    operation_id="list_findings",
    summary="Disagreements, gaps and oddities",
    openapi_extra={"parameters": [{"name": "kind", "in": "query", "schema": {"type": "string"}}, position("after")]},
)
def findings(request: HttpRequest) -> dict[str, Any]:
    """Return findings by the time they were first found."""
    _refuse(unknown(request.GET, ["kind", "after"]))
    after, kind = request.GET.get("after", ""), request.GET.get("kind", "")
    rows = shown_findings().select_related("document", "organization", "event", "proposal")
    rows = rows.prefetch_related("passages__document").order_by("pk")
    rows = rows.filter(kind=kind) if kind and "\0" not in kind else rows
    found = list(
        rows.filter(pk__gt=int(after[:LONGEST_NUMBER]) if after.isascii() and after.isdigit() else 0)[: SIZE + 1]
    )
    last = str(found[SIZE - 1].pk) if len(found) > SIZE else ""
    return {"results": [_finding(each, request) for each in found[:SIZE]], "next": _next(request, last)}


def _finding(found: Finding, request: HttpRequest) -> dict[str, Any]:
    return finding(found, request.build_absolute_uri)
