"""The answers to a search as items of a list, each with the words that it was found by."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from osce_docs.markup import Markup, fill, fill_each
from osce_docs.public.search import Hit
from osce_docs.templatetags.rows import differing, when

register = template.Library()

HIT = '<li>\n  <a href="{}">{}</a>{}\n  <span class="meta">{}</span>\n  {}\n</li>\n'
FOUND = '<mark class="found">{}</mark>'
EXCERPT = '<p class="excerpt">{}<span{}>{}</span>{}</p>'
LANGUAGE = ' lang="{}"'
IN_TEXT = ' <a class="meta" href="{}">{}<span class="unseen"> {}</span></a>'


@register.simple_tag
def hits(found: Iterable[Hit]) -> str:
    """Return what was found: `{% hits answers.hits %}`."""
    return fill_each(HIT, map(_hit, found))


def _hit(hit: Hit) -> tuple[Any, ...]:
    meta = " · ".join(str(part) for part in _meta(hit) if part)
    return hit.record.get_absolute_url(), _marked(hit.title), differing(hit.record), meta, _why(hit)


def _meta(hit: Hit) -> Iterator[Any]:
    yield hit.list.one
    if hit.list.name != "organizations":
        yield when(hit.record)
    yield getattr(hit.record, "place", "")


def _why(hit: Hit) -> str:
    """Return the words that show why a record was found, with the way to them in its text."""
    if hit.excerpt is None:
        return ""
    called = f"{_('Also called')} " if hit.list.name == "organizations" else ""
    language = getattr(hit.record, "language", "")
    spoken = fill(LANGUAGE, language) if language else ""
    there = fill(IN_TEXT, hit.address, _("in the text"), _("of %(title)s") % {"title": hit.record})
    return fill(EXCERPT, called, spoken, _marked(hit.excerpt.pieces), there if hit.address else "")


def _marked(pieces: Sequence[tuple[str, bool]]) -> Markup:
    return Markup("".join([fill(FOUND if found else "{}", words) for words, found in pieces]))
