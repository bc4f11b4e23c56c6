from django.db import models
from django.utils.translation import gettext_lazy as _


class YearCount(models.Model):
    """How many records of a kind that readers may see begin in a year. Only osce_docs/search writes it.

    It is the number of search entries of that kind and year; `year` is 9999 for those without a day, 0 where a kind
    has none.
    """

    kind = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = _("count of a year")
        verbose_name_plural = _("counts of years")
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="yearcount_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.number}"
