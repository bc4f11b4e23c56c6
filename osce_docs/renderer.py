"""How forms are written: plain widgets by functions, for templates took a tenth of a list's time; all else as ever."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates

from osce_docs.markup import fill, fill_each

Widget = Mapping[str, Any]

PLAIN = ("text", "hidden", "date", "number", "checkbox")
INPUT = '<input type="{}" name="{}"{}{}>'
SELECT = '<select name="{}"{}>{}</select>'
GROUP = '<optgroup label="{}">{}</optgroup>'
OPTION = '<option value="{}"{}>{}</option>'


class Renderer(DjangoTemplates):
    """The renderer of all forms; it writes what Django's templates write."""

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> str:
        """Return a widget, a field or a form as HTML."""
        write = WRITTEN.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else fill(' value="{}"', widget["value"])
    return fill(INPUT, widget["type"], widget["name"], value, _attributes(widget["attrs"]))


def _select(widget: Widget) -> str:
    groups = fill_each("{}", ((_group(label, options),) for label, options, _ in widget["optgroups"]))
    return fill(SELECT, widget["name"], _attributes(widget["attrs"]), groups)


def _group(label: Any, options: Iterable[Widget]) -> str:
    shown = ((each["value"], _attributes(each["attrs"]), each["label"]) for each in options)
    inner = fill_each(OPTION, shown)
    return fill(GROUP, label, inner) if label else inner


def _attributes(attributes: Mapping[str, Any]) -> str:
    given = ((name, value) for name, value in attributes.items() if value is not False)
    return fill_each("{}", ((_attribute(name, value),) for name, value in given))


def _attribute(name: str, value: Any) -> str:
    return fill(" {}", name) if value is True else fill(' {}="{}"', name, value)


WRITTEN: Mapping[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in PLAIN},
    "django/forms/widgets/select.html": _select,
}
