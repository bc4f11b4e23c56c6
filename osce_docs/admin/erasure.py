from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import Erasure


@admin.register(Erasure, site=site)
class ErasureAdmin(ReadOnlyAdmin):
    """What was erased, when, by whom and why: by manage.py erase_document, and by nothing else."""

    list_display = ("key", "erased_at", "erased_by", "reason")
    list_select_related = ("document",)
    fields = ("key", "erased_at", "erased_by", "reason")
    readonly_fields = ("key",)
    search_fields = ("document__key", "reason")
    search_help_text = _("Key of the document, or reason")
    ordering = ("-id",)

    @admin.display(description=_("document"), ordering="document__key")
    def key(self, erasure):
        return str(erasure)
