from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin, held, worded
from osce_docs.admin.site import site
from osce_docs.models import Provenance


@admin.register(Provenance, site=site)
class ProvenanceAdmin(ReadOnlyAdmin):
    """Where source files come from, as their folder's source.toml says."""

    language_words = worded("language", _("language"))
    list_display = ("key", "publisher", "title", "address", "retrieved", "language_words")
    list_filter = (held("language", _("language")),)
    search_fields = ("key", "publisher", "title")
    search_help_text = _("Key, publisher or collection")
    ordering = ("key",)
