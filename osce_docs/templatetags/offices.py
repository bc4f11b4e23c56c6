"""Who has an office in a body, or belongs to it: of one there are a hundred on a page."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from osce_docs.markup import fill, fill_each
from osce_docs.models import Membership
from osce_docs.models.words import in_words
from osce_docs.public.details.organization import Office
from osce_docs.public.told import Told
from osce_docs.templatetags.evidence import evidence_of
from osce_docs.templatetags.rows import BESIDE

register = template.Library()

LINK = '<a href="{}">{}</a>'
NAMED = "<li>{}{}</li>\n"
PASSAGE = ' <a class="meta" href="{}">{}<span class="unseen"> {}</span></a>'
ROW = "<tr>\n{}{}<td>{}</td>\n</tr>\n"
WHO = '<th scope="rowgroup" rowspan="{}">{}{}{}</th>\n'


@register.simple_tag
def crowd(office: Office) -> str:
    """Return those of whom no more than the name is told as items of a list, each with a passage that says so."""
    rows = (pair for holder in office.holders for pair in holder)
    return fill_each(NAMED, ((_link(row.member), _said(row, told)) for row, told in rows))


def _said(row: Membership, told: Told) -> str:
    first = next((passage for reading in told.readings[:1] for passage in reading.passages), None)
    words = _("that says so of %(name)s") % {"name": row.member}
    return fill(PASSAGE, first.get_absolute_url(), _("passage"), words) if first else ""


@register.simple_tag
def holders(office: Office, record: Any) -> str:
    """Return those who have an office as parts of a table, one a holder, with a row for each time."""
    return fill_each(
        "<tbody>\n{}</tbody>\n",
        ((fill_each(ROW, _rows(each, office, record)),) for each in office.holders),
    )


def _rows(holder: list[tuple[Membership, Told]], office: Office, record: Any) -> Iterator[tuple[str, str, str]]:
    for at, (row, told) in enumerate(holder):
        when = fill("<td>{}</td>\n", _term(row)) if office.timed else ""
        yield "" if at else _who(row, len(holder)), when, evidence_of(told, record)


def _who(row: Membership, rows: int) -> str:
    joint = ", " if row.holder and row.member else ""
    return fill(WHO, rows, row.holder, joint, _link(row.member) if row.member else "")


def _link(body: Any) -> str:
    return fill(LINK, body.get_absolute_url(), body)


@register.simple_tag
def owners(memberships: Iterable[Membership]) -> str:
    """Return the bodies to which one belongs as items of a list, each with the role in it and when that was."""
    return fill_each(BESIDE, ((row.owner.get_absolute_url(), row.owner, _role(row)) for row in memberships))


def _role(row: Membership) -> str:
    role = f"{capfirst(row.role)}: {row.holder}" if row.holder else capfirst(row.role)
    return f"{role} · {_term(row)}" if row.since or row.until else role


def _term(row: Membership) -> str:
    """Return from when to when a membership lasted, as far as that is told."""
    since, until = in_words("since", row.since), in_words("until", row.until)
    if since and until:
        return since if row.since == row.until else f"{since} – {until}"
    if since:
        return _("since %(day)s") % {"day": since}
    if until:
        return _("until %(day)s") % {"day": until}
    return fill('<span class="meta">{}</span>', _("not stated"))
