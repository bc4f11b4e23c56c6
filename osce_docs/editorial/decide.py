"""Deciding on findings, and taking a decision back. What a person wrote beside one is added to."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from osce_docs.editorial.bulk import sync
from osce_docs.models import Change, Finding, User

# What a decision changes, and what is remembered of it to put it back.
DECIDED = ("resolution", "resolved_by_id", "resolved_at", "note")

Before = list[list[Any]]


@transaction.atomic
def decide(findings: QuerySet[Finding], resolution: str, author: User, note: str = "") -> Before:
    """Resolve, dismiss or open again those of the findings that are not so already.

    Returns a row for each finding changed, its id and what it was before, as JSON can hold it, for `put_back`.
    """
    changed = list(findings.exclude(resolution=resolution).order_by("pk"))
    before = [_remembered(row) for row in changed]
    is_open = resolution == Finding.Resolution.OPEN
    who, when = (None, None) if is_open else (author.pk, datetime.now(UTC))
    _write(changed, {row.pk: [resolution, who, when, _joined(row.note, note)] for row in changed})
    return before


@transaction.atomic
def put_back(before: Before) -> int:
    """Make findings again what `decide` found them as; return how many have changed."""
    was = {pk: [what, who, when and datetime.fromisoformat(when), note] for pk, what, who, when, note in before}
    return _write(Finding.objects.filter(pk__in=was), was)


def _remembered(row: Finding) -> list[Any]:
    return [row.pk, row.resolution, row.resolved_by_id, row.resolved_at and row.resolved_at.isoformat(), row.note]


def _write(findings: Iterable[Finding], columns: dict[int, list[Any]]) -> int:
    Change.objects.note()
    wanted = {pk: dict(zip(DECIDED, row, strict=True)) for pk, row in columns.items()}
    return sync(Finding, {row.pk: row for row in findings}, wanted).updated


def _joined(note: str, more: str) -> str:
    return "\n".join(each for each in (note, more) if each)
