"""What is as it was if neither the archive nor the program has changed: pages, which a proxy may keep, and counts."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from osce_docs.models import Change
from osce_docs.models.question import Question
from osce_docs.public.connection import is_of_admin

# Kept for a minute without a question, and for a day where the site does not answer.
KEPT = "public, max-age=60, stale-if-error=86400"
CHANGED = Question(Change.objects.order_by("pk")[:1])
MADE_OF = ("templates", "osce_docs", "config")
Found = TypeVar("Found")


class Conditional:
    """Middleware: pages outside the admin bear a validator; who has the page already is told so before it is made.

    The archive is asked for its last change first: what changes while a page is made only costs the next one who asks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or is_of_admin(request):
            return self.get_response(request)
        changed = _last_change()
        etag, moment = f'W/"{changed.number}-{release()}"', int(changed.made_at.timestamp())
        same = get_conditional_response(request, etag, moment) if changed.number else None
        response = same or self.get_response(request)
        if response.status_code in (200, 304) and changed.number:
            response["ETag"], response["Last-Modified"] = etag, http_date(moment)
            response["Cache-Control"] = KEPT
        return response


def until_changed(name: str, find: Callable[[], Found]) -> Found:
    """Return what `find` finds in the archive, found again once the archive has changed; each process keeps its own."""
    changed = _last_change().number
    return kept.get_or_set(f"{name}-{changed}", find) if changed else find()


def _last_change() -> Change:
    return next(iter(CHANGED()), Change(number=0))


@cache
def release() -> str:
    """Return a short hash of the program and its pages."""
    digest = hashlib.sha256()
    for folder in MADE_OF:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
