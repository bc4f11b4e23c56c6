"""The connection that public pages read through, and that cannot write.

Inside `public_reads` every query goes to the database alias named by the setting PUBLIC_DATABASE. The database itself
refuses to write there (config/databases.py); a write is refused here before it is sent, with a sentence that says why.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.conf import settings
from django.db import Error, connections
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

QUESTIONS = ("GET", "HEAD")
READING = ("SELECT", "WITH", "EXPLAIN", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")

# Statements are long; so much of one tells what it does.
BEGINNING = 40

_public: ContextVar[bool] = ContextVar("public", default=False)


class PublicWriteRefused(Error):
    """A public page tried to write; the message holds the statement."""


@contextmanager
def public_reads() -> Iterator[None]:
    """Send every query made inside to the public connection. Raises PublicWriteRefused where one would write."""
    token = _public.set(True)
    try:
        with connections[settings.PUBLIC_DATABASE].execute_wrapper(_refuse_writes):
            yield
    finally:
        _public.reset(token)


def _refuse_writes(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
    if not sql[:BEGINNING].lstrip("( \n").upper().startswith(READING):
        raise PublicWriteRefused(f"Public pages only read; refused: {sql[:200]}")
    return execute(sql, *arguments)


class PublicRouter:
    """Sends the queries of public pages to the public connection, and keeps migrations on `default`."""

    def db_for_read(self, model: type, **hints: Any) -> str | None:
        """Return the alias to read `model` from, or None for Django's own choice."""
        return settings.PUBLIC_DATABASE if _public.get() else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Return False for the public connection: its tables are those of `default`."""
        return False if db == "public" else None


def is_of_admin(request: HttpRequest) -> bool:
    """Whether a request is for the editors' screens."""
    return request.path.startswith(_admin(get_script_prefix()))


@cache
def _admin(prefix: str) -> str:
    return reverse("admin:index")


class PublicReads:
    """Middleware: every page outside the admin reads through the public connection, and only answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_of_admin(request):
            return self.get_response(request)
        if request.method not in QUESTIONS:
            return HttpResponseNotAllowed(QUESTIONS, _("This page can only be read."), content_type="text/plain")
        with public_reads():
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = _read_publicly(response.streaming_content)
        return response


def _read_publicly(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield `parts`, each made inside `public_reads`: a streamed page is made after its view has returned."""
    parts = iter(parts)
    while True:
        with public_reads():
            part = next(parts, None)
        if part is None:
            return
        yield part
