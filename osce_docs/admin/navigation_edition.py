from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import NavigationEdition


@admin.register(NavigationEdition, site=site)
class NavigationEditionAdmin(ReadOnlyAdmin):
    """Editions of a site's navigation, stored once each."""

    list_display = ("sha256", "length", "rules")
    search_fields = ("sha256", "text")
    search_help_text = _("Words or hash")
    ordering = ("id",)

    @admin.display(description=_("characters"))
    def length(self, edition):
        return len(edition.text)
