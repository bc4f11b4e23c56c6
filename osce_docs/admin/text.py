from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import Text

SHOWN = 20_000


@admin.register(Text, site=site)
class TextAdmin(ReadOnlyAdmin):
    """Readable forms of source bytes. Nobody edits a text; a misprint is a note on it."""

    list_display = ("__str__", "original", "version", "opening")
    list_filter = (("edition", admin.EmptyFieldListFilter),)
    list_select_related = ("original",)
    search_fields = ("original__sha256", "documents__title")
    search_help_text = _("Title of a document, or hash of the bytes")
    ordering = ("id",)
    fields = ("original", "version", "edition", "navigation_at", "whole")
    readonly_fields = ("whole",)

    @admin.display(description=_("opening"))
    def opening(self, text):
        return Truncator(text.content.strip()).chars(100)

    @admin.display(description=_("text"))
    def whole(self, text):
        return Truncator(text.readable).chars(SHOWN)
