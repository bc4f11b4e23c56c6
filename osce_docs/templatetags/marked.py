"""The text of a document with its passages as elements: one text has hundreds, more than a template is quick at."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html

from osce_docs.public.marking import Token

register = template.Library()

LINK = '<a href="{}" title="{}">'


@register.simple_tag
def marked(tokens: Iterable[Token]) -> str:
    """Return a stretch as HTML: `{% marked stretch.tokens %}`."""
    markup: list[str] = []
    words: list[str] = []
    for token in tokens:
        if token.kind == "text":
            markup.append("{}")
            words.append(token.text)
        elif token.kind == "close":
            markup.append("</a></mark>" if token.target else "</mark>")
        else:
            markup.append(_opened(token))
            if token.target:
                markup.append("{}")
                words.append(_link(token.target.get_absolute_url(), str(token.target)))
    return format_html("".join(markup), *words)


def _opened(token: Token) -> str:
    """Return the beginning of an element: an address or number of a passage has no sign that HTML gives a meaning."""
    address = f' id="{token.address}"' if token.address else ""
    classes = f"{'cited ' * token.cited}{f'k{token.number}' if token.number else ''}".strip()
    return f'<mark{address} class="{classes}">'


@lru_cache(maxsize=4096)
def _link(address: str, title: str) -> str:
    return format_html(LINK, address, title)
