from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin, among
from osce_docs.admin.site import site
from osce_docs.editorial.recompute import RECORDS
from osce_docs.editorial.relations import TIES, tied
from osce_docs.models import Claim

FIELDS = sorted({field for model in RECORDS for field in model.FIELDS} | set(TIES))


@admin.register(Claim, site=site)
class ClaimAdmin(ReadOnlyAdmin):
    """What passages say."""

    list_display = ("field", "said", "words", "mode", "speaker", "rule", "document")
    list_filter = (among("field", _("field"), [(field, field) for field in FIELDS]), "mode")
    list_select_related = ("telling__document",)
    search_fields = ("quote", "rule", "speaker")
    search_help_text = _("Words, rule or speaker")
    ordering = ("id",)
    fields = ("telling", "field", "value", "quote", "start", "end", "mode", "speaker", "rule", "identity")

    @admin.display(description=_("value"))
    def said(self, claim):
        return ", ".join(str(part) for part in tied(claim.value).values() if part)

    @admin.display(description=_("words"))
    def words(self, claim):
        return Truncator(claim.quote).chars(120)

    @admin.display(description=_("document"))
    def document(self, claim):
        return claim.telling.document or _("navigation")
