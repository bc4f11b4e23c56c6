"""Rows of the long lists of a page, which has them by the dozen."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_docs.models import Mention

register = template.Library()

LINK = '<li><a href="{}">{}</a></li>'
DIFFER = ' <span class="badge differ">{}</span>'
PLACE = '<a href="#c{}-{}">{}<span class="unseen">{}</span></a>'
TOLD = f'<li><a href="{{}}">{{}}</a>{{}} <span class="meta">{{}} · {PLACE}</span></li>'
NAMED = f'<li><a href="{{}}">{{}}</a> <span class="meta">{PLACE}</span></li>'
NAMING = '<li><a href="{}#c{}-{}">{}</a> <span class="meta">{} · {} · {}</span></li>'
NAMES = 6


@register.simple_tag
def links(records: Iterable[Any]) -> str:
    """Return records as items of a list."""
    return format_html_join("", LINK, ((each.get_absolute_url(), capfirst(str(each))) for each in records))


@register.simple_tag
def told_of(rows: Iterable[tuple[Any, Any]]) -> str:
    """Return what a document tells of: records, each with the place of its first telling."""
    differ, telling_of = format_html(DIFFER, _("sources differ")), _("that tells of %(record)s")
    undated, passage = _("undated"), _("passage")
    return format_html_join(
        "\n",
        TOLD,
        (
            (
                record.get_absolute_url(),
                capfirst(str(record)),
                differ if record.disputed else "",
                record.date_display or undated,
                telling.start,
                telling.end,
                passage,
                f" {telling_of}" % {"record": record},
            )
            for record, telling in rows
        ),
    )


@register.simple_tag
def named(mentions: Iterable[tuple[Any, list[Any]]]) -> str:
    """Return the bodies that a document names, each with how often, and the first place."""
    first = _(": first place that names %(name)s")
    return format_html_join(
        "\n",
        NAMED,
        (
            (body.get_absolute_url(), body, *places[0], _times(places), first % {"name": body})
            for body, places in mentions
        ),
    )


@register.simple_tag
def naming(mentions: Iterable[Mention]) -> str:
    """Return the documents that name a body, each with how often, and by which names."""
    undated = _("undated")
    return format_html_join(
        "\n",
        NAMING,
        (
            (
                document.get_absolute_url(),
                *mention.offsets[0],
                document,
                document.date_display or undated,
                _times(mention.offsets),
                ", ".join(f"“{name}”" for name in mention.names[:NAMES]),
            )
            for mention in mentions
            for document in [mention.document]
        ),
    )


def _times(places: Sequence[Any]) -> str:
    count = len(places)
    return ngettext("once", "%(n)s times", count) % {"n": count}
