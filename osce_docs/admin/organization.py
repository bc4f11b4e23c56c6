from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.named import named_in
from osce_docs.admin.one_thing import OneThingAdmin
from osce_docs.admin.record_admin import RecordAdmin
from osce_docs.admin.site import site
from osce_docs.admin.ties import TieInline
from osce_docs.models import Alias, Membership, Organization, StatedCount


class AliasInline(TieInline):
    model = Alias
    tie = "alias"
    says = {"name": "name"}
    fixed = ("name",)


class MembershipInline(TieInline):
    model = Membership
    fk_name = "owner"
    tie = "member"
    says = {"member": "member", "role": "role", "holder": "holder", "since": "from", "until": "to"}
    autocomplete_fields = ("member",)


class StatedCountInline(TieInline):
    model = StatedCount
    tie = "count"
    says = {"what": "what", "number": "number", "as_of": "as_of"}


@admin.register(Organization, site=site)
class OrganizationAdmin(OneThingAdmin, RecordAdmin):
    list_display = ("name", "kind", "parent", "founded", "dissolved", "status", "differ")
    list_filter = (*RecordAdmin.list_filter, "kind")
    list_select_related = ("parent",)
    listed = ("name", "kind", "parent__name", "founded", "dissolved")
    search_fields = ("name", "aliases")
    search_help_text = _("Words of name or alias; or a key")
    autocomplete_fields = ("parent",)
    ordering = ("name", "key")
    inlines = (AliasInline, MembershipInline, StatedCountInline)

    def formfield_for_dbfield(self, column, request, **named):
        """A body comes with those above it: the page that is tried out shows them all."""
        field = super().formfield_for_dbfield(column, request, **named)
        if column.name == "parent":
            field.queryset = field.queryset.select_related("parent__parent")
        return field

    def render_change_form(self, request, context, *arguments, **named):
        """Show also which documents name the body."""
        context["named_in"] = named_in(context.get("original"))
        return super().render_change_form(request, context, *arguments, **named)
