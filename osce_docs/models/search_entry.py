from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """The words by which one record is found, folded. Only osce_docs/search writes it; it follows from the rest.

    Its number tells day, record and kind (osce_docs/search/entries.py): a greater number is a newer record.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.PositiveSmallIntegerField()
    record = models.BigIntegerField()
    title = models.TextField()
    text = models.TextField()

    class Meta:
        default_permissions = ()
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="searchentry_unique")]

    def __str__(self) -> str:
        return self.title.strip()
