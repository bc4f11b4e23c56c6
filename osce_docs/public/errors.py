"""Pages for addresses that show nothing."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

WORD = re.compile(r"[^\W_]{2,40}")
MOST = 6
# What addresses of the archive begin with says nothing of what was looked for.
ROOMS = frozenset({"documents", "organizations", "events", "proposals", "compare", "txt", "html"})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that shows nothing: where to look for what it seems to name; to programs, in JSON."""
    if request.path_info.startswith(reverse("public:api")):
        described = request.build_absolute_uri(reverse("api:openapi-json"))
        return JsonResponse(
            {"detail": gettext("There is nothing here; %s tells what there is.") % described}, status=404
        )
    words = [word for word in WORD.findall(request.path)[:20] if word not in ROOMS and not word.isdigit()]
    return render(request, "404.html", {"words": " ".join(words[:MOST])}, status=404)
