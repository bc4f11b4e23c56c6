"""Which passages are of one thing: two records merged, passages that belong elsewhere, things that are not the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from osce_docs.admin.base import page
from osce_docs.admin.beside import keys_in, words
from osce_docs.admin.fields import LONGEST_ID, KnownSelect
from osce_docs.admin.links import page_of
from osce_docs.admin.moving import between, groups, keys_told, told
from osce_docs.admin.sentences import names_in, ruled
from osce_docs.admin.undo import can_undo
from osce_docs.editorial.rule import Clash
from osce_docs.ingest.merging import Choice, foreseen, merge
from osce_docs.ingest.source_criticism import Made, parted, rule_all_belong, rule_apart, rule_two
from osce_docs.models import Organization, Ruling, Telling
from osce_docs.models.record import Record
from osce_docs.models.ruling import SUBJECTS

# So many passages of one record are shown to choose from, and so many of each before they are made one.
SHOWN = 200
BEFOREHAND = 20
TOGETHER, OURS, THEIRS = "together", "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of two records: what each shows, and what the one that stays would show."""

    name: str
    label: str
    goes: str
    stays: str
    together: str


class OtherForm(forms.Form):
    """Which other record."""

    def __init__(self, model: type[Record], site: admin.AdminSite, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        column = Telling._meta.get_field(str(model._meta.model_name))
        self.fields["other"] = forms.ModelChoiceField(
            model._default_manager.standing(), label=_("Other record"), widget=KnownSelect(column, site)
        )


class MergeForm(forms.Form):
    """What is chosen field by field, which rulings are carried over, and why the two are one."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, help_text=gettext_lazy("Why the two are one, or are not.")
    )

    def __init__(self, record: Record, into: Record, differing: Iterable[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.record, self.into, self.differing = record, into, list(differing)
        self.initial["seen"] = f"{record.version}:{into.version}"
        options = [(TOGETHER, _("together")), (OURS, _("of the one that stays")), (THEIRS, _("of the one that goes"))]
        for name in self.differing:
            self.fields[f"pick_{name}"] = forms.ChoiceField(
                choices=options, widget=forms.RadioSelect, initial=TOGETHER, required=False
            )
        said = _said(record, Ruling.Kind.RELATION)
        self.carried = {str(ruling.pk): ruling for ruling in said}
        self.fields["carry"] = forms.TypedMultipleChoiceField(
            choices=[(str(ruling.pk), words) for ruling, words in said.items()],
            coerce=self.carried.__getitem__,
            required=False,
            initial=list(self.carried),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("A ruling that was to be carried over does not stand: look again.")},
        )

    def clean_seen(self) -> tuple[int, int]:
        """Return the versions of both records as the editor saw them."""
        parts = self.cleaned_data["seen"].split(":")
        if len(parts) != 2 or not all(part.isdecimal() and len(part) < LONGEST_ID for part in parts):
            raise ValidationError(_("The form came back incomplete: open it anew."))
        return int(parts[0]), int(parts[1])

    def choice(self) -> Choice:
        """Return what the editor decided."""
        whose = {OURS: self.into, THEIRS: self.record}
        picked = {name: whose.get(self.cleaned_data[f"pick_{name}"]) for name in self.differing}
        values = {name: _value(record, name) for name, record in picked.items() if record is not None}
        return Choice(values, self.cleaned_data["carry"], self.cleaned_data["seen"])


class TellingsForm(OtherForm):
    """Which passages, what of them, and why."""

    telling = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000)

    def __init__(self, record: Record, site: admin.AdminSite, *arguments: Any, **named: Any) -> None:
        super().__init__(type(record), site, *arguments, **named)
        self.record = record
        self.fields["telling"].choices = [(key, key) for key in sorted(keys_told(record))] if self.is_bound else []
        self.fields["other"].required = "_belongs" in self.data

    def clean(self) -> dict[str, Any]:
        """Refuse to part all passages from none, and to move them to where they are."""
        data = super().clean()
        if data.get("other") == self.record and "_belongs" in self.data:
            self.add_error("other", _("That is this record."))
        chosen = len(data.get("telling") or ())
        if "_belongs" not in self.data and chosen == len(self.fields["telling"].choices):
            raise ValidationError(_("Leave at least one passage with the record, or withhold it."))
        return data


class OneThingAdmin(admin.ModelAdmin):
    """A kind of record that passages are matched to: which of them are of one thing, an editor may say."""

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Who may say which passages are of one thing."""
        return request.user.has_perm(f"osce_docs.merge_{self.opts.model_name}")

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of the table, those of merging and parting among them."""
        pages = {"merge": self.merge_view, "passages": self.passages_view}
        either = require_http_methods(["GET", "POST"])
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(either(view)),
                name=f"osce_docs_{self.opts.model_name}_{name}",
            )
            for name, view in pages.items()
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *arguments: Any, **named: Any) -> Any:
        """Show the form with links to merging and parting, to those who may."""
        response = super().render_change_form(request, context, *arguments, **named)
        record = context.get("original")
        if record is not None and self.has_merge_permission(request):
            pages = ((_("Merge with another"), "merge"), (_("Which passages tell of it"), "passages"))
            response.context_data["elsewhere"] += [(label, page_of(self.model, way, record.pk)) for label, way in pages]
        return response

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the other record; show both and all that would move; merge them, or remember that they are two."""
        record = self._record(request, pk)
        if record.merged_into is not None:
            return page(self, request, "merge", _("Merged already"), subtitle=str(record), record=record)
        chosen = OtherForm(self.model, self.admin_site, request.GET or None)
        into = chosen.cleaned_data["other"] if request.GET and chosen.is_valid() else None
        if into is None or into == record:
            return page(
                self, request, "merge", _("Merge with another"), subtitle=str(record), record=record, form=chosen
            )
        fields = self._fields(request, record, into)
        differing = [field.name for field in fields if field.goes != field.stays]
        form = MergeForm(record, into, differing, request.POST or None)
        if form.is_valid():
            try:
                return self._merge(request, form)
            except (Clash, ValueError) as reason:
                form.add_error(None, str(reason))
                form.data = form.data.copy()
                form.data["seen"] = form.initial["seen"]
        context = {"form": form, "record": record, "into": into, "fields": _with_choices(fields, form)}
        context["moving"], context["staying"] = told(record, BEFOREHAND), told(into, BEFOREHAND)
        context["groups"], context["passages"] = groups(record, request.user)
        context["between"], context["parted"] = between(record, into), parted(record, into)
        context["left"] = _said(record, Ruling.Kind.FIELD).values()
        return page(self, request, "merge_preview", _("These two are one"), subtitle=str(record), **context)

    def passages_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the passages that tell of a record; move some to another, or say that they are of another thing."""
        record = self._record(request, pk)
        form = TellingsForm(record, self.admin_site, request.POST or None)
        if form.is_valid():
            try:
                return self._move(request, record, form)
            except ValueError as reason:
                form.add_error(None, str(reason))
        context = {"record": record, "form": form, "told": told(record, SHOWN), "most": SHOWN}
        context["can_part"] = self.model is not Organization
        return page(self, request, "passages", _("Which passages tell of it"), subtitle=str(record), **context)

    def _record(self, request: HttpRequest, pk: int) -> Record:
        if not self.has_merge_permission(request) or not self.has_view_permission(request):
            raise PermissionDenied
        record = self.model._default_manager.select_related("merged_into").filter(pk=pk).first()
        if record is None:
            raise Http404
        return record

    def _merge(self, request: HttpRequest, form: MergeForm) -> HttpResponse:
        record, into, reason = form.record, form.into, form.cleaned_data["reason"]
        names = {"one": record, "other": into}
        if "_apart" in request.POST:
            made = rule_two(record, into, request.user, reason)
            done = _("“%(one)s” and “%(other)s” are remembered as two things.") % names
        else:
            made = [(merge(record, into, form.choice(), request.user, reason), None)]
            done = _("“%(one)s” and “%(other)s” are one now.") % names
        return self._done(request, into, done, made)

    def _move(self, request: HttpRequest, record: Record, form: TellingsForm) -> HttpResponse:
        keys, reason = form.cleaned_data["telling"], form.cleaned_data["reason"]
        count = len(keys)
        if "_belongs" in request.POST:
            other = form.cleaned_data["other"]
            made = rule_all_belong(keys, other, request.user, reason)
            done = ngettext("%(n)d passage belongs to “%(to)s” now.", "%(n)d passages belong to “%(to)s” now.", count)
            return self._done(request, record, done % {"n": count, "to": other}, made)
        tellings = Telling.objects.filter(**_about(record))
        made = rule_apart(tellings.filter(key__in=keys), tellings.exclude(key__in=keys), request.user, reason)
        done = ngettext(
            "%(n)d passage is of another thing than the rest.",
            "%(n)d passages are of another thing than the rest.",
            count,
        )
        return self._done(request, record, done % {"n": count}, made)

    def _done(self, request: HttpRequest, record: Record, done: str, made: Made) -> HttpResponse:
        self.message_user(request, done, messages.SUCCESS)
        can_undo(request, Ruling, done, [[ruling.pk, replaced] for ruling, replaced in made])
        return HttpResponseRedirect(page_of(self.model, "change", record.pk))

    def _fields(self, request: HttpRequest, record: Record, into: Record) -> list[Field]:
        together = foreseen(record, into)
        values = [{name: _value(each, name) for name in self.model.FIELDS} for each in (record, into)] + [together]
        keys = {key for each in values for name, value in each.items() for key in keys_in(self.model, name, value)}
        names = dict(Organization.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
        return [
            Field(
                name,
                str(self.opts.get_field(name).verbose_name),
                *(words(self.model, name, each[name], names) if each[name] else "" for each in values),
            )
            for name in self.model.FIELDS
        ]


def _about(record: Record) -> dict[str, Record]:
    return {str(record._meta.model_name): record}


def _said(record: Record, kind: Ruling.Kind) -> dict[Ruling, str]:
    """Return the rulings of a kind that stand on a record, each with what it says."""
    standing = Ruling.objects.standing().filter(kind=kind, **_about(record))
    rulings = list(standing.select_related(*SUBJECTS).order_by("field"))
    names = names_in(rulings)
    return {ruling: capfirst(ruled(ruling, names)) for ruling in rulings}


def _value(record: Record, name: str) -> Any:
    value = getattr(record, name)
    return value.key if isinstance(value, Organization) else value or None


def _with_choices(fields: Iterable[Field], form: MergeForm) -> list[tuple[Field, Any]]:
    """Return the fields with the choice of each, None where both records say the same."""
    names = {f"pick_{field.name}" for field in fields} & form.fields.keys()
    return [(field, form[f"pick_{field.name}"] if f"pick_{field.name}" in names else None) for field in fields]
