from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One execution of import_seeds that wrote something."""

    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    rules = models.CharField(_("rules"), max_length=64)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
