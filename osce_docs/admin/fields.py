"""Form fields of the admin: dates in EDTF, and records chosen by typing."""

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from osce_docs import edtf

DATES = frozenset({"date", "founded", "dissolved", "since", "until", "as_of"})
DATE_HELP = _(
    "Year, month, day: 1992-07-08 · 1992-07 · 1992 · 1992-07-08/1992-07-10 (from, to) · 1992-03/.. (since) · "
    "1992~ (about) · 1992-02-15~ (mid-February) · 1997-41 (second half) · 199X (the nineties)"
)

# A number of fewer digits every database takes.
LONGEST_ID = 19


class KnownSelect(AutocompleteSelect):
    """An autocomplete that need not ask the database for the record it shows already."""

    known: models.Model | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the empty choice and the record chosen; what is no number of a record has none."""
        ids = [text for text in map(str, value) if text.isdecimal() and len(text) < LONGEST_ID]
        if self.known is None or ids != [str(self.known.pk)]:
            return super().optgroups(name, ids, attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*blank, self.create_option(name, self.known.pk, str(self.known), True, 0)], 0)]


class KnownChoiceField(forms.ModelChoiceField):
    """A record chosen by typing; the one it had before is known."""

    def know(self, record: models.Model | None) -> None:
        """Say which record the field shows, so that nobody has to look it up."""
        self.widget.known = record

    def to_python(self, value: Any) -> Any:
        """Return the record with this id. Raises ValidationError where there is none."""
        known = self.widget.known
        return known if known is not None and str(value) == str(known.pk) else super().to_python(value)


class ShownField(forms.JSONField):
    """What a form showed when it was opened, by column, sent back with it."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return the mapping. Raises ValidationError where what was sent is none."""
        shown = super().to_python(value)
        if shown is not None and not isinstance(shown, dict):
            raise ValidationError(_("The form came back incomplete: open it anew."))
        return shown


def field_for(column: models.Field, site: AdminSite) -> forms.Field | None:
    """Return the form field of a column where the stock one will not do, else None."""
    if isinstance(column, models.ForeignKey):
        return KnownChoiceField(
            column.remote_field.model._default_manager.all(),
            widget=KnownSelect(column, site),
            required=not column.blank,
            label=str(column.verbose_name).capitalize(),
        )
    if column.name in DATES:
        return forms.CharField(
            max_length=column.max_length,
            required=False,
            label=str(column.verbose_name).capitalize(),
            help_text=DATE_HELP,
            validators=[valid_date],
        )
    return None


def valid_date(value: str) -> None:
    """Raise ValidationError where a text is not a date in EDTF."""
    if not edtf.is_valid(value):
        raise ValidationError(
            _("“%(value)s” is not a date we can read: write 1992-07-08, 1992-07, 1992 or 1992-07-08/1992-07-10."),
            params={"value": value},
        )


def as_shown(record: models.Model, name: str) -> Any:
    """Return a column as a ruling would name it: a record by its key, nothing as an empty text."""
    value = getattr(record, name)
    return value.key if isinstance(value, models.Model) else "" if value is None else value


def as_typed(value: Any) -> Any:
    """Return a cleaned value as a ruling would name it."""
    if isinstance(value, models.Model):
        return value.key
    return value.replace("\r\n", "\n") if isinstance(value, str) else "" if value is None else value


def as_sent_back(field: forms.Field, value: Any) -> Any:
    """Return what a browser makes of a value that nobody touched: lines joined, the ends stripped, numbers as such."""
    if not isinstance(value, str) or isinstance(field, forms.ModelChoiceField):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip() if isinstance(field.widget, forms.Textarea) else lines.replace("\n", "").strip()


def is_same(field: forms.Field, typed: Any, shown: Any) -> bool:
    """Whether a value that came back from the browser is the one that was shown there."""
    return typed in (shown, as_sent_back(field, shown))
