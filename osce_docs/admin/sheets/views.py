"""The pages by which an editor takes a list out as a spreadsheet, and brings it back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from osce_docs.admin.base import page
from osce_docs.admin.links import page_of
from osce_docs.admin.sheets.accepted import accepted, opened, sealed
from osce_docs.admin.sheets.formats import FORMATS
from osce_docs.admin.sheets.proposed import Proposed, proposed
from osce_docs.admin.sheets.refused import Refused
from osce_docs.admin.sheets.resource import resource_of
from osce_docs.admin.sheets.workbook import MOST_ROWS
from osce_docs.admin.undo import can_undo
from osce_docs.models import Ruling
from osce_docs.models.record import Record

MOST_BYTES = 10_000_000
# What comes back from the preview has to fit the form that carries it.
LONGEST_SEAL = 2_000_000
# So many rows of each kind a preview shows.
SHOWN = 500
TOLD = 10


class UploadForm(forms.Form):
    """A file to be held against the archive."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("An exported list, corrected: XLSX, or CSV in UTF-8. Nothing is changed yet."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is no spreadsheet by its name, or too large."""
        file = self.cleaned_data["file"]
        if file.name.rpartition(".")[2].lower() not in FORMATS:
            raise forms.ValidationError(_("Send a file that ends in .xlsx or .csv."))
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB: send it in parts."))
        return file


class AcceptForm(forms.Form):
    """What the preview sends back: the changes, sealed, and why they are made."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_SEAL)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        help_text=gettext_lazy("Readers see it beside each of the values."),
    )


class SheetAdmin(admin.ModelAdmin):
    """A list that goes out as a spreadsheet and comes back as Rulings, for those who may.

    There is no file kept between the preview and the acceptance whose name a browser could alter: the preview carries
    the differences, signed for this editor and this table.
    """

    change_list_template = "admin/archive/record_list.html"

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Who may take the list out."""
        return request.user.has_perm(f"osce_docs.export_{self.opts.model_name}")

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Who may bring a corrected list back."""
        return request.user.has_perm(f"osce_docs.import_{self.opts.model_name}")

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of the table, those of its spreadsheets among them."""
        pages = (
            ("export/<str:kind>/", require_GET(self.export_view), "export"),
            ("import/", require_http_methods(["GET", "POST"])(self.import_view), "import"),
            ("import/accept/", require_http_methods(["POST"])(self.accept_view), "accept"),
        )
        own = [
            path(route, self.admin_site.admin_view(view), name=f"osce_docs_{self.opts.model_name}_{name}")
            for route, view, name in pages
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the ways out and in for those who may."""
        ways = {"kinds": FORMATS if self.has_export_permission(request) else ()}
        ways["may_import"] = self.has_import_permission(request)
        return super().changelist_view(request, ways | (extra_context or {}))

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The records of the list, as it is filtered, searched and sorted, as a file."""
        if not self.has_export_permission(request) or not self.has_view_permission(request):
            raise PermissionDenied
        if kind not in FORMATS:
            return HttpResponseRedirect(page_of(self.model, "changelist"))
        try:
            made = FORMATS[kind]()
            content = made.export_data(resource_of(self.model).export(queryset=self._listed(request)))
        except Refused as reason:
            self.message_user(request, str(reason), messages.ERROR)
            return HttpResponseRedirect(page_of(self.model, "changelist") + f"?{request.GET.urlencode()}")
        name = f"{self.opts.model_name}s.{kind}"
        return HttpResponse(
            content, made.get_content_type(), headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file, and show what it would change."""
        self._may_import(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                return self._preview(request, form.cleaned_data["file"])
            except Refused as reason:
                form.add_error("file", str(reason))
        return page(self, request, "import", _("Import a spreadsheet"), subtitle=self._name(), form=form)

    def accept_view(self, request: HttpRequest) -> HttpResponse:
        """Make Rulings of what the editor has seen."""
        self._may_import(request)
        form = AcceptForm(request.POST)
        try:
            rows = opened(self.model, request.user, request.POST.get("sealed", ""))
        except signing.BadSignature:
            message = _("That is not a preview of yours, or an old one: send the file again.")
            self.message_user(request, message, messages.ERROR)
            return HttpResponseRedirect(page_of(self.model, "import"))
        if not form.is_valid():
            return page(self, request, "import_accept", _("Why?"), subtitle=self._name(), form=form, rows=len(rows))
        self._tell(request, accepted(self.model, rows, request.user, form.cleaned_data["reason"]))
        return HttpResponseRedirect(page_of(self.model, "changelist"))

    def _listed(self, request: HttpRequest) -> list[Record]:
        """Return the standing records of the list. Raises Refused where they are too many, or the address is odd."""
        named = [name for name in self.model.FIELDS if self.opts.get_field(name).is_relation]
        try:
            records = self.get_changelist_instance(request).get_queryset(request)
            rows = list(records.standing().select_related(*named)[: MOST_ROWS + 1])
        except (IncorrectLookupParameters, OverflowError, DataError):
            raise Refused(_("There is no such list.")) from None
        if len(rows) > MOST_ROWS:
            raise Refused(_("The list has more than %(n)s records: filter it first.") % {"n": f"{MOST_ROWS:,}"})
        return rows

    def _may_import(self, request: HttpRequest) -> None:
        if not self.has_import_permission(request) or not self.has_change_permission(request):
            raise PermissionDenied

    def _preview(self, request: HttpRequest, file: Any) -> HttpResponse:
        kind = file.name.rpartition(".")[2].lower()
        found = proposed(self.model, FORMATS[kind]().create_dataset(file.read()))
        seal = sealed(self.model, request.user, found.changes)
        if len(seal) > LONGEST_SEAL:
            raise Refused(_("There are too many changes for one import: send the file in parts."))
        form = AcceptForm(initial={"sealed": seal})
        return page(
            self,
            request,
            "import_preview",
            _("What would change"),
            subtitle=self._name(),
            form=form,
            found=found,
            **_parts(found),
        )

    def _name(self) -> str:
        return capfirst(self.opts.verbose_name_plural)

    def _tell(self, request: HttpRequest, outcome: Any) -> None:
        count = len(outcome.ruled)
        told = ngettext("%(n)d record was ruled on.", "%(n)d records were ruled on.", count) % {"n": count}
        self.message_user(request, told, messages.SUCCESS if count else messages.WARNING)
        can_undo(request, Ruling, told, [list(pair) for pair in outcome.made])
        for record in outcome.left_alone[:TOLD]:
            told = _("“%(record)s” was left alone: it has changed since the preview.") % {"record": record}
            self.message_user(request, told, messages.WARNING)
        if len(outcome.left_alone) > TOLD:
            told = _("%(n)d more were left alone: export them anew.") % {"n": len(outcome.left_alone) - TOLD}
            self.message_user(request, told, messages.WARNING)


def _parts(found: Proposed) -> dict[str, Any]:
    """Return what of the changes and refusals is shown, and how many are not."""
    return {
        "changes": found.changes[:SHOWN],
        "more_changes": max(0, len(found.changes) - SHOWN),
        "refusals": found.refusals[:SHOWN],
        "more_refusals": max(0, len(found.refusals) - SHOWN),
    }
