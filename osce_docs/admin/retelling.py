from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import Retelling


@admin.register(Retelling, site=site)
class RetellingAdmin(ReadOnlyAdmin):
    """Documents that tell the same, and so are one witness."""

    list_display = ("first", "second", "shared")
    list_select_related = ("first", "second")
    search_fields = ("first__title", "second__title")
    search_help_text = _("Title of either")
    ordering = ("id",)
