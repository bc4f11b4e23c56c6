from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import Topic


@admin.register(Topic, site=site)
class TopicAdmin(ReadOnlyAdmin):
    """Fields of work, as sources name them."""

    list_display = ("name", "parent", "key")
    list_select_related = ("parent",)
    search_fields = ("name", "key")
    search_help_text = _("Name")
    ordering = ("name", "id")
