from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.searching import SearchedByRecords
from osce_docs.admin.site import site
from osce_docs.models import Mention


@admin.register(Mention, site=site)
class MentionAdmin(SearchedByRecords, ReadOnlyAdmin):
    """Which documents name which bodies."""

    list_display = ("organization", "document", "times", "spelt")
    list_display_links = ("times",)
    list_select_related = ("organization", "document")
    search_fields = found_by = ("organization", "document")
    search_help_text = _("Words of the body’s names or of the document")
    ordering = ("id",)

    @admin.display(description=_("times"))
    def times(self, mention):
        return len(mention.offsets)

    @admin.display(description=_("names used"))
    def spelt(self, mention):
        return ", ".join(mention.names)
