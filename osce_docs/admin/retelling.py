from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.searching import SearchedByRecords
from osce_docs.admin.site import site
from osce_docs.models import Retelling


@admin.register(Retelling, site=site)
class RetellingAdmin(SearchedByRecords, ReadOnlyAdmin):
    """Documents that tell the same, and so are one witness."""

    list_display = ("first", "second", "shared")
    list_select_related = ("first", "second")
    search_fields = found_by = ("first", "second")
    search_help_text = _("Words of either")
    ordering = ("id",)
