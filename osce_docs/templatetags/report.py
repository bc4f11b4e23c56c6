"""Where readers report an error: a letter to the editors that begins with the address of the page."""

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag(takes_context=True)
def report_address(context: dict[str, Any]) -> str:
    """Return a `mailto:` address with subject and page filled in; an empty text where the archive names no editor."""
    if not settings.EDITORS_ADDRESS:
        return ""
    request = context.get("request")
    # The page that says that something broke is made without a request.
    path, page = (request.path, request.build_absolute_uri(request.path)) if request else ("", "")
    subject = gettext("An error in the archive: %(page)s") % {"page": path}
    body = gettext("Page: %(page)s\n\nWhat is wrong, and what shows it:\n") % {"page": page}
    return f"mailto:{quote(settings.EDITORS_ADDRESS, safe='@')}?subject={quote(subject)}&body={quote(body)}"
