from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin, among
from osce_docs.admin.searching import found
from osce_docs.admin.site import site
from osce_docs.editorial.recompute import RECORDS
from osce_docs.editorial.relations import TIES, tied
from osce_docs.models import Claim, Document
from osce_docs.models.ruling import SUBJECTS

# So many documents are looked through.
DOCUMENTS = 500
FIELDS = sorted({field for model in RECORDS for field in model.FIELDS} | set(TIES))


@admin.register(Claim, site=site)
class ClaimAdmin(ReadOnlyAdmin):
    """What passages say."""

    list_display = ("field", "said", "words", "mode", "speaker", "rule", "document")
    list_filter = (among("field", _("field"), [(field, field) for field in FIELDS]), "mode")
    list_select_related = ("telling__document",)
    search_fields = ("quote",)
    search_help_text = _("Words of the passage, in the newest documents that have them")
    ordering = ("id",)
    fields = ("telling", "field", "value", "quote", "start", "end", "mode", "speaker", "rule", "identity")

    @admin.display(description=_("value"))
    def said(self, claim):
        return ", ".join(str(part) for part in tied(claim.value).values() if part)

    def get_search_results(self, request, queryset, search_term):
        """Return the claims of passages with these words, of the newest DOCUMENTS that have them."""
        term = search_term.replace("\0", " ").strip()
        if not term:
            return queryset, False
        documents = sorted(found(Document, term).ids, reverse=True)[:DOCUMENTS]
        return queryset.filter(telling__document__among=documents, quote__icontains=term), False

    def lookup_allowed(self, lookup, value, request=None):
        of = lookup.removeprefix("telling__").removesuffix("__id__exact")
        return of in SUBJECTS or super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("words"))
    def words(self, claim):
        return Truncator(claim.quote).chars(120)

    @admin.display(description=_("document"))
    def document(self, claim):
        return claim.telling.document or _("navigation")
