from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import KeptAdmin
from osce_docs.admin.links import record_link
from osce_docs.admin.site import site
from osce_docs.editorial.annotate import around
from osce_docs.editorial.basis import keep_basis
from osce_docs.models import Annotation, Change

RECORDS = ("organization", "event", "proposal")


class AnnotationForm(forms.ModelForm):
    """A note on words of a document. The words are found in its text, so that the passage is exact."""

    start = forms.IntegerField(
        label=_("From character"),
        required=False,
        min_value=0,
        help_text=_("Needed only where the same words stand more than once."),
    )

    def clean(self):
        """Find the words, with those before and after them."""
        data = super().clean()
        if "document" in self.fields and data.get("document") and data.get("quote"):
            self._place(data)
        if sum(bool(data.get(name)) for name in RECORDS) > 1:
            raise ValidationError(_("A note is about one record: choose one of the three."))
        return data

    def _place(self, data):
        text = data["document"].text.readable
        quote = data["quote"] = data["quote"].replace("\r\n", "\n")
        start = data.get("start")
        if start is None:
            start = self._only_place(text, quote)
        elif not text.startswith(quote, start):
            self.add_error("start", _("These words do not stand there."))
            start = None
        if start is not None:
            data["start"] = start
            self.instance.end = start + len(quote)
            for name, words in around(text, start, self.instance.end).items():
                setattr(self.instance, name, words)

    def _only_place(self, text, quote):
        first = text.find(quote)
        if first < 0:
            self.add_error("quote", _("These words do not stand in the document: copy them exactly."))
            return None
        if text.find(quote, first + 1) >= 0:
            self.add_error("start", _("These words stand there more than once: say at which character."))
            return None
        return first


@admin.register(Annotation, site=site)
class AnnotationAdmin(KeptAdmin):
    """Editors' notes; each is changed by who wrote it."""

    form = AnnotationForm
    list_display = ("note", "quote", "document", "subject", "author", "made_at", "is_public", "is_sic", "orphaned")
    list_filter = ("is_public", "is_sic", "orphaned")
    list_select_related = ("document", *RECORDS, "author")
    search_fields = ("note", "quote", "author__username")
    search_help_text = _("Note, words or editor")
    date_hierarchy = "made_at"
    autocomplete_fields = ("document", *RECORDS)
    fields = ("document", "quote", "start", "note", "is_public", "is_sic", *RECORDS)

    @admin.display(description=_("about"))
    def subject(self, annotation):
        return record_link(annotation)

    def get_readonly_fields(self, request, obj=None):
        """A note stays with its words."""
        return ("document", "quote", "start") if obj else ()

    def has_change_permission(self, request, obj=None):
        """Only who wrote a note changes it."""
        return super().has_change_permission(request, obj) and (obj is None or obj.author_id == request.user.pk)

    def save_model(self, request, obj, form, change):
        """Remember who wrote it."""
        if not change:
            obj.author = request.user
        super().save_model(request, obj, form, change)
        Change.objects.note()
        for record in filter(None, (obj.event, obj.proposal)):
            keep_basis(type(record), [record.pk])
