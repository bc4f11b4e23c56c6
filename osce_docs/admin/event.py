from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import among
from osce_docs.admin.one_thing import OneThingAdmin
from osce_docs.admin.record_admin import RecordAdmin
from osce_docs.admin.site import site
from osce_docs.admin.ties import TieInline
from osce_docs.knowledge import load
from osce_docs.models import Event, Participation

KINDS = sorted(load("events")["kinds"])


class ParticipationInline(TieInline):
    model = Participation
    tie = "participant"
    says = {"organization": "name", "role": "role", "holder": "holder"}
    autocomplete_fields = ("organization",)


@admin.register(Event, site=site)
class EventAdmin(OneThingAdmin, RecordAdmin):
    list_display = ("title", "kind", "date_words", "place", "body", "status", "differ", "mode")
    list_filter = (*RecordAdmin.list_filter, among("kind", _("kind"), [(kind, kind) for kind in KINDS]), "mode")
    suggestions = {"kind": KINDS}
    list_select_related = ("body",)
    search_fields = ("title", "place", "body__name", "key")
    search_help_text = _("Title, place or body")
    autocomplete_fields = ("body",)
    date_hierarchy = "date_sort"
    ordering = ("date_sort", "key")
    inlines = (ParticipationInline,)

    @admin.display(description=_("date"), ordering="date_sort")
    def date_words(self, record):
        return record.date_display
