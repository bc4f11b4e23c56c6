import zlib
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from osce_docs.knowledge import load

from .fields import DatedModel, by_reach, no_nul
from .record import SHOWN, Record, Relation, by_merger, few


class Provenance(models.Model):
    """Where source files come from: what a folder's source.toml says, with the exceptions made for single files."""

    key = models.CharField(_("key"), max_length=255, unique=True)
    title = models.CharField(_("collection"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    address = models.CharField(_("address"), max_length=500, blank=True)
    retrieved = models.CharField(_("retrieved"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    rights = models.TextField(_("rights"), blank=True)
    attribution = models.TextField(_("attribution"), blank=True)

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")

    def __str__(self) -> str:
        return self.publisher or self.key


class NavigationEdition(models.Model):
    """One edition of a site's navigation: stored and mined once, however many documents carry it."""

    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    rules = models.CharField(max_length=64, blank=True, help_text=_("Fingerprint of the rules it was mined by"))
    standing = models.BooleanField(default=True, help_text=_("whether a document that counts carries it"))

    class Meta:
        verbose_name = _("navigation edition")

    def __str__(self) -> str:
        return self.sha256[:12]


class Original(models.Model):
    """The bytes of a source, whole. Equal bytes are kept once: two documents of them are one witness."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text=_("in bytes"))
    edition = models.ForeignKey(NavigationEdition, models.PROTECT, null=True, blank=True)
    packed = models.BinaryField(help_text=_("zlib, with the navigation's bytes as dictionary"))

    class Meta:
        verbose_name = _("source bytes")
        verbose_name_plural = _("source bytes")

    def __str__(self) -> str:
        return self.sha256[:12]

    @staticmethod
    def pack(data: bytes, navigation: str) -> bytes:
        """Return `data` compressed; what it shares with the navigation costs next to nothing."""
        packer = zlib.compressobj(6, zdict=navigation.encode()[-32768:]) if navigation else zlib.compressobj(6)
        return packer.compress(data) + packer.flush()

    @property
    def data(self) -> bytes:
        """The source's bytes as they were read."""
        navigation = self.edition.text.encode()[-32768:] if self.edition else b""
        unpacker = zlib.decompressobj(zdict=navigation) if navigation else zlib.decompressobj()
        return unpacker.decompress(bytes(self.packed)) + unpacker.flush()


class Text(models.Model):
    """The readable form of one version of the bytes, made by one version of the parser. Nobody edits a Text.

    A parser that makes something else of the same bytes makes another Text; `version` tells them apart. The navigation
    is not stored again: `content` is the text without it, `navigation_at` where it belongs.
    """

    original = models.ForeignKey(Original, models.PROTECT, related_name="texts")
    version = models.CharField(_("version"), max_length=32, help_text=_("Hash of what the parser made of the bytes"))
    content = models.TextField()
    edition = models.ForeignKey(NavigationEdition, models.PROTECT, null=True, blank=True, related_name="texts")
    navigation_at = models.PositiveIntegerField(default=0)
    structure = models.JSONField(default=dict, help_text=_("blocks, folds and links by offset"))

    class Meta:
        verbose_name = _("text")
        constraints = [
            models.UniqueConstraint(fields=["original", "version"], name="text_unique"),
            *no_nul("content"),
        ]

    def __str__(self) -> str:
        return f"{self.original_id}/{self.version[:8]}"

    @property
    def name(self) -> str:
        """What an address calls it: how the hashes of its source and of the text begin (`?t=8b745f5ca1db-02c1f7aa`)."""
        return f"{self.original.sha256[:12]}-{self.version[:8]}"

    @property
    def readable(self) -> str:
        """The whole readable text; every offset counts in it."""
        if self.edition is None:
            return self.content
        return self.content[: self.navigation_at] + self.edition.text + self.content[self.navigation_at :]


class Document(DatedModel, Record):
    """One text with its metadata."""

    FIELDS: ClassVar[dict[str, str]] = load("fields")["document"]

    provenance = models.ForeignKey(
        Provenance, models.PROTECT, db_index=False, related_name="documents", verbose_name=_("provenance")
    )
    path = models.CharField(_("path"), max_length=1000, editable=False)
    text = models.ForeignKey(Text, models.PROTECT, related_name="documents", editable=False)
    # Its text's, so that the first document that carries it is found in an index.
    edition = models.ForeignKey(
        NavigationEdition,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="documents",
        editable=False,
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    modified_ns = models.BigIntegerField(editable=False)
    rules = models.CharField(_("rules"), max_length=64, editable=False, help_text=_("Fingerprint of the rules"))
    format = models.CharField(_("form"), max_length=30, editable=False)
    given_title = models.CharField(max_length=200, editable=False, help_text=_("supplied: the text's first words"))
    title = models.CharField(_("title"), max_length=500)
    title_supplied = models.BooleanField(_("supplied title"), default=False, editable=False)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = no_nul("title", "key")
        indexes = [
            # With their numbers, so that editors' lists are counted, and their pages found, in the index alone.
            models.Index(fields=["date_sort", "key", "date_latest", *SHOWN, "id"], name="document_by_date"),
            models.Index(fields=["kind", "date_sort", "key", *SHOWN, "id"], name="document_by_kind"),
            # With all that a list of a place is narrowed and counted by: what narrows it is counted in the index alone.
            models.Index(fields=["place", "date_sort", "key", "date_latest", *SHOWN, "kind"], name="document_by_place"),
            models.Index(fields=["status", "date_sort", "key", "standing", "merged_into"], name="document_by_status"),
            models.Index(fields=["language", "date_sort", "key"], name="document_by_language"),
            models.Index(fields=["format", "date_sort", "key"], name="document_by_format"),
            models.Index(fields=["provenance", "date_sort", "key"], name="document_by_provenance"),
            models.Index(fields=["path"], name="document_by_path"),
            models.Index(fields=["edition", "key"], condition=Q(edition__isnull=False), name="document_by_edition"),
            by_reach("document"),
            by_merger("document"),
            *few("document", "date_sort", "key"),
        ]

    def __str__(self) -> str:
        return f"[{self.title}]" if self.title_supplied else self.title

    def passage(self, start: int, end: int) -> str:
        """Return the words between two offsets of the readable text."""
        return self.text.readable[start:end]

    def structure(self, part: str) -> list[list[Any]]:
        """Return `blocks`, `folds` or `links` as rows of start, end and more."""
        return self.text.structure.get(part, [])


class FormerText(models.Model):
    """A text that a document had before its present one: citations of it stay readable."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="former_texts")
    text = models.ForeignKey(Text, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("former text")
        verbose_name_plural = _("former texts")
        constraints = [models.UniqueConstraint(fields=["document", "text"], name="formertext_unique")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.text_id}"


class DocumentSource(Relation):
    """A body that a document names as its source."""

    owner = models.ForeignKey(Document, models.PROTECT, related_name="document_sources")
    organization = models.ForeignKey(
        "Organization", models.PROTECT, related_name="sourced_documents", null=True, blank=True
    )
    name = models.CharField(_("as written"), max_length=300)

    class Meta(Relation.Meta):
        verbose_name = _("source named")
        verbose_name_plural = _("sources named")

    def __str__(self) -> str:
        return self.name


class DocumentTopic(Relation):
    """A field of work that a document is filed under."""

    owner = models.ForeignKey(Document, models.PROTECT, related_name="document_topics")
    topic = models.ForeignKey("Topic", models.PROTECT, related_name="topic_documents", db_index=False)

    class Meta(Relation.Meta):
        # Asked whether a document is filed under a topic, SQLite would else look at all that are.
        indexes = [models.Index(fields=["topic", "owner"], name="documenttopic_by_topic")]
        verbose_name = _("topic of a document")
        verbose_name_plural = _("topics of documents")

    def __str__(self) -> str:
        return str(self.topic)
