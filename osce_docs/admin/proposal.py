from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.dated import DatedAdmin
from osce_docs.admin.one_thing import OneThingAdmin
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
class ProposalAdmin(OneThingAdmin, DatedAdmin):
    list_display = ("name", "date_words", "status", "differ")
    listed = ("name", "date")
    search_fields = ("name", "text")
    search_help_text = _("Words of name or text; or a key")
    inlines = (PositionInline, ProposerInline)
