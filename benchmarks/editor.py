"""The archive as an editor sees it, for the measure of the admin: `gunicorn benchmarks.editor:application`.

Nothing can be written: only GET is answered, and the connection itself is one that only reads. So the session is kept
in the cookie and not in the archive.
"""

import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
settings.DATABASES["default"] = settings.DATABASES["public"]
settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
settings.AUTHENTICATION_BACKENDS = ["benchmarks.editor.OneEditor"]

answer = import_string("config.wsgi.application")


class OneEditor:
    """Knows one editor, who has all rights: the first such account of the archive, or one that is in no table."""

    def get_user(self, user_id: int) -> Any:
        """Return the editor, whatever the number."""
        accounts = get_user_model()
        known = accounts.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
        return known or accounts(pk=0, username="editor", is_staff=True, is_superuser=True)


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
    """Answer who only looks."""
    if environ["REQUEST_METHOD"] != "GET":
        start("405 Method Not Allowed", [])
        return []
    return answer(environ, start)


def main() -> None:
    """Print the cookie of the editor's session."""
    session = SessionStore()
    editor = OneEditor().get_user(0)
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = "0", settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = editor.get_session_auth_hash()
    session.save()
    print(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")  # noqa: T201 - all that it says
