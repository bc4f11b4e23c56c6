"""The text of a document with its passages as elements: one text has hundreds, more than a template is quick at."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import chain

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from osce_docs.markup import Markup, fill, fill_each
from osce_docs.public.marking import Token
from osce_docs.public.reading import Stretch
from osce_docs.templatetags.rows import links

register = template.Library()

STRETCH = '<div class="stretch {}">{}{}</div>'
# How a stretch is written, by its role; all others are paragraphs.
BODIES: Mapping[str, str] = {
    "heading": '{}<h3 data-start="{}">{}</h3>',
    "raw": '{}<div class="raw" data-start="{}">{}</div>',
}
PARAGRAPH = '<p>{}<span data-start="{}">{}</span></p>'
LEAD = '<span class="lead-in">{}</span> '
MARGIN = '<div class="margin" lang="{}">\n{}{}\n</div>\n'
TOLD = '<ul aria-label="{}">{}</ul>\n'
LINK = '<a href="{}" title="{}">'


@register.simple_tag
def stretch(shown: Stretch, language: str, interface: str) -> str:
    """Return a stretch of a text with its margin; the languages are those of the text and of what is said beside it."""
    lead = fill(LEAD, shown.lead) if shown.lead and shown.role not in BODIES else ""
    body = fill(BODIES.get(shown.role, PARAGRAPH), lead, shown.start, marked(shown.tokens))
    return fill(STRETCH, shown.role, body, _margin(shown, language, interface))


def _margin(shown: Stretch, language: str, interface: str) -> str:
    """Return what stands beside a stretch: what it tells of, and the editors' notes on it."""
    if not (shown.told or shown.notes):
        return ""
    told = fill(TOLD, _("Told in this passage"), links(shown.told)) if shown.told else ""
    remarks = ({"each": each, "language": language} for each in shown.notes)
    notes = fill_each("{}", ((render_to_string("public/parts/remark.html", each),) for each in remarks))
    return fill(MARGIN, interface, told, notes)


def marked(tokens: Iterable[Token]) -> str:
    """Return words with their passages as elements."""
    return Markup("".join(chain.from_iterable(map(_parts, tokens))))


def _parts(token: Token) -> Iterator[str]:
    if token.kind == "text":
        yield escape(token.text)
    elif token.kind == "close":
        yield "</a></mark>" if token.target else "</mark>"
    else:
        yield _opened(token)
        if token.target:
            yield _link(token.target.get_absolute_url(), str(token.target))


def _opened(token: Token) -> str:
    """Return the beginning of an element: an address or number of a passage has no sign that HTML gives a meaning."""
    address = f' id="{token.address}"' if token.address else ""
    classes = f"{'cited ' * token.cited}{f'k{token.number}' if token.number else ''}".strip()
    return f'<mark{address} class="{classes}">'


@lru_cache(maxsize=4096)
def _link(address: str, title: str) -> str:
    return fill(LINK, address, title)
