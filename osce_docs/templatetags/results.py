"""The table of an editor's list, its filters and the menu of tables, as HTML: more than templates are quick at.

How a column is shown is found out once, and not once a row; what is written is what the stock admin writes. Lists whose
rows are edited in place (`list_editable`) it does not know.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import SimpleNamespace
from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_field, display_for_value, lookup_field, quote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext

from osce_docs.markup import fill, fill_each

register = template.Library()

TABLE = (
    '<div class="results">\n<table id="result_list">\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>\n{}</tbody>\n'
    "</table>\n</div>"
)
HEAD = '\n<th scope="col"{}>{}<div class="text">{}</div><div class="clear"></div></th>'
SORTED = (
    '<div class="sortoptions"><a class="sortremove" href="{}" title="{}"></a>{} '
    '<a href="{}" class="toggle {}" title="{}"></a></div>'
)
PRIORITY = '<span class="sortpriority" title="{}">{}</span>'
LINK = '<a href="{}">{}</a>'
FILTER = '<details data-filter-title="{}" open>\n  <summary>\n    {}\n  </summary>\n  <ul>\n{}  </ul>\n</details>\n'
CHOICE = '    <li{}>\n    <a href="{}"{}>{}</a></li>\n'
CHOSEN, CURRENT = fill(' class="{}"', "selected"), fill(' aria-current="{}"', "true")
SECTION = "<div>\n<p>{}</p>\n<ul>\n{}</ul>\n</div>\n"
ENTRY = '<li><a href="{}"{}>{}</a></li>\n'
HERE = fill(' aria-current="{}"', "page")
DATED = models.DateField | models.TimeField | models.ForeignKey


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: a cell with blanks, and what fills them for a row."""

    cell: str
    values: Callable[[Any], tuple[Any, ...]]


@register.simple_tag
def results(cl: ChangeList) -> str:
    """Return the table of a list: `{% results cl %}`."""
    headings = list(result_headers(cl))
    several = sum(bool(each.get("sorted")) for each in headings) > 1
    columns = _columns(cl)
    row = f"<tr>{''.join(column.cell for column in columns)}</tr>\n"
    filled = (chain.from_iterable(column.values(each) for column in columns) for each in cl.result_list)
    head = fill_each(HEAD, (_heading(each, several) for each in headings))
    return fill(TABLE, head, fill_each(row, filled))


@register.simple_tag
def filters(cl: ChangeList) -> str:
    """Return what a list can be narrowed by: `{% filters cl %}`."""
    offered = ((each.title, capfirst(each.title), each.choices(cl)) for each in cl.filter_specs)
    return fill_each(FILTER, ((name, title, _choices(choices)) for name, title, choices in offered))


@register.simple_tag
def tables(sections: Iterable[Mapping[str, Any]], here: str) -> str:
    """Return the tables of the admin by section: `{% tables available_apps request.path %}`."""
    return fill_each(SECTION, ((each["name"], _entries(each["models"], here)) for each in sections))


def _entries(shown: Iterable[Mapping[str, Any]], here: str) -> str:
    entries = ((each["admin_url"], HERE if each["admin_url"] == here else "", each["name"]) for each in shown)
    return fill_each(ENTRY, entries)


def _choices(choices: Iterable[Mapping[str, Any]]) -> str:
    return fill_each(CHOICE, (_choice(each, each["selected"]) for each in choices))


def _choice(choice: Mapping[str, Any], chosen: bool) -> tuple[Any, ...]:
    classes, current = (CHOSEN, CURRENT) if chosen else ("", "")
    return classes, iri_to_uri(choice["query_string"]), current, choice["display"]


def _heading(heading: Mapping[str, Any], several: bool) -> tuple[Any, ...]:
    text = heading["text"]
    title = text if hasattr(text, "__html__") else capfirst(text)
    if not heading["sortable"]:
        return heading["class_attrib"], "", fill("<span>{}</span>", title)
    order = _order(heading, several) if heading["sort_priority"] else ""
    return heading["class_attrib"], order, fill(LINK, heading["url_primary"], title)


def _order(heading: Mapping[str, Any], several: bool) -> str:
    """Return the links by which a column is sorted otherwise or no more."""
    number = heading["sort_priority"]
    told = gettext("Sorting priority: %(priority_number)s") % {"priority_number": number}
    priority = fill(PRIORITY, told, number) if several else ""
    direction = "ascending" if heading["ascending"] else "descending"
    remove, toggle = gettext("Remove from sorting"), gettext("Toggle sorting")
    return fill(SORTED, heading["url_remove"], remove, priority, heading["url_toggle"], direction, toggle)


def _columns(cl: ChangeList) -> list[Column]:
    linked = [name for name in cl.list_display if name in (cl.list_display_links or ())]
    return [_column(cl, name, name in linked, linked[:1] == [name]) for name in cl.list_display]


def _column(cl: ChangeList, name: str, linked: bool, first: bool) -> Column:
    shown, tag = _shown(cl, name), "th" if first else "td"
    classes = "action-checkbox" if name == "action_checkbox" else f"field-{name}"
    if isinstance(_field(cl.model, name), DATED):
        classes += " nowrap"
    if not linked:
        return Column(f'<{tag} class="{classes}">{{}}</{tag}>', lambda row: (shown(row),))
    link, values = _link(cl)
    return Column(f'<{tag} class="{classes}">{link}{{}}</a></{tag}>', lambda row: (*values(row), shown(row)))


def _link(cl: ChangeList) -> tuple[str, Callable[[Any], tuple[Any, ...]]]:
    """Return how the link to the page of a row begins, with blanks, and what fills them."""
    url = cl.url_for_result(SimpleNamespace(**{cl.pk_attname: "PK"}))
    url = add_preserved_filters({"preserved_filters": cl.preserved_filters, "opts": cl.opts}, url)
    before, after = (escape(part) for part in url.split("PK", 1))
    named = str(cl.to_field or cl.pk_attname)
    if not cl.is_popup:
        return f'<a href="{before}{{}}{after}">', lambda row: (quote(row.pk),)
    opener = f'<a href="{before}{{}}{after}" data-popup-opener="{{}}">'
    return opener, lambda row: (quote(row.pk), row.serializable_value(named))


def _field(model: type[models.Model], name: str) -> models.Field | None:
    """Return the column of a table that has this name, if there is one."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _shown(cl: ChangeList, name: str) -> Callable[[Any], Any]:
    """Return what shows a column of a row."""
    table, field = cl.model_admin, _field(cl.model, name)
    empty = table.get_empty_value_display()
    if field is not None:
        show = _of_field(field, empty)
        return lambda row: show(getattr(row, name))
    method = getattr(table, name, None) if name != "__str__" else str
    if method is None:
        return lambda row: _said(lookup_field(name, row, table)[2], empty)
    empty, boolean = getattr(method, "empty_value_display", empty), getattr(method, "boolean", False)
    return lambda row: _said(method(row), empty, boolean)


def _of_field(field: models.Field, empty: str) -> Callable[[Any], Any]:
    """Return what shows the values of a column."""
    if isinstance(field, models.ForeignKey):
        return lambda value: empty if value is None else value
    if field.flatchoices:
        names = {value: str(label) for value, label in field.flatchoices}
        return lambda value: names.get(value, empty)
    if type(field) in (models.CharField, models.TextField):
        return lambda value: _said(value, empty)
    return lambda value: display_for_field(value, field, empty)


def _said(value: Any, empty: str, boolean: bool = False) -> Any:
    if isinstance(value, str):
        return value if value.strip() else empty
    return display_for_value(value, empty, boolean)
