from django.contrib import admin

from benchmarks.peers.models import Document, Organization


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    list_display = ("title", "kind", "date", "place")
    list_filter = ("kind", "place")
    search_fields = ("title", "body")
    date_hierarchy = "date"
    autocomplete_fields = ("organizations",)


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    search_fields = ("name",)
    ordering = ("name",)
