"""Columns that several tables share, and the constraints that keep them honest."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from osce_docs import edtf

# Sorts what has no day after everything that has one; the column is never null, so that lists can page by it.
NO_DAY = date(9999, 12, 31)
LAST_DAY = NO_DAY - timedelta(1)

# What lasts longer than a day is filed by its reach: fewer than 8 days, than 64, 512, 4096, or more; or without end. So
# what lasts to a day is found by when it begins (osce_docs/public/lasting.py).
REACHES = tuple(8**power for power in range(1, 5))
FAR, OPEN = len(REACHES) + 1, len(REACHES) + 2


class DatedModel(models.Model):
    """A date as EDTF with the days it covers."""

    date = models.CharField(
        # Long enough for the days of a month one by one.
        _("date"),
        max_length=400,
        blank=True,
        help_text=_("EDTF: 1992-07-08/1992-07-10, 1997-07"),
    )
    date_earliest = models.DateField(_("earliest day"), null=True, blank=True, editable=False)
    date_latest = models.DateField(_("latest day"), null=True, blank=True, editable=False)
    date_sort = models.DateField(_("sorted by"), default=NO_DAY, editable=False)
    date_reach = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def date_display(self) -> str:
        """The date in words."""
        return edtf.display(self.date) if self.date else ""


def days_of(value: str) -> dict[str, Any]:
    """Return the columns that go with an EDTF date, or with none: the days it covers, the one it is sorted by, and its
    reach."""
    earliest, latest = edtf.bounds(value) if value else (None, None)
    return {
        "date_earliest": earliest,
        "date_latest": latest,
        "date_sort": earliest or latest or NO_DAY,
        "date_reach": reach(earliest, latest) if earliest else None,
    }


def reach(first: date, last: date | None) -> int | None:
    """Return how far a time reaches beyond its first day, as its place among REACHES from 1 on; None if not at all."""
    days = (last - first).days if last else None
    if not days:
        return OPEN if days is None else None
    return next((place for place, fewer in enumerate(REACHES, 1) if days < fewer), FAR)


def by_reach(kind: str) -> models.Index:
    """Return the index of what lasts longer than a day, in the order of time for each reach."""
    columns = ["date_reach", "date_sort", "key", "date_latest"]
    return models.Index(fields=columns, condition=Q(date_reach__isnull=False), name=f"{kind}_by_reach")


class HasNoNul(models.Func):
    """Whether a text holds no NUL character. PostgreSQL cannot store one at all; SQLite can, and must not."""

    arity = 1
    output_field = models.BooleanField()
    template = "(%(expressions)s IS NULL OR TRUE)"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="instr(%(expressions)s, char(0)) = 0", **extra)


def entered(label: Any, **options: Any) -> models.DateTimeField:
    """The moment a row came into the archive, whoever writes it; it says what is new, and is no part of the content."""
    return models.DateTimeField(label, default=timezone.now, db_default=Now(), editable=False, **options)


def no_nul(*names: str) -> list[models.CheckConstraint]:
    """One constraint a text column."""
    return [models.CheckConstraint(condition=HasNoNul(name), name=f"%(class)s_{name}_no_nul") for name in names]


def span_is_ordered() -> models.CheckConstraint:
    """A passage starts at or after 0 and is not empty."""
    return models.CheckConstraint(condition=Q(start__gte=0, end__gt=models.F("start")), name="%(class)s_span_ordered")


def exactly_one(*names: str, label: str) -> models.CheckConstraint:
    """Exactly one of the named columns is set."""
    condition = Q()
    for name in names:
        condition |= Q(**{f"{other}__isnull": other != name for other in names})
    return models.CheckConstraint(condition=condition, name=f"%(class)s_{label}")
