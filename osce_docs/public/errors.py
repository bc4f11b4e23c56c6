"""Pages for addresses that show nothing, and for what failed."""

import re
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from osce_docs.public.addresses import Erased
from osce_docs.public.connection import is_of_admin

WORD = re.compile(r"[^\W_]{2,40}")
MOST = 6
# What addresses of the archive begin with says nothing of what was looked for.
ROOMS = frozenset({"documents", "organizations", "events", "proposals", "compare", "txt", "html"})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that shows nothing: where to look for what it seems to name; to programs, in JSON.

    Where a document was erased, when and why (410).
    """
    if isinstance(exception, Erased):
        return render(request, "410.html", {"erasure": exception.erasure}, status=410)
    if _is_for_programs(request):
        described = request.build_absolute_uri(reverse("api:openapi-json"))
        return JsonResponse(
            {"detail": gettext("There is nothing here; %s tells what there is.") % described}, status=404
        )
    words = [word for word in WORD.findall(request.path)[:20] if word not in ROOMS and not word.isdigit()]
    return render(request, "404.html", {"words": " ".join(words[:MOST])}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """The answer where the program failed, 500, or the database did not answer, 503; to programs, in JSON.

    It is made of nothing but its template: whatever failed may fail again.
    """
    unreachable = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status, headers = (503, {"Retry-After": "60"}) if unreachable else (500, {})
    if _is_for_programs(request):
        detail = gettext("The archive does not answer just now.") if unreachable else gettext("Something went wrong.")
        return JsonResponse({"detail": detail}, status=status, headers=headers)
    told = {"unreachable": unreachable, "editing": is_of_admin(request)}
    return HttpResponse(render_to_string("500.html", told), status=status, headers=headers)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("public:api"))
