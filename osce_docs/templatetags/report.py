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
    request = context.get("request")
    if not settings.EDITORS_ADDRESS or request is None:
        return ""
    page = request.build_absolute_uri(request.path)
    subject = gettext("An error in the archive: %(page)s") % {"page": request.path}
    body = gettext("Page: %(page)s\n\nWhat is wrong, and what shows it:\n") % {"page": page}
    return f"mailto:{quote(settings.EDITORS_ADDRESS, safe='@')}?subject={quote(subject)}&body={quote(body)}"
