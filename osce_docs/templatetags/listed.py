"""What a list shows many of, as HTML: fifty rows and many ways to narrow them, more than a template is quick at."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext

from osce_docs.models import Document, Event, Organization, Proposal
from osce_docs.models.record import Record
from osce_docs.public.listing import Way
from osce_docs.public.told import in_words

register = template.Library()

ROW = '<li>\n  <a href="{}">{}</a>{}\n  <span class="meta">{}</span>\n</li>\n'
DIFFER = ' <span class="badge differ">{}</span>'
WAY = '<li><a href="{}"{}>{} <span class="number">{}{}</span></a></li>'
CHOSEN = format_html(' aria-current="{}"', "true")
MORE = '<span aria-hidden="true">+</span><span class="unseen"> {}</span>'


@register.simple_tag
def rows(records: Iterable[Record]) -> str:
    """Return records of one kind or several as items of a list: `{% rows page.rows %}`."""
    differ = format_html(DIFFER, gettext("sources differ"))
    return format_html_join("", ROW, (_row(record, differ) for record in records))


@register.simple_tag
def ways(choices: Iterable[Way]) -> str:
    """Return the values that a list could be narrowed to as items of a list: `{% ways choices %}`."""
    more = format_html(MORE, gettext("or more"))
    return format_html_join("", WAY, (_way(each, more) for each in choices))


def _row(record: Record, differ: str) -> tuple[Any, ...]:
    title = capfirst(record) if isinstance(record, Proposal) else record
    meta = " · ".join(str(part) for part in META[type(record)](record) if part)
    return record.get_absolute_url(), title, differ if record.disputed else "", meta


def _way(way: Way, more: str) -> tuple[Any, ...]:
    choice = way.choice
    return way.address, CHOSEN if choice.chosen else "", choice.label, choice.count, more if choice.more else ""


def _of_document(record: Any) -> list[Any]:
    return [_when(record), in_words("kind", record.kind), record.place, record.provenance]


def _of_organization(record: Any) -> list[Any]:
    parent = record.parent if record.parent and record.parent.shown else None
    return [in_words("kind", record.kind), parent and gettext("belongs to %(parent)s") % {"parent": parent}]


def _of_event(record: Any) -> list[Any]:
    return [_when(record), record.place, record.mode != "asserted" and record.get_mode_display()]


def _of_proposal(record: Any) -> list[Any]:
    return [_when(record), *(f"{each.party}: {each.get_stance_display()}" for each in record.shown_positions)]


def _when(record: Any) -> str:
    return record.date_display or gettext("undated")


META: Mapping[type[Record], Callable[[Any], list[Any]]] = {
    Document: _of_document,
    Organization: _of_organization,
    Event: _of_event,
    Proposal: _of_proposal,
}
