"""The pages that show many records at once: the timeline, matrix, map, disagreements, two documents side by side."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from osce_docs.models import Document, Organization, Position
from osce_docs.public.addresses import Moved, at_address
from osce_docs.public.asking import anything, understood
from osce_docs.public.compare.page import SHOW, compare_page
from osce_docs.public.differences import DIFFERENCES, ORDER, WEIGHTS, differences, in_words, label
from osce_docs.public.hierarchy import map_page
from osce_docs.public.matrix import matrix_page
from osce_docs.public.numbers import numbers, standing_decisions
from osce_docs.public.paging import page_in
from osce_docs.public.timeline.page import timeline_page
from osce_docs.public.timeline.zoom import is_year


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The dated events in the order of time: all, of a decade, or of a year."""
    asked = understood(request.GET, {"decade": is_year, "year": is_year, "before": anything, "after": anything})
    context = {"here": "timeline", "query": asked.query, "odd": asked.odd, **timeline_page(asked.query)}
    return render(request, "public/timeline.html", context)


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """What each party said to each proposal."""
    asked = understood(request.GET, {"before": anything, "after": anything})
    context = {"section": "proposals", "stances": Position.Stance.choices, "query": asked.query, "odd": asked.odd}
    return render(request, "public/matrix.html", context | matrix_page(asked.query))


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Which body belongs to which: all of them, or what is below the one that `?of=` names."""
    asked = understood(request.GET, {"of": anything, "page": str.isdigit})
    slug = asked.get("of")
    try:
        body = at_address(Organization.objects.select_related("merged_into"), slug) if slug else None
    except Moved as moved:
        return HttpResponseRedirect(f"{reverse('public:map')}?of={moved.record.slug}")
    context = {"section": "organizations", "query": asked.query, "odd": asked.odd}
    return render(request, "public/map.html", context | map_page(body, asked.get("page")))


@require_safe
def disagreements(request: HttpRequest) -> HttpResponse:
    """Where sources differ, the weightiest first: all, or of the kind and weight that the address asks for."""
    known = {"kind": DIFFERENCES.__contains__, "weight": WEIGHTS.__contains__, "before": anything, "after": anything}
    asked = understood(request.GET, known)
    kind, weight = asked.get("kind"), asked.get("weight")
    place = {"before": asked.get("before"), "after": asked.get("after")}
    shown = page_in(differences(kind, weight), ORDER, **place)
    context = {
        "here": "disagreements",
        "query": asked.query,
        "odd": asked.odd,
        "page": shown,
        "findings": in_words(shown.rows),
        "kind": kind,
        "kinds": [(each, label(each)) for each in DIFFERENCES],
        "weight": weight,
        "weights": WEIGHTS.items(),
    }
    return render(request, "public/disagreements.html", context)


@require_safe
def compare(request: HttpRequest, left: str, right: str) -> HttpResponse:
    """Two documents side by side; a document beside itself is that document."""
    shown = [_document_at(slug) for slug in (left, right)]
    if shown[0] == shown[1]:
        return HttpResponseRedirect(shown[0].get_absolute_url())
    if [each.slug for each in shown] != [left, right]:
        return HttpResponseRedirect(reverse("public:compare", args=[each.slug for each in shown]))
    asked = understood(request.GET, {"show": SHOW.__contains__, "page": str.isdigit})
    context = {"section": "documents", "query": asked.query, "odd": asked.odd}
    told = compare_page(*shown, asked.get("show"), asked.get("page"))
    return render(request, "public/compare.html", context | told)


def _document_at(slug: str) -> Document:
    """Return the public document of this address or former address, with its text; raises Http404 for any other."""
    records = Document.objects.select_related("merged_into", "provenance", "text__edition")
    try:
        return at_address(records, slug)
    except Moved as moved:
        return moved.record


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How the archive works, how much of it people have reviewed, and how to report an error."""
    context = {"here": "about", "numbers": numbers(), "decisions": standing_decisions()}
    return render(request, "public/about.html", context)
