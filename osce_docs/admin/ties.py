"""Ties between records as rows below their owner's form; a row changed, added or struck out becomes a Ruling."""

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from osce_docs.admin.beside import Beside
from osce_docs.admin.clash import RULINGS, seen
from osce_docs.admin.fields import KnownChoiceField, ShownField, as_shown, as_typed, field_for, is_same
from osce_docs.editorial.relations import TIES, Tie
from osce_docs.models import Ruling

ROWS = 20
# Under this name a form remembers what a row was called.
ROW = "row"


class TieForm(forms.ModelForm):
    """One tie: `exists` says whether it stands. Its columns are not written; a difference becomes a Ruling."""

    shown = ShownField(required=False)
    take_back = forms.BooleanField(required=False)
    # Set by the inline: the tie's name, its columns by their name in a claim, and those that make it what it is.
    tie: ClassVar[Tie]
    says: ClassVar[dict[str, str]]
    fixed: ClassVar[tuple[str, ...]]

    def __init__(self, *arguments: Any, owner: Any = None, was_there: bool = False, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # An import may have taken the row away under the open form.
        self.is_gone = was_there and not self.is_change
        self.told = getattr(owner, "beside", {}) if self.is_change else {}
        if self.is_change:
            self.fields["shown"].required = True
            self.initial["shown"] = self.now()
        elif self.is_gone:
            for field in self.fields.values():
                field.required = False
        else:
            self.fields.pop("exists")
        if self.beside.ruling is None:
            self.fields.pop("take_back")
        for name in self.fixed if was_there else ():
            self.fields.pop(name)
        self._say_what_each_is_of()

    @property
    def beside(self) -> Beside:
        """What the sources say of the tie."""
        return self.told.get(self.name, Beside())

    @property
    def is_change(self) -> bool:
        """Whether the tie is there already."""
        return self.instance.pk is not None

    @property
    def title(self) -> str:
        """What the row is called; what it was called, where it is gone."""
        return str(self._shown.get(ROW, "")) if self.is_gone else str(self.instance)

    @property
    def name(self) -> str:
        """What a ruling calls this tie: `position/armenia`."""
        return f"{self.tie.field}/{self.instance.key}"

    @property
    def columns(self) -> list[str]:
        """The columns that can be changed here."""
        return [name for name in (*self.says, "exists") if name in self.fields]

    def now(self) -> dict[str, Any]:
        """Return the columns as they are now, what the row is called, and which ruling stands."""
        columns = {name: as_shown(self.instance, name) for name in self.columns}
        return seen(columns | {ROW: str(self.instance)}, {self.name: self.beside})

    def clean(self) -> dict[str, Any]:
        """Refuse a change of a column that someone else has changed since the form was opened."""
        data = super().clean()
        if self.is_gone:
            self.errors.pop("id", None)
            self._tell_that_it_is_gone()
        elif self.is_change and not self.errors:
            self._refuse_clash()
        return data

    def _post_clean(self) -> None:
        """Leave the tie alone: what was typed becomes a Ruling."""

    def ruling(self) -> tuple[str, dict[str, Any]] | None:
        """Return the name and value of the ruling that this row amounts to, or None."""
        if not self.is_change:
            return self.new() if self.has_changed() and not self.is_gone else None
        changed = self._changed()
        return (self.name, self._ground() | self._as_claim(changed)) if changed else None

    def taken_back(self) -> Ruling | None:
        """Return the ruling that the editor takes back here."""
        return self.beside.ruling if self.cleaned_data.get("take_back") else None

    def new(self) -> tuple[str, dict[str, Any]]:
        """Return the name and value of the ruling that a row which is added amounts to."""
        value = self._as_claim({name: self._typed(name) for name in self.columns})
        return f"{self.tie.field}/{self.tie.key(value)}", value | {"exists": True}

    def _ground(self) -> dict[str, Any]:
        """Return what a change rests on: the standing ruling, or the whole row where no source tells of it."""
        if self.beside.ruling is not None:
            return dict(self.beside.ruling.value or {})
        if self.beside.readings or self.tie.kept:
            return {}
        return self._as_claim({name: as_shown(self.instance, name) for name in self.says})

    def _as_claim(self, columns: dict[str, Any]) -> dict[str, Any]:
        return {self.says.get(name, name): value for name, value in columns.items()}

    @property
    def _shown(self) -> dict[str, Any]:
        return getattr(self, "cleaned_data", {}).get("shown") or {}

    def _typed(self, name: str) -> Any:
        return as_typed(self.cleaned_data.get(name))

    def _changed(self) -> dict[str, Any]:
        typed = {name: self._typed(name) for name in self.columns}
        return {
            name: value
            for name, value in typed.items()
            if not is_same(self.fields[name], value, self._shown.get(name, ""))
        }

    def _refuse_clash(self) -> None:
        was, now, changed = self._shown, self.now(), self._changed()
        moved = self._moved(was, now)
        for name in sorted(moved & changed.keys()):
            told = {"was": was.get(name), "now": now[name], "yours": changed[name], "who": self._who()}
            message = _("Changed by %(who)s: it was “%(was)s”, is now “%(now)s”; you wrote “%(yours)s”.")
            self.add_error(name, ValidationError(message, params=told, code="clash"))
        if was.get(RULINGS) != now[RULINGS] and self.cleaned_data.get("take_back"):
            message = _("Ruled on anew by %(who)s: look at the ruling before you take it back.")
            self.add_error(None, ValidationError(message, params={"who": self._who()}, code="clash"))
        if moved:
            self.data = self._with_theirs(moved - changed.keys())

    def _moved(self, was: dict[str, Any], now: dict[str, Any]) -> set[str]:
        """Return the columns that differ from what the form showed, or were ruled on since."""
        ruled = self.beside.ruling.value or {} if self.beside.ruling and was.get(RULINGS) != now[RULINGS] else {}
        return {name for name in self.columns if was.get(name) != now[name] or self.says.get(name, name) in ruled}

    def _who(self) -> str:
        return str(self.beside.ruling.author) if self.beside.ruling else _("an import")

    def _tell_that_it_is_gone(self) -> None:
        changed = self._changed()
        if changed:
            told = {
                "row": self.title,
                "yours": ", ".join(map(str, changed.values())),
            }
            message = _(
                "No source tells of “%(row)s” any more. You wrote “%(yours)s”: to keep it, add it as a new row."
            )
            self.add_error(None, ValidationError(message, params=told, code="gone"))
            self.data = self.data.copy()
            typed = {name: self._typed(name) for name in self.columns}
            self.data[self.add_prefix("shown")] = json.dumps(typed | {ROW: self.title})

    def _with_theirs(self, untouched: set[str]) -> Any:
        data = self.data.copy()
        data[self.add_prefix("shown")] = json.dumps(self.now())
        for name in untouched:
            value = self.initial.get(name)
            data[self.add_prefix(name)] = "on" if value is True else str(value or "")
        return data

    def _say_what_each_is_of(self) -> None:
        """Name each control by its row too: a reader by ear hears “Stance: Armenia”, not “Stance” five times."""
        number = self.prefix.rpartition("-")[2]
        row = f"{self.instance}, {int(number) + 1}" if self.is_change else _("new row")
        for name, field in self.fields.items():
            if isinstance(field, KnownChoiceField):
                field.know(getattr(self.instance, name) if self.is_change else None)
            field.widget.attrs["aria-label"] = f"{field.label or name}: {row}"


class TieFormSet(BaseInlineFormSet):
    """The ties of one record: those of one page when shown, whichever were sent when saved."""

    page = 1

    def get_queryset(self) -> Any:
        """Return the rows: those that were sent, else one page of them."""
        if not hasattr(self, "_queryset"):
            self._queryset = self._rows.filter(pk__in=self._sent()) if self.is_bound else self._rows[self._on_page()]
        return self._queryset

    @property
    def _rows(self) -> Any:
        return self.queryset.order_by("-exists", "key")

    @cached_property
    def paginator(self) -> Paginator:
        """The pages that all rows fill."""
        return Paginator(self._rows, ROWS)

    @property
    def page_numbers(self) -> Iterable[int | str]:
        """The numbers of the first, the last and the nearest pages, with a mark where some are left out."""
        return self.paginator.get_elided_page_range(self.paginator.get_page(self.page).number, on_ends=1)

    def _on_page(self) -> slice:
        return slice((self.page - 1) * ROWS, self.page * ROWS)

    def _sent(self) -> list[int]:
        """Return the numbers of the rows that a form shows: of all, a record may have very many."""
        names = (f"{self.add_prefix(row)}-{self.model._meta.pk.name}" for row in range(self.initial_form_count()))
        return [int(sent[:18]) for name in names if (sent := self.data.get(name, "")).isdecimal()]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Tell each row whose it is, and whether it was there when the form was opened."""
        was_there = index is not None and index < self.initial_form_count()
        return super().get_form_kwargs(index) | {"owner": self.instance, "was_there": was_there}

    def add_fields(self, form: TieForm, index: int | None) -> None:
        """Add the field that says which row it is; the row is at hand, so that nobody has to look it up."""
        super().add_fields(form, index)
        if form.is_change:
            name = self._pk_field.name
            known = KnownChoiceField(self.queryset, required=False, widget=forms.HiddenInput, initial=form.instance.pk)
            known.know(form.instance)
            form.fields[name] = known

    def clean(self) -> None:
        """Refuse to add what is there already; the same row added twice in one form is one ruling."""
        new = (form for form in self.extra_forms if form.has_changed() and not form.errors)
        keys = {form: form.new()[0].partition("/")[2] for form in new}
        there = {row.key: row for row in self.queryset.filter(key__in=keys.values())} if keys else {}
        # What is shown again are the rows that were sent: not all there are, nor only those that are there still.
        self._queryset = [form.instance for form in self.initial_forms]
        for form, key in keys.items():
            if key in there:
                message = _("There is a row for this already: “%(row)s”. Change it there.")
                form.add_error(None, ValidationError(message, params={"row": there[key]}, code="clash"))

    def rulings(self) -> dict[str, Any]:
        """Return the rulings that the rows amount to, by their names."""
        return dict(ruling for form in self.forms if (ruling := form.ruling()))

    def taken_back(self) -> list[Ruling]:
        """Return the rulings taken back in these rows."""
        return [ruling for form in self.forms if (ruling := form.taken_back())]


class TieInline(admin.StackedInline):
    """The ties of one kind that a record owns."""

    form = TieForm
    formset = TieFormSet
    template = "admin/archive/ties.html"
    extra = 1
    tie = ""
    says: ClassVar[dict[str, str]] = {}
    fixed: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with the records they name."""
        columns = [name for name in self.says if self.opts.get_field(name).is_relation]
        return super().get_queryset(request).select_related(*columns)

    def get_formset(self, request: HttpRequest, obj: Any = None, **named: Any) -> type[TieFormSet]:
        """Return the class of the rows, told which tie they are."""
        ruled = {"tie": TIES[self.tie], "says": self.says, "fixed": self.fixed}
        formset = super().get_formset(request, obj, form=type("Row", (self.form,), ruled), **named)
        formset.page = self._page(request)
        return formset

    def shown(self, request: HttpRequest, record: Any) -> Any:
        """Return the names (`position/armenia`) of the ties that the form shows, or that were sent with it."""
        rows = self.model._default_manager.filter(owner=record)
        if request.method == "POST":
            sent = [value for name, value in request.POST.items() if name.endswith("-id") and value.isdecimal()]
            rows = rows.filter(pk__in=[int(value[:18]) for value in sent])
        else:
            page = self._page(request)
            first = rows.order_by("-exists", "key").values("pk")[(page - 1) * ROWS : page * ROWS]
            rows = rows.filter(pk__in=first)
        return rows.order_by().values_list(Concat(Value(f"{self.tie}/"), "key"))

    def _page(self, request: HttpRequest) -> int:
        number = request.GET.get(f"{self.tie}-page", "")
        return max(1, int(number[:6])) if number.isdecimal() else 1

    def formfield_for_dbfield(self, column: models.Field, request: HttpRequest, **named: Any) -> Any:
        """Return a column's form field."""
        return field_for(column, self.admin_site) or super().formfield_for_dbfield(column, request, **named)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Iterable[str]:
        """Return what can be changed of a tie."""
        return [*self.says, "exists"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see a record may see its ties."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change a record may rule on its ties."""
        return request.user.has_perm(f"osce_docs.change_{self.parent_model._meta.model_name}")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change a record may add a tie."""
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes: a tie that does not stand is struck out."""
        return False
