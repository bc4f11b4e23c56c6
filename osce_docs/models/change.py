from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet):
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
