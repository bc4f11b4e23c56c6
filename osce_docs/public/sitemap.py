"""The sitemap: an index, and pages of records by id. Nothing is counted, and no page reads more than it holds."""

from dataclasses import dataclass

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from osce_docs.public.lists import LISTS

# A page holds records of so many ids in a row.
STEP = 5_000


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the sitemap: the records of a list from an id on."""

    name: str
    number: int

    @property
    def address(self) -> str:
        """Where the page is."""
        return reverse("public:sitemap-part", args=[self.name, self.number])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All pages of the sitemap."""
    parts = [Part(name, number) for name in LISTS for number in range(_pages(name))]
    return render(request, "public/sitemap_index.xml", {"parts": parts}, content_type="application/xml")


@require_safe
def part(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The addresses of the records of one page."""
    if name not in LISTS or number >= _pages(name):
        raise Http404
    records = LISTS[name].model.objects.public().filter(pk__gte=number * STEP, pk__lt=(number + 1) * STEP)
    addresses = [each.get_absolute_url() for each in records.only("slug").order_by("pk")]
    return render(request, "public/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What programs that gather pages may gather."""
    where = request.build_absolute_uri(reverse("public:sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow: {reverse('admin:index')}\nSitemap: {where}\n", "text/plain")


def _pages(name: str) -> int:
    last = LISTS[name].model.objects.aggregate(last=Max("pk"))["last"]
    return 0 if last is None else last // STEP + 1
