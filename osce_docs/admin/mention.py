from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import Mention


@admin.register(Mention, site=site)
class MentionAdmin(ReadOnlyAdmin):
    """Which documents name which bodies."""

    list_display = ("organization", "document", "times", "spelt")
    list_display_links = ("times",)
    list_select_related = ("organization", "document")
    search_fields = ("organization__name", "document__title")
    search_help_text = _("Body or document")
    ordering = ("id",)

    @admin.display(description=_("times"))
    def times(self, mention):
        return len(mention.offsets)

    @admin.display(description=_("names used"))
    def spelt(self, mention):
        return ", ".join(mention.names)
