"""A filter of lists: what has come in since the last import began, or in the last days."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from osce_docs.models import ImportRun

DAYS = {"day": 1, "week": 7, "month": 30}


class SinceFilter(admin.SimpleListFilter):
    """What is new; `column` holds when a row came in."""

    title = _("came in")
    parameter_name = "since"
    column = "entered_at"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return how far back one may look."""
        return [
            ("import", _("Since the last import")),
            ("day", _("Past 24 hours")),
            ("week", _("Past 7 days")),
            ("month", _("Past 30 days")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the rows that came in since then; all, where the address asks for something else."""
        if self.value() == "import":
            run = ImportRun.objects.first()
            return queryset.filter(**{f"{self.column}__gte": run.started_at}) if run else queryset
        if self.value() in DAYS:
            since = timezone.now() - timedelta(days=DAYS[self.value()])
            return queryset.filter(**{f"{self.column}__gte": since})
        return queryset


class FoundSinceFilter(SinceFilter):
    """The same for findings."""

    column = "found_at"
