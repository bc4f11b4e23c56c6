import json

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.site import site
from osce_docs.models import ImportRun


@admin.register(ImportRun, site=site)
class ImportRunAdmin(ReadOnlyAdmin):
    """What each import read, wrote, kept and refused."""

    list_display = ("started_at", "finished_at", "imported", "refused", "rules")
    search_fields = ("rules",)
    search_help_text = _("Fingerprint of the rules")
    date_hierarchy = "started_at"
    fields = ("started_at", "finished_at", "rules", "told")
    readonly_fields = ("told",)

    @admin.display(description=_("files imported"))
    def imported(self, run):
        return run.report.get("files", {}).get("imported")

    @admin.display(description=_("files refused"))
    def refused(self, run):
        return len(run.report.get("files", {}).get("refused", ()))

    @admin.display(description=_("report"))
    def told(self, run):
        return json.dumps(run.report, indent=2, ensure_ascii=False)
