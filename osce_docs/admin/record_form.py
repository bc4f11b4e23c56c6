"""The form of a record. It writes no column: what differs from what the form showed becomes Rulings."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.beside import Beside, Reading
from osce_docs.admin.clash import Moved, moved, seen
from osce_docs.admin.fields import KnownChoiceField, ShownField, as_shown, as_typed, is_same
from osce_docs.admin.manual import same_record
from osce_docs.models import Ruling
from osce_docs.models.record import Record

TYPED, UNKNOWN, TAKE_BACK = "", "null", "take back"


@dataclass(frozen=True, slots=True)
class Row:
    """A field as the form's template shows it, with the choices that stand beside it."""

    field: BoundField
    beside: Beside
    readings: tuple[tuple[Any, Reading], ...] = ()
    is_supplied: bool = False
    typed: Any = None
    unknown: Any = None
    take_back: Any = None
    errors: Any = ()

    @property
    def is_brief(self) -> bool:
        """Whether one passage is enough at first sight: nothing is in doubt."""
        return not self.beside.disputed


class RecordForm(forms.ModelForm):
    """What an editor says of a record, against what the form showed her."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = ShownField(required=False)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, help_text=_("Readers see it beside the value.")
    )
    note = forms.CharField(
        label=_("Private note"), required=False, max_length=2000, help_text=_("Only editors see it.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.moved: list[Moved] = []
        if self.is_change:
            self.fields["shown"].required = self.fields["version"].required = True
            self.initial |= {"version": self.instance.version, "shown": self.now()}
            for name in self.ruled_fields:
                # What no source says, such as an unnamed proposal's name, nobody is made to say either.
                self.fields[name].required &= as_shown(self.instance, name) != ""
                self.fields[_pick(name)] = self._choice(name)
        else:
            self.fields.pop("status", None)
        for name, field in self.fields.items():
            if isinstance(field, KnownChoiceField):
                field.know(getattr(self.instance, name))

    @property
    def is_change(self) -> bool:
        """Whether the record is there already."""
        return self.instance.pk is not None

    @property
    def ruled_fields(self) -> list[str]:
        """The fields that can be ruled on."""
        return [name for name in self.instance.FIELDS if name in self.fields]

    @property
    def told_fields(self) -> list[str]:
        """The fields that the form shows: those that can be ruled on, and the status, to who may change it."""
        return [*self.ruled_fields, *(["status"] if "status" in self.fields else [])]

    @cached_property
    def beside(self) -> dict[str, Beside]:
        """What the sources say, by field."""
        return getattr(self.instance, "beside", {})

    @property
    def clashes(self) -> list[Moved]:
        """The fields that someone else changed too, where the form was refused for it."""
        return [each for each in self.moved if each.clashes]

    @property
    def merged(self) -> list[Moved]:
        """The fields that someone else changed and the editor did not."""
        return [each for each in self.moved if not each.clashes]

    def now(self) -> dict[str, Any]:
        """Return the record's values as they are now, by field, and which rulings stand."""
        return seen({name: as_shown(self.instance, name) for name in self.told_fields}, self._own_beside)

    def rows(self) -> Iterable[Row]:
        """Return the fields with what stands beside each."""
        for name in self.ruled_fields:
            yield self._row(name)

    def clean(self) -> dict[str, Any]:
        """Refuse what rests on values that have moved, and what says two things at once."""
        data = super().clean()
        if self.is_change and not self.errors:
            self._refuse_two_values()
            self._ask_why_withheld()
            self._refuse_clash()
        elif not self.errors:
            self._refuse_second()
        return data

    def _post_clean(self) -> None:
        """Leave the record alone: what was typed becomes Rulings, and those write its columns."""

    def rulings(self) -> dict[str, Any]:
        """Return the values to rule on, by field: typed or picked, and different from what was shown or ruled."""
        values = {name: value or None for name, value in self._changed().items() if name != "status"}
        values |= {name: json.loads(pick) for name, pick in self._picked().items() if pick != TAKE_BACK}
        return {name: value for name, value in values.items() if not self._is_ruled(name, value)}

    def taken_back(self) -> list[Ruling]:
        """Return the rulings that the editor takes back."""
        return [self.beside[name].ruling for name, pick in self._picked().items() if pick == TAKE_BACK]

    def new_status(self) -> str | None:
        """Return the status that the editor gave the record, where it is another one."""
        return self._changed().get("status")

    def given(self) -> dict[str, Any]:
        """Return the values given for a new record, by field."""
        return {name: value for name in self.ruled_fields if (value := self._typed(name)) != ""}

    def _typed(self, name: str) -> Any:
        return as_typed(self.cleaned_data.get(name))

    @property
    def _own_beside(self) -> dict[str, Beside]:
        return {name: told for name, told in self.beside.items() if name in self.ruled_fields}

    @cached_property
    def _theirs(self) -> set[str]:
        """The fields of which the editor, told of a clash, lets the other's value stand."""
        return set(self.data.getlist("theirs"))

    def _changed(self) -> dict[str, Any]:
        """Return what was typed into the fields, where it is not what they showed."""
        shown = self.cleaned_data.get("shown") or {}
        typed = {name: self._typed(name) for name in self.told_fields if name not in self._theirs}
        if "_reviewed" in self.data and "status" in self.fields:
            typed["status"] = Record.Status.REVIEWED.value
        return {
            name: value for name, value in typed.items() if not is_same(self.fields[name], value, shown.get(name, ""))
        }

    def _picked(self) -> dict[str, str]:
        """Return the choices made beside the fields."""
        picked = {name: self.cleaned_data.get(_pick(name), TYPED) for name in self.ruled_fields}
        return {name: pick for name, pick in picked.items() if pick != TYPED and name not in self._theirs}

    def _is_ruled(self, name: str, value: Any) -> bool:
        ruling = self.beside[name].ruling if name in self.beside else None
        return ruling is not None and ruling.value == value

    def _refuse_clash(self) -> None:
        """Refuse where another changed a field that the editor changed too; what does not clash is merged."""
        picked = {name: None if pick == TAKE_BACK else json.loads(pick) for name, pick in self._picked().items()}
        yours = self._changed() | picked
        self.moved = moved(self.instance, self.beside, self.cleaned_data["shown"], self.now(), yours)
        self.cleaned_data["version"] = self.instance.version
        if any(each.clashes for each in self.moved):
            message = _("Someone else changed this record since you opened it.")
            self.add_error(None, ValidationError(message, code="clash"))
        if self.moved or self._theirs:
            self.data = self._with_theirs({each.name for each in self.moved} - yours.keys() | self._theirs)

    def _with_theirs(self, untouched: set[str]) -> Any:
        """Return what was sent, brought up to date where the editor typed nothing; what was typed stays."""
        data = self.data.copy()
        data.pop("theirs", None)
        data[self.add_prefix("version")] = str(self.instance.version)
        data[self.add_prefix("shown")] = json.dumps(self.now())
        for name in untouched & self.fields.keys():
            data[self.add_prefix(name)] = str(self.initial.get(name) or "")
        return data

    def _refuse_two_values(self) -> None:
        changed = self._changed()
        for name, pick in self._picked().items():
            said = None if pick == TAKE_BACK else json.loads(pick)
            if name in changed and (changed[name] or None) != said:
                self.add_error(name, _("You typed one value and chose another: keep one of the two."))

    def _ask_why_withheld(self) -> None:
        if self.new_status() == Record.Status.WITHHELD and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why readers may not see this record."))

    def _refuse_second(self) -> None:
        there = same_record(type(self.instance), self.given())
        if there is not None:
            raise ValidationError(_("There is one already: “%(record)s”."), params={"record": there})

    def _choice(self, name: str) -> forms.ChoiceField:
        told = self.beside.get(name, Beside())
        choices = [(TYPED, _("as typed in the field"))]
        choices += [(json.dumps(each.value), each.words) for each in told.readings if each.usable]
        if not self.fields[name].required:
            choices.append((UNKNOWN, _("unknown")))
        if told.ruling:
            choices.append((TAKE_BACK, _("take back")))
        field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=False, initial=TYPED)
        field.error_messages["invalid_choice"] = _("What you chose is no longer said by any source: choose again.")
        return field

    def _row(self, name: str) -> Row:
        told = self.beside.get(name, Beside())
        if not self.is_change:
            return Row(self[name], told)
        radios = {radio.data["value"]: radio for radio in self[_pick(name)]}
        readings = tuple((radios.get(json.dumps(each.value)), each) for each in told.readings)
        special = [radios.get(value) for value in (TYPED, UNKNOWN, TAKE_BACK)]
        is_supplied = not readings and bool(getattr(self.instance, f"given_{name}", ""))
        return Row(self[name], told, readings, is_supplied, *special, self[_pick(name)].errors)


def _pick(name: str) -> str:
    return f"pick_{name}"
