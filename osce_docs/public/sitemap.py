"""The sitemap: an index, and pages of records by id. Nothing is counted, and no page reads more than it holds."""

from collections.abc import Iterable
from itertools import chain

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from osce_docs.models.record import around_slugs
from osce_docs.public.lists import LISTS

# A page holds records of so many ids in a row.
STEP = 5_000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All pages of the sitemap."""
    return _of_addresses(request, "sitemap_index", chain(*map(_parts, LISTS)))


@require_safe
def part(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The addresses of the records of one page."""
    if name not in LISTS or number >= _pages(name):
        raise Http404
    records = LISTS[name].model.objects.public().filter(pk__gte=number * STEP, pk__lt=(number + 1) * STEP)
    before, after = around_slugs(str(records.model._meta.model_name))
    slugs = records.order_by("pk").values_list("slug", flat=True)
    return _of_addresses(request, "sitemap", (f"{before}{slug}{after}" for slug in slugs))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What programs that gather pages may gather."""
    where = request.build_absolute_uri(reverse("public:sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow: {reverse('admin:index')}\nSitemap: {where}\n", "text/plain")


def _of_addresses(request: HttpRequest, template: str, addresses: Iterable[str]) -> HttpResponse:
    """Return a page of thousands of addresses: each is one word to its template."""
    site = f"{request.scheme}://{request.get_host()}"
    context = {"addresses": [f"{site}{each}" for each in addresses]}
    return render(request, f"public/{template}.xml", context, content_type="application/xml")


def _parts(name: str) -> list[str]:
    """Return the addresses of the pages of a list; the framework is asked for the first."""
    before, _, after = reverse("public:sitemap-part", args=[name, 0]).rpartition("0")
    return [f"{before}{number}{after}" for number in range(_pages(name))]


def _pages(name: str) -> int:
    last = LISTS[name].model.objects.aggregate(last=Max("pk"))["last"]
    return 0 if last is None else last // STEP + 1
