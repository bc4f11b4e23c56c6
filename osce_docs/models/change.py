from django.db import connections, models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet):
    def hold(self) -> None:
        """Have the row until the transaction ends: whoever will note a change holds it before any record's row.

        Else one who has a record and wants this row, and one who has this row and wants the record, wait in a ring.
        SQLite has one writer anyhow.
        """
        if connections[self.db].features.has_select_for_update:
            list(self.select_for_update().filter(pk=1))

    def note(self) -> None:
        """Note that something readers may see has changed: to be called in the transaction that changed it."""
        if not self.filter(pk=1).update(number=F("number") + 1, made_at=timezone.now()):
            self.bulk_create([self.model(pk=1, number=1, made_at=timezone.now())], ignore_conflicts=True)


class Change(models.Model):
    """How often the archive has changed, and when last: one row, by which a page is known to be as it was."""

    number = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("last change")

    def __str__(self) -> str:
        return str(self.number)
