from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import FormerAddress


@admin.register(FormerAddress, site=site)
class FormerAddressAdmin(ReadOnlyAdmin):
    """Addresses that redirect to a record's present one."""

    list_display = ("kind", "slug", "target")
    list_filter = ("kind",)
    search_fields = ("slug", "target")
    search_help_text = _("Address or key")
    ordering = ("kind", "slug")
