"""What an editor does with words of a text: note, tie, make a record of them, or say that they were read wrongly."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.fields import DATE_HELP, field_for, valid_date
from osce_docs.admin.site import site
from osce_docs.knowledge import load
from osce_docs.models import Annotation, Document, Event, Organization, Proposal
from osce_docs.models.record import Record

TIED = ("organization", "event", "proposal")
MADE: dict[str, type[Record]] = {"event": Event, "organization": Organization, "proposal": Proposal}
NOTE, TIE, MAKE, MISREAD = "note", "tie", "make", "misread"
DOINGS = (
    (NOTE, _("Note something")),
    (TIE, _("Tie to a record")),
    (MAKE, _("Make a new record of it")),
    (MISREAD, _("Say it was read wrongly")),
)


class PassageForm(forms.Form):
    """The words chosen, by offsets or by their first and last words, and what to do with them."""

    text = forms.IntegerField(widget=forms.HiddenInput)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    first = forms.CharField(label=_("First words"), required=False, max_length=500)
    last = forms.CharField(
        label=_("Last words"),
        required=False,
        max_length=500,
        help_text=_("Leave this empty where the first words are all of it."),
    )
    do = forms.ChoiceField(label=_("What to do with them"), widget=forms.RadioSelect, initial=NOTE)
    note = forms.CharField(label=_("Note"), required=False, max_length=5000, widget=forms.Textarea({"rows": 4}))
    is_public = forms.BooleanField(label=_("Readers see it"), required=False)
    is_sic = forms.BooleanField(label=_("Sic: the source writes it so, a misprint"), required=False)
    record_kind = forms.ChoiceField(
        label=_("New"),
        required=False,
        choices=[(name, model._meta.verbose_name.capitalize()) for name, model in MADE.items()],
    )
    name = forms.CharField(label=_("Title or name"), required=False, max_length=500)
    kind = forms.CharField(
        label=_("Kind"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"list": "kinds"}),
        help_text=_("Of an event or organization: summit, meeting, state, institution…"),
    )
    date = forms.CharField(label=_("Date"), required=False, max_length=60, validators=[valid_date], help_text=DATE_HELP)
    place = forms.CharField(label=_("Place"), required=False, max_length=200, help_text=_("Of an event."))
    readings = forms.MultipleChoiceField(
        label=_("What the importer read there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, help_text=_("Readers see it beside what you rule.")
    )

    def __init__(
        self, document: Document, doings: Sequence[str], readings: Sequence[tuple[str, str]], *arguments: Any
    ) -> None:
        super().__init__(*arguments)
        self.document = document
        self.fields["do"].choices = [(name, label) for name, label in DOINGS if name in doings]
        self.fields["readings"].choices = readings
        self.fields["text"].initial = document.text_id
        for name in TIED:
            self.fields[name] = field_for(Annotation._meta.get_field(name), site)

    @property
    def record(self) -> Record | None:
        """The record that the passage is tied to."""
        return next((self.cleaned_data[name] for name in TIED if self.cleaned_data.get(name)), None)

    def values(self) -> dict[str, str]:
        """Return what a new record is given, by its fields."""
        data, model = self.cleaned_data, MADE[self.cleaned_data["record_kind"]]
        given = {"title": data["name"], **{name: data[name] for name in ("name", "kind", "date", "place")}}
        return {name: value for name, value in given.items() if value and name in model.FIELDS}

    def clean(self) -> dict[str, Any]:
        """Find the words, and ask for what is wanting."""
        data = super().clean()
        if data.get("text") != self.document.text_id:
            raise ValidationError(_("The text has changed since you opened it: choose the words again."))
        if data.get("do") == MISREAD:
            self._ask(data, "readings", _("Tick what was read wrongly."))
            return data
        self._find(data)
        if data.get("do") == NOTE and not data.get("is_sic"):
            self._ask(data, "note", _("Write a note, or say that it is a misprint of the source."))
        if data.get("do") == TIE and sum(bool(data.get(name)) for name in TIED) != 1:
            raise ValidationError(_("Choose one record to tie the words to."))
        if data.get("do") == MAKE:
            self._clean_new(data)
        return data

    def _ask(self, data: dict[str, Any], name: str, message: Any) -> None:
        if not data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def _clean_new(self, data: dict[str, Any]) -> None:
        self._ask(data, "name", _("Say what it is called."))
        if data.get("record_kind") != "proposal":
            self._ask(data, "kind", _("Say of what kind it is."))
        kinds = {"event": load("events")["kinds"], "organization": Organization.Kind.values}.get(data["record_kind"])
        if kinds is not None and data.get("kind") and data["kind"] not in kinds:
            told = {"kind": data["kind"], "kinds": ", ".join(sorted(kinds))}
            self.add_error("kind", ValidationError(_("“%(kind)s” is no such kind; there are %(kinds)s."), params=told))

    def _find(self, data: dict[str, Any]) -> None:
        text = self.document.text.readable
        start, end = data.get("start"), data.get("end")
        if start is None or end is None:
            if not data.get("first"):
                raise ValidationError(_("Choose some words of the text, or write the first of them."))
            start, end = self._by_words(text, data["first"], data.get("last") or "")
        if not text[start:end].strip():
            raise ValidationError(_("There are no words there: choose them again."))
        data["start"], data["end"] = start, end

    def _by_words(self, text: str, first: str, last: str) -> tuple[int, int]:
        start = text.find(first)
        if start < 0:
            raise ValidationError(_("“%(words)s” does not stand in the text."), params={"words": first})
        if text.find(first, start + 1) >= 0:
            raise ValidationError(_("“%(words)s” stands there more than once: add a word."), params={"words": first})
        end = text.find(last, start)
        if end < 0:
            raise ValidationError(_("“%(words)s” does not stand after the first words."), params={"words": last})
        return start, max(end + len(last), start + len(first))
