"""The passages behind values: one page has hundreds, more than a template is quick at."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_docs.editorial.evidence import Passage
from osce_docs.markup import fill, fill_each
from osce_docs.models.words import in_words
from osce_docs.public.told import Reading, Told

register = template.Library()

# Longer words are cut: those of a passage, and a value in a table.
QUOTED, LABELLED = 240, 80
PASSAGE = '<span class="passage"><q lang="{}">{}</q> {}{}{}</span>'
BADGE = ' <span class="badge">{}</span>'
LIST = '<ul class="passages">{}{}</ul>'
RULE = '<tr><td>{}: {}</td><td><code>{}</code></td>{}<td><a href="{}">{}, {}–{}</a>{}</td></tr>\n'
MORE = '<details class="more"><summary>{}</summary>{}</details>'


@register.simple_tag(takes_context=True)
def evidence(context: dict[str, Any], told: Told) -> str:
    """Return what stands behind a value: `{% evidence told %}`."""
    return evidence_of(told, context.get("record"))


def evidence_of(told: Told, record: Any) -> str:
    """Return what stands behind a value on a record's page; where sources differ, or one ruled, from a template."""
    if told.disputed or told.ruling:
        return render_to_string("public/parts/evidence.html", {"told": told, "record": record})
    return passages(told.readings[0], record) if told.readings else ""


@register.simple_tag
def passages(reading: Reading, record: Any) -> str:
    """Return the passages of a reading: the first at once, the others on request."""
    if not reading.passages:
        return ""
    first = fill(LIST, _items(reading.first, record), "")
    if not reading.others:
        return first
    further = fill("<li>{}</li>", _further(reading.more)) if reading.more else ""
    others = fill(LIST, _items(reading.others, record), further)
    count = len(reading.others)
    summary = ngettext("%(n)s more passage", "%(n)s more passages", count) % {"n": count}
    return fill("{}{}", first, fill(MORE, summary, others))


def _items(passages: Iterable[Passage], record: Any) -> str:
    return fill_each("<li>{}</li>", ((passage(each, record),) for each in passages))


def _further(count: int) -> str:
    return ngettext("and %(n)s more", "and %(n)s more", count) % {"n": count}


@register.simple_tag
def passage(passage: Passage, record: Any) -> str:
    """Return the words of a passage, with the way to them and who says so."""
    speaker = _("in the words of %(who)s") % {"who": passage.speaker} if passage.speaker else ""
    return fill(
        PASSAGE,
        passage.document.language,
        cut(passage.quote, QUOTED),
        place(passage, record),
        fill(' <span class="meta">{}</span>', speaker) if speaker else "",
        fill(BADGE, _("denied")) if passage.mode == "denied" else "",
    )


@register.simple_tag
def place(passage: Any, record: Any, about: Any = None) -> str:
    """Return the link that opens a passage, from the page of a record; `about` is the record that is spoken of."""
    document, at = passage.document, f"#c{passage.start}-{passage.end}"
    if document == record:
        return fill('<a href="{}">{}</a>', at, _("in the text"))
    address = f"{document.get_absolute_url()}{at}"
    if document != about:
        return fill('<a href="{}">{}</a>', address, document)
    return fill('<a href="{}">{}<span class="unseen"> ({})</span></a>', address, _("in the text"), document)


@register.simple_tag
def rules(told: Told, record: Any) -> str:
    """Return the rows of a table that tell by which rules a value was read, and where."""
    read = ((reading.words, each) for reading in told.readings for each in reading.first)
    return fill_each(RULE, (_rule(told, words, each, record) for words, each in read))


def cut(words: str, most: int) -> str:
    """Return words, shortened where there are more characters than these."""
    return words if len(words) <= most else Truncator(words).chars(most)


def _rule(told: Told, words: str, passage: Passage, record: Any) -> tuple[Any, ...]:
    """Return what fills a row; whether it happened is told of each passage where that is a value, else where it is not
    asserted."""
    mode = in_words("mode", passage.mode)
    column = fill("<td>{}</td>", mode) if hasattr(record, "mode") else ""
    is_plain = column or passage.mode == "asserted"
    return (
        told.label,
        cut(words, LABELLED),
        passage.rule,
        column,
        passage.get_absolute_url(),
        passage.document,
        passage.start,
        passage.end,
        "" if is_plain else fill(BADGE, mode.lower()),
    )
