import django_filters
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from benchmarks.peers.models import Document, Organization
from benchmarks.peers.words import found

LISTED = Document.objects.prefetch_related("organizations")


class DocumentFilter(django_filters.FilterSet):
    place = django_filters.AllValuesFilter()
    kind = django_filters.AllValuesFilter()
    year = django_filters.NumberFilter(field_name="date__year")
    organizations = django_filters.ModelChoiceFilter(queryset=Organization.objects.order_by("name"))

    class Meta:
        model = Document
        fields = ("place", "kind", "year", "organizations")


def listed(request: HttpRequest) -> HttpResponse:
    """A list, narrowed by django-filter, in pages by number."""
    narrowed = DocumentFilter(request.GET, LISTED.all())
    return render(request, "peers/list.html", {"filter": narrowed, "page": _page(request, narrowed.qs)})


def faceted(request: HttpRequest) -> HttpResponse:
    """The same list, with counts by plain aggregation."""
    narrowed = DocumentFilter(request.GET, LISTED.all())
    by = {"place": "place", "kind": "kind", "year": ExtractYear("date"), "organizations": "organizations__name"}
    facets = {name: _counted(narrowed.qs.order_by(), column) for name, column in by.items()}
    context = {"filter": narrowed, "page": _page(request, narrowed.qs), "facets": facets}
    return render(request, "peers/list.html", context)


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document."""
    return render(request, "peers/document.html", {"document": get_object_or_404(LISTED, pk=pk)})


def search(request: HttpRequest) -> HttpResponse:
    """A ranked search in the full-text index, with snippets."""
    query = request.GET.get("q", "")
    number, best = found(connection, query)
    documents = LISTED.in_bulk([pk for pk, _ in best])
    hits = [(documents[pk], snippet) for pk, snippet in best]
    return render(request, "peers/search.html", {"hits": hits, "number": number, "query": query})


def contains(request: HttpRequest) -> HttpResponse:
    """A search without an index, as Django's own `icontains` does it."""
    query = request.GET.get("q", "")
    rows = LISTED.filter(Q(title__icontains=query) | Q(body__icontains=query))
    return render(request, "peers/list.html", {"page": _page(request, rows)})


def _page(request: HttpRequest, rows: QuerySet) -> object:
    return Paginator(rows, 25).get_page(request.GET.get("page"))


def _counted(rows: QuerySet, column: object) -> QuerySet:
    return rows.values_list(column).annotate(number=Count("pk")).order_by("-number")[:20]
