"""What sources differ on, as a page tells it: a list has them by the dozen."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_docs.markup import fill, fill_each
from osce_docs.models import Finding
from osce_docs.public.differences import Found
from osce_docs.templatetags.evidence import cut, place

register = template.Library()

QUOTED = 300
HEADING = {
    level: f'<article class="finding">\n<{level}>{{}}</{level}>\n<p class="meta">{{}}</p>\n{{}}{{}}</article>\n'
    for level in ("h2", "h3")
}
ABOUT = '{} · <a href="{}">{}</a>{}'
PASSAGES = '<ul class="readings">\n{}</ul>\n'
PASSAGE = '<li class="reading"><q lang="{}">{}</q> {}</li>\n'
MORE = '<p class="meta">{}</p>\n'


@register.simple_tag(takes_context=True)
def finding(context: dict[str, Any], found: Found, level: str) -> str:
    """Return a finding with its passages; `level` is the element of its heading: `{% finding found "h3" %}`."""
    passages = fill_each(PASSAGE, _passages(found, context.get("record")))
    shown = fill(PASSAGES, passages) if passages else ""
    more = _more(found.more) if found.more and passages else ""
    return fill(HEADING[level], found.finding.message, _about(found), shown, more)


def _more(count: int) -> str:
    return fill(MORE, ngettext("and %(n)s more place", "and %(n)s more places", count) % {"n": count})


def _passages(found: Found, record: Any) -> Iterator[tuple[str, str, str]]:
    for each in found.passages:
        yield each.document.language, cut(each.quote, QUOTED), place(each, record, found.record)


def _about(found: Found) -> str:
    is_settled = found.finding.resolution == Finding.Resolution.RESOLVED
    settled = f" · {_('settled by an editor')}" if is_settled else ""
    if not found.record:
        return f"{found.label}{settled}"
    return fill(ABOUT, found.label, found.record.get_absolute_url(), found.record, settled)
