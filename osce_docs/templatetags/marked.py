"""The text of a document with its passages as elements: one text has hundreds, more than a template is quick at."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html

from osce_docs.public.marking import Token

register = template.Library()

MARK, LINK = '<mark{} class="{}">', '<a href="{}" title="{}">'
ENDED, LINK_ENDED = (format_html(f"{end}</{{}}>", "mark") for end in ("", "</a>"))


@register.simple_tag
def marked(tokens: Iterable[Token]) -> str:
    """Return a stretch as HTML: `{% marked stretch.tokens %}`."""
    parts = [_written(token) for token in tokens]
    return format_html("{}" * (len(parts) + 1), *parts, "")


def _written(token: Token) -> str:
    if token.kind == "text":
        return token.text
    if token.kind == "close":
        return LINK_ENDED if token.target else ENDED
    return _opened(token)


def _opened(token: Token) -> str:
    address = format_html(' id="{}"', token.address) if token.address else ""
    classes = f"{'cited ' * token.cited}{f'k{token.number}' if token.number else ''}".strip()
    if not token.target:
        return format_html(MARK, address, classes)
    return format_html(f"{MARK}{LINK}", address, classes, token.target.get_absolute_url(), token.target)
