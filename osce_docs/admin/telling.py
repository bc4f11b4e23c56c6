from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.searching import SearchedByRecords
from osce_docs.admin.site import site
from osce_docs.models import Claim, Telling
from osce_docs.models.ruling import SUBJECTS


class ClaimInline(admin.TabularInline):
    model = Claim
    fields = ("field", "value", "quote", "mode", "speaker", "rule")
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Telling, site=site)
class TellingAdmin(SearchedByRecords, ReadOnlyAdmin):
    """What one document says of one subject, with its claims."""

    list_display = ("key", "kind", "date", "document", "organization", "event", "proposal")
    list_filter = ("kind",)
    list_select_related = SUBJECTS
    search_fields = ("key", *SUBJECTS)
    found_by = SUBJECTS
    search_help_text = _("Words of the document or of what it tells of; or a key")
    ordering = ("key",)
    inlines = (ClaimInline,)

    def lookup_allowed(self, lookup, value, request=None):
        return lookup.removesuffix("__id__exact") in SUBJECTS or super().lookup_allowed(lookup, value, request)
