from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import among, worded
from osce_docs.admin.dated import DatedAdmin
from osce_docs.admin.one_thing import OneThingAdmin
from osce_docs.admin.site import site
from osce_docs.admin.ties import TieInline
from osce_docs.knowledge import load
from osce_docs.models import Event, Participation
from osce_docs.models.words import in_words

KINDS = sorted(load("events")["kinds"])
NAMED = [(kind, in_words("kind", kind)) for kind in KINDS]


class ParticipationInline(TieInline):
    model = Participation
    tie = "participant"
    says = {"organization": "name", "role": "role", "holder": "holder"}
    autocomplete_fields = ("organization",)


@admin.register(Event, site=site)
class EventAdmin(OneThingAdmin, DatedAdmin):
    kind_words = worded("kind", _("kind"))
    list_display = ("title", "kind_words", "date_words", "place", "body", "status", "differ", "told_as")
    list_filter = (*DatedAdmin.list_filter, among("kind", _("kind"), NAMED), "mode")
    suggestions = {"kind": KINDS}
    list_select_related = ("body",)
    listed = ("title", "kind", "date", "place", "body__name", "mode")
    search_fields = ("title", "place")
    search_help_text = _("Words of title or place; or a key")
    autocomplete_fields = ("body",)
    inlines = (ParticipationInline,)

    @admin.display(description=_("told as"), ordering="mode")
    def told_as(self, record):
        """Say where it is only announced, or denied."""
        return "" if record.mode == "asserted" else record.get_mode_display()
