from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import Original


@admin.register(Original, site=site)
class OriginalAdmin(ReadOnlyAdmin):
    """Source bytes, kept whole."""

    list_display = ("sha256", "size", "edition")
    list_select_related = ("edition",)
    search_fields = ("sha256",)
    search_help_text = _("Hash of the bytes")
    ordering = ("id",)

    def get_queryset(self, request):
        """Nothing here shows the bytes themselves."""
        return super().get_queryset(request).defer("packed")
