from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import no_nul


class SavedView(models.Model):
    """A list as an editor likes to see it: filters, search and order under a name. A setting of hers, no content."""

    user = models.ForeignKey("User", models.PROTECT, related_name="saved_views")
    table = models.CharField(max_length=60, help_text=_("The kind of rows, as osce_docs.event."))
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000, help_text=_("What follows the list's address."))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "table", "name"], name="savedview_unique"),
            *no_nul("name", "query"),
        ]

    def __str__(self) -> str:
        return self.name
