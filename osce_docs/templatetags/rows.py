"""What a page has by the dozen, as items of lists: rows of records, and the ways to narrow a list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_docs.markup import fill, fill_each
from osce_docs.models import Document, Event, Mention, Organization, Proposal
from osce_docs.models.record import Record
from osce_docs.models.words import in_words
from osce_docs.public.listing import Way

register = template.Library()

ROW = '<li>\n  <a href="{}">{}</a>{}\n  <span class="meta">{}</span>\n</li>\n'
LINK = '<li><a href="{}">{}</a></li>'
BESIDE = '<li><a href="{}">{}</a> <span class="meta">{}</span></li>\n'
DIFFER = ' <span class="badge differ">{}</span>'
PLACE = '<a href="#c{}-{}">{}<span class="unseen">{}</span></a>'
TOLD = f'<li><a href="{{}}">{{}}</a>{{}} <span class="meta">{{}} · {PLACE}</span></li>\n'
NAMED = f'<li><a href="{{}}">{{}}</a> <span class="meta">{PLACE}</span></li>\n'
NAMING = '<li><a href="{}#c{}-{}">{}</a> <span class="meta">{} · {} · {}</span></li>\n'
NAMES = 6
WAY = '<li><a href="{}"{}>{}{}</a></li>'
NUMBER = ' <span class="number">{}{}</span>'
CHOSEN = fill(' aria-current="{}"', "true")
MORE = '<span aria-hidden="true">+</span><span class="unseen"> {}</span>'


@register.simple_tag
def rows(records: Iterable[Record]) -> str:
    """Return records of one kind or several: `{% rows page.rows %}`."""
    return fill_each(ROW, map(_row, records))


@register.simple_tag
def ways(choices: Iterable[Way]) -> str:
    """Return the values that a list could be narrowed to: `{% ways choices %}`."""
    more = fill(MORE, _("or more"))
    return fill_each(WAY, (_way(each, more) for each in choices))


@register.simple_tag
def links(records: Iterable[Any]) -> str:
    """Return records by no more than their names."""
    return fill_each(LINK, ((each.get_absolute_url(), capfirst(str(each))) for each in records))


@register.simple_tag
def dated(records: Iterable[Any]) -> str:
    """Return records, each with its date."""
    return fill_each(BESIDE, ((each.get_absolute_url(), capfirst(str(each)), when(each)) for each in records))


@register.simple_tag
def bodies(below: Iterable[Organization]) -> str:
    """Return bodies, each with its kind."""
    return fill_each(BESIDE, ((each.get_absolute_url(), each, in_words("kind", each.kind)) for each in below))


@register.simple_tag
def told_of(told: Iterable[tuple[Any, Any]]) -> str:
    """Return what a document tells of: records, each with the place of its first telling."""
    telling_of, passage = _("that tells of %(record)s"), _("passage")
    return fill_each(
        TOLD,
        (
            (
                record.get_absolute_url(),
                capfirst(str(record)),
                differing(record),
                when(record),
                telling.start,
                telling.end,
                passage,
                f" {telling_of}" % {"record": record},
            )
            for record, telling in told
        ),
    )


@register.simple_tag
def named(mentions: Iterable[tuple[Any, list[Any]]]) -> str:
    """Return the bodies that a document names, each with how often, and the first place."""
    first = _(": first place that names %(name)s")
    return fill_each(
        NAMED,
        (
            (body.get_absolute_url(), body, *places[0], _times(places), first % {"name": body})
            for body, places in mentions
        ),
    )


@register.simple_tag
def naming(mentions: Iterable[Mention]) -> str:
    """Return the documents that name a body, each with how often, and by which names."""
    return fill_each(NAMING, map(_naming, mentions))


def _naming(mention: Mention) -> tuple[Any, ...]:
    document, first = mention.document, mention.offsets[0]
    names = ", ".join(f"“{name}”" for name in mention.names[:NAMES])
    return document.get_absolute_url(), *first, document, when(document), _times(mention.offsets), names


def _times(places: Sequence[Any]) -> str:
    count = len(places)
    return ngettext("once", "%(n)s times", count) % {"n": count}


def _row(record: Record) -> tuple[Any, ...]:
    title = capfirst(record) if isinstance(record, Proposal) else record
    meta = " · ".join(str(part) for part in META[type(record)](record) if part)
    return record.get_absolute_url(), title, differing(record), meta


def _way(way: Way, more: str) -> tuple[Any, ...]:
    """Return what stands for a value; of which the sample has none though there may be some, no number is told."""
    choice = way.choice
    unknown = choice.more and not choice.count
    number = "" if unknown else fill(NUMBER, choice.count, more if choice.more else "")
    return way.address, CHOSEN if choice.chosen else "", choice.label, number


def _of_document(record: Any) -> Iterator[Any]:
    yield from (when(record), in_words("kind", record.kind), record.place, record.provenance)


def _of_organization(record: Any) -> Iterator[Any]:
    yield in_words("kind", record.kind)
    if record.parent and record.parent.shown:
        yield _("belongs to %(parent)s") % {"parent": record.parent}


def _of_event(record: Any) -> Iterator[Any]:
    yield from (when(record), record.place, record.mode != "asserted" and record.get_mode_display())


def _of_proposal(record: Any) -> Iterator[Any]:
    yield when(record)
    yield from (f"{each.party}: {each.get_stance_display()}" for each in record.shown_positions)


def differing(record: Any) -> str:
    """Return the mark of a record of which sources differ; of others nothing."""
    return fill(DIFFER, _("sources differ")) if record.disputed else ""


def when(record: Any) -> str:
    """Return the date of a record in words, or that it has none."""
    return record.date_display or _("undated")


META: Mapping[type[Record], Callable[[Any], Iterator[Any]]] = {
    Document: _of_document,
    Organization: _of_organization,
    Event: _of_event,
    Proposal: _of_proposal,
}
