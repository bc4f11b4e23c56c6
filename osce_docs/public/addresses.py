"""Addresses of records: which record an address shows, and where a former one leads."""

from typing import Any

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext

from osce_docs.models import Document, Erasure, FormerAddress, Trace
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record, RecordQuerySet


class Moved(Exception):
    """The record has another address now."""

    def __init__(self, record: Record) -> None:
        self.record = record
        super().__init__(record.get_absolute_url())


class Erased(Http404):
    """A document was at this address, and was erased: `erasure` tells when and why."""

    def __init__(self, erasure: Erasure) -> None:
        self.erasure = erasure
        super().__init__()

    def __str__(self) -> str:
        told = {"day": date_format(self.erasure.erased_at), "reason": self.erasure.reason}
        return gettext("This document was erased on %(day)s. Reason: %(reason)s") % told


def by_slug(records: RecordQuerySet) -> Question:
    """Return the question for the one of these records that has a slug."""
    return Question(records.filter(slug=Given("slug")))


def at_address(records: RecordQuerySet, slug: str, supposed: Any = None, asked: Question | None = None) -> Record:
    """Return the public record of this slug. Raises Moved for a merged or former address, Erased for that of an erased
    document, Http404 for any other.

    `supposed` is what would be otherwise of it, where its page is tried out; `asked` is the question `by_slug`, where
    it is at hand.
    """
    # PostgreSQL takes no NUL, not even to look for it.
    if "\0" in slug:
        raise Http404
    record = next(iter(asked(slug=slug) if asked else records.filter(slug=slug)), None)
    if record is None or not (record.standing or record.merged_into):
        record = _formerly_at(records, slug) or record
    if record is None:
        raise _nothing_at(records, slug)
    shown = _merged_into(record)
    if supposed is not None and shown is record:
        supposed.on(record)
    if not shown.standing or shown.status == Record.Status.WITHHELD:
        raise _nothing_at(records, slug)
    if shown.slug != slug:
        raise Moved(shown)
    return shown


def _nothing_at(records: RecordQuerySet, slug: str) -> Http404:
    traces = Trace.objects.filter(sha256=Trace.of(slug)).values("erasure")
    erasures = Erasure.objects.filter(pk__in=traces).only("reason", "erased_at")
    erasure = erasures.first() if records.model is Document else None
    return Http404() if erasure is None else Erased(erasure)


def _formerly_at(records: RecordQuerySet, slug: str) -> Record | None:
    kind = records.model._meta.model_name
    keys = FormerAddress.objects.filter(kind=kind, slug=slug).values("target")
    return records.filter(key__in=keys).first()


def _merged_into(record: Record) -> Record:
    seen = set()
    while record.merged_into is not None and record.pk not in seen:
        seen.add(record.pk)
        record = record.merged_into
    return record
