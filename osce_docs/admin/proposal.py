from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.one_thing import OneThingAdmin
from osce_docs.admin.record_admin import RecordAdmin
from osce_docs.admin.site import site
from osce_docs.admin.ties import TieInline
from osce_docs.models import Position, Proposal, Proposer


class PositionInline(TieInline):
    model = Position
    tie = "position"
    says = {"party": "party", "stance": "stance"}
    fixed = ("party",)
    autocomplete_fields = ("party",)


class ProposerInline(TieInline):
    model = Proposer
    tie = "proposer"
    says = {"organization": "name"}
    fixed = ("organization",)
    autocomplete_fields = ("organization",)


@admin.register(Proposal, site=site)
class ProposalAdmin(OneThingAdmin, RecordAdmin):
    list_display = ("name", "date_words", "status", "differ")
    search_fields = ("name", "text", "key")
    search_help_text = _("Name or text")
    date_hierarchy = "date_sort"
    ordering = ("date_sort", "key")
    inlines = (PositionInline, ProposerInline)

    @admin.display(description=_("date"), ordering="date_sort")
    def date_words(self, record):
        return record.date_display
