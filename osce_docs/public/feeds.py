"""Atom feeds: what is new, what editors corrected, where sources differ."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Exists, Q
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext, gettext_lazy

from osce_docs.models import Document, Finding, Ruling
from osce_docs.models.record import Record, shown
from osce_docs.models.ruling import SUBJECTS
from osce_docs.models.words import in_words
from osce_docs.public.differences import ANY_KIND, label, shown_findings
from osce_docs.public.errata import NAMES
from osce_docs.public.judged import CLAIMS
from osce_docs.public.lists import rows_of

MOST = 50
# What readers may see of a ruling; a ruling on one of NAMES_A_BODY could name one that is withheld.
COLUMNS = ("kind", "field", "value", "reason", "made_at", *SUBJECTS)
NAMES_A_BODY = ("body", "parent")
DECIDED = {
    Ruling.Kind.MERGE: gettext_lazy("joined with another record that tells of the same"),
    Ruling.Kind.MISREAD: gettext_lazy("a passage was misread"),
}


class ArchiveFeed(Feed):
    """A feed of the latest of something; nothing in it is older than what it leaves out."""

    feed_type = Atom1Feed
    author_name = "OSCE Docs"


class Documents(ArchiveFeed):
    """Documents that came into the archive."""

    title = gettext_lazy("OSCE Docs: new documents")
    link = reverse_lazy("public:documents")
    subtitle = gettext_lazy("Texts that came into the archive last.")

    def items(self) -> Any:
        """Return the documents, the last added first."""
        return rows_of(Document).order_by("-entered_at", "-key")[:MOST]

    def item_title(self, item: Document) -> str:
        """Return the document's title."""
        return str(item)

    def item_description(self, item: Document) -> str:
        """Return when and where it was made, and who published it."""
        return " · ".join(filter(None, [item.date_display, item.place, item.provenance.publisher]))

    def item_pubdate(self, item: Document) -> datetime:
        """Return when it came in."""
        return item.entered_at

    item_updateddate = item_pubdate


class Corrections(ArchiveFeed):
    """What editors decided of records' values."""

    title = gettext_lazy("OSCE Docs: corrections")
    link = reverse_lazy("public:home")
    subtitle = gettext_lazy("What editors decided of values, passages and records, with their reasons.")

    def items(self) -> Any:
        """Return the standing rulings on fields, passages and records that readers may see, the latest first."""
        shown = _on_what_is_shown() & (~Q(kind=Ruling.Kind.MISREAD) | Exists(CLAIMS)) | _merged()
        ruled = Ruling.objects.standing().filter(shown).exclude(field__in=NAMES_A_BODY)
        with_subjects = ruled.select_related(*SUBJECTS).only(*COLUMNS, *_columns_of_subjects())
        return with_subjects.order_by("-made_at", "-pk")[:MOST]

    def item_title(self, item: Ruling) -> str:
        """Return the record and the field, or what was decided of it."""
        return f"{_subject(item)}: {DECIDED.get(item.kind) or item.field}"

    def item_description(self, item: Ruling) -> str:
        """Return the value and the reason; of what has no value, the reason."""
        if item.kind != Ruling.Kind.FIELD:
            return item.reason
        value = in_words(item.field, item.value) or gettext("not known")
        return f"{value} — {item.reason}" if item.reason else value

    def item_link(self, item: Ruling) -> str:
        """Return the record's address."""
        return _subject(item).get_absolute_url()

    def item_guid(self, item: Ruling) -> str:
        """Return a name for the correction that no other has."""
        return f"urn:osce-docs:correction:{item.pk}"

    def item_pubdate(self, item: Ruling) -> datetime:
        """Return when it was decided."""
        return item.made_at

    item_updateddate = item_pubdate


class Disagreements(ArchiveFeed):
    """Where sources differ."""

    title = gettext_lazy("OSCE Docs: disagreements")
    link = reverse_lazy("public:disagreements")
    subtitle = gettext_lazy("Where sources were found to differ, the last found first.")

    def items(self) -> Sequence[Finding]:
        """Return the findings that sources differ, the last found first."""
        found = shown_findings().filter(ANY_KIND).select_related(*SUBJECTS)
        return [each for each in found.order_by("-found_at", "-pk")[:MOST] if _is_seen(each)]

    def item_title(self, item: Finding) -> str:
        """Return the kind and the record."""
        about = _subject(item)
        return f"{about}: {label(item.kind)}" if about else label(item.kind)

    def item_description(self, item: Finding) -> str:
        """Return what was found."""
        return item.message

    def item_link(self, item: Finding) -> str:
        """Return the address of the record, or of all disagreements."""
        about = _subject(item)
        return about.get_absolute_url() if about else str(self.link)

    def item_guid(self, item: Finding) -> str:
        """Return a name for the finding that no other has."""
        return f"urn:osce-docs:finding:{item.identity}"

    def item_pubdate(self, item: Finding) -> datetime:
        """Return when it was first found."""
        return item.found_at

    item_updateddate = item_pubdate


def _on_what_is_shown() -> Q:
    """Return the condition of a ruling on a value, or that a passage was misread, of a record that readers may see."""
    shown_subject = Q()
    for subject in SUBJECTS:
        shown_subject |= Q(**{f"{subject}__isnull": False}) & shown(f"{subject}__")
    return Q(kind__in=[Ruling.Kind.FIELD, Ruling.Kind.MISREAD]) & shown_subject


def _merged() -> Q:
    """Return the condition of a ruling by which a record was joined with one that readers may see."""
    joined = Q()
    for subject in SUBJECTS:
        there = Q(**{f"{subject}__merged_into__isnull": False, f"{subject}__standing": True})
        joined |= there & shown(f"{subject}__merged_into__") & ~Q(**{f"{subject}__status": Record.Status.WITHHELD})
    return Q(kind=Ruling.Kind.MERGE) & joined


def _subject(item: Any) -> Any:
    return item.document or item.organization or item.event or item.proposal


def _is_seen(finding: Finding) -> bool:
    about = _subject(finding)
    return about is None or about.shown


def _columns_of_subjects() -> list[str]:
    return [f"{subject}__{name}" for subject in SUBJECTS for name in ("slug", *NAMES[subject])]
