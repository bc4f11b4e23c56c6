"""What every table's page has in common: nobody deletes, lists are quick, evidence is only looked at."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.paginator import Paginator
from django.db import DataError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from osce_docs.admin.saved_views import saved_views
from osce_docs.admin.ticked import keep_ticked, tick, ticked
from osce_docs.editorial.bounded import distinct
from osce_docs.markup import fill
from osce_docs.models.words import in_words

MOST_ROWS = 10_000
BOX = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}"{}>'
Action = Callable[..., Any]


class CappedPaginator(Paginator):
    """Counts no further than the rows that anyone would turn pages for; a search finds the others."""

    @cached_property
    def count(self) -> int:
        """How many rows the pages show."""
        return self.object_list.order_by()[:MOST_ROWS].count()


class KeptAdmin(admin.ModelAdmin):
    """A table from which nobody deletes, superusers included."""

    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator
    save_on_top = False
    actions_selection_counter = True
    empty_value_display = '<span class="none">–</span>'

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under the name of what it lists; whole where an address asks for a number that none can be."""
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "buttons": self._buttons(request),
            "views": saved_views(request, self.opts.label_lower),
        }
        if "index" in request.POST and not request.POST.getlist(ACTION_CHECKBOX_NAME):
            self.message_user(
                request, _("Nothing is ticked, so nothing was done: tick the rows first."), messages.WARNING
            )
            return HttpResponseRedirect(request.get_full_path())
        if request.method == "GET":
            request.ticked = ticked(request, self.opts.label_lower)
        try:
            return super().changelist_view(request, context | (extra_context or {}))
        except (OverflowError, ValueError, DataError):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def action_checkbox(self, obj: Model) -> str:
        """The box by which a row is chosen: to write all of them as widgets takes a third of a list's time."""
        return fill(BOX, *box(obj))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Return the list, its rows ticked as they were when an action was refused."""
        shown = super().get_changelist_instance(request)
        shown.result_list = self.rows_of_page(shown)
        tick(shown.result_list, getattr(request, "ticked", frozenset()))
        return shown

    def rows_of_page(self, shown: Any) -> Any:
        """Return the rows that a page of a list shows."""
        return shown.result_list

    def response_action(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Do an action of the list; where it is none of those offered, the rows stay ticked."""
        response = super().response_action(request, queryset)
        if response is None:
            keep_ticked(request, self.opts.label_lower)
        return response

    def _buttons(self, request: HttpRequest) -> list[tuple[str, str, str]]:
        """Return the actions of the list as buttons: name, label and the key that presses it, where there is one."""
        actions = self.get_actions(request).values()
        return [(name, label, getattr(action, "key", "")) for action, name, label in actions]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes: records are withheld or merged, rulings revoked."""
        return False


class ReadOnlyAdmin(KeptAdmin):
    """A table that only the importer writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand what has to come from a source."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what a source said."""
        return False


def pressed_by(key: str) -> Callable[[Action], Action]:
    """Let this key press the button of an action of a list."""

    def mark(action: Action) -> Action:
        action.key = key
        return action

    return mark


def box(row: Model) -> tuple[Any, ...]:
    """Return what fills BOX for a row: name, value, label and whether it is ticked."""
    label = _("Select this object for an action - {}").format(row)
    return ACTION_CHECKBOX_NAME, row.pk, label, " checked" if hasattr(row, "ticked") else ""


class AmongFilter(admin.SimpleListFilter):
    """A filter over values known beforehand: unlike the stock one, it need not ask the table which there are."""

    choices_known: Iterable[tuple[str, str]] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the values offered."""
        return list(self.choices_known)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the rows with the chosen value; all, where the address has another than those offered."""
        offered = {value for value, _ in self.lookup_choices}
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() in offered else queryset


class HeldFilter(AmongFilter):
    """A filter over the values that a column has, which are asked of an index."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the values offered, in words."""
        column = self.parameter_name
        return [(value, in_words(column, value)) for value in distinct(model_admin.model, column)]


def among(name: str, label: Any, choices: Iterable[tuple[str, Any]]) -> type[AmongFilter]:
    """Return a filter of the column `name` over these values and their labels."""
    return type("Filter", (AmongFilter,), {"parameter_name": name, "title": label, "choices_known": list(choices)})


def held(column: str, label: Any) -> type[AmongFilter]:
    """Return a filter of a column over the values it has; an index begins with it."""
    return type("Filter", (HeldFilter,), {"parameter_name": column, "title": label})


def worded(column: str, label: Any) -> Callable[[Any, Any], str]:
    """Return what shows a column of a list in the words that readers read."""

    @admin.display(description=label, ordering=column)
    def shown(table: admin.ModelAdmin, row: Model) -> str:
        return in_words(column, getattr(row, column))

    return shown


def page(table: admin.ModelAdmin, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """Return a page of our own about a table."""
    shown = {**table.admin_site.each_context(request), "opts": table.opts, "title": title, **context}
    return TemplateResponse(request, f"admin/archive/{template}.html", shown)
