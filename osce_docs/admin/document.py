from functools import partial

from django.contrib import admin
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.annotate import annotate_page, annotations_page
from osce_docs.admin.base import AmongFilter, held, worded
from osce_docs.admin.by_hand import AddsByHand
from osce_docs.admin.dated import DatedAdmin
from osce_docs.admin.links import admin_link
from osce_docs.admin.site import site
from osce_docs.admin.ties import TieInline
from osce_docs.editorial.bounded import MOST_VALUES
from osce_docs.models import Document, DocumentSource, DocumentTopic, Erasure, Provenance


class SourceInline(TieInline):
    model = DocumentSource
    verbose_name = _("source")
    verbose_name_plural = _("sources named in it")
    tie = "source"
    says = {"organization": "name"}
    fixed = ("organization",)
    autocomplete_fields = ("organization",)


class TopicInline(TieInline):
    model = DocumentTopic
    verbose_name = _("topic")
    verbose_name_plural = _("topics")
    tie = "topic"
    says = {"topic": "name"}
    fixed = ("topic",)
    autocomplete_fields = ("topic",)


class ProvenanceFilter(AmongFilter):
    """Where documents come from, the first by key."""

    title = _("provenance")
    parameter_name = "provenance"

    def lookups(self, request, model_admin):
        """Return the provenances offered."""
        rows = Provenance.objects.order_by("key").only("key", "publisher")
        return [(str(each.pk), str(each)) for each in rows[:MOST_VALUES]]


@admin.register(Document, site=site)
class DocumentAdmin(AddsByHand, DatedAdmin):
    kind_words, language_words = worded("kind", _("kind")), worded("language", _("language"))
    list_display = ("__str__", "kind_words", "date_words", "place", "language_words", "provenance", "status", "differ")
    list_filter = (
        *(*DatedAdmin.list_filter, held("kind", _("kind")), held("language", _("language")), held("format", _("form"))),
        ProvenanceFilter,
    )
    list_select_related = ("provenance",)
    listed = (
        "title",
        "title_supplied",
        "kind",
        "date",
        "place",
        "language",
        "provenance__publisher",
        "provenance__key",
    )
    search_fields = ("title", "text")
    search_help_text = _("Words of title or text; or a key or path")
    inlines = (SourceInline, TopicInline)

    def get_queryset(self, request):
        """The sources stand beside; what was erased is in a table of its own, where nobody can rule on it."""
        documents = super().get_queryset(request).exclude(pk__in=Erasure.objects.values("document"))
        return documents.select_related("provenance")

    def known(self, record):
        """Say also where the document comes from."""
        if record is None:
            return []
        source = [
            (_("Source"), admin_link(record.provenance)),
            (_("Path"), record.path),
            (_("Form"), record.format),
            (_("Bytes"), record.size),
            (_("Text"), admin_link(record.text)),
        ]
        return [*super().known(record), *source]

    def get_urls(self):
        """The addresses of the text, where words are annotated, and of the notes on it."""
        pages = (("text", annotate_page), ("annotations", annotations_page))
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(partial(page, self)),
                name=f"osce_docs_document_{name}",
            )
            for name, page in pages
        ]
        return [*own, *super().get_urls()]

    def elsewhere(self, record):
        """The text comes first."""
        text = (
            [(_("Text, to read and annotate"), reverse("admin:osce_docs_document_text", args=[record.pk]))]
            if record
            else []
        )
        return [*text, *super().elsewhere(record)]
