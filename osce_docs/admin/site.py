"""The admin's site: its name, its first page, and the order in which it lists the tables."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from osce_docs.knowledge import load
from osce_docs.models import Finding, Ruling

SECTIONS = (
    (_("Records"), ("Document", "Organization", "Event", "Proposal")),
    (_("Editorial work"), ("Finding", "Ruling", "Annotation")),
    (_("What the sources say"), ("Claim", "Telling", "Mention", "Retelling", "Topic")),
    (_("Sources and imports"), ("ImportRun", "Provenance", "Text", "Original", "NavigationEdition", "FormerAddress")),
    (_("People"), ("User", "Group")),
)
RECENT = 10


class ArchiveSite(AdminSite):
    """The admin of the archive."""

    site_header = site_title = _("OSCE Docs")
    index_title = _("What there is to do")
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The first page: open findings by kind, the editor's latest rulings, and all tables."""
        context = {"open_findings": open_findings(request), "recent_rulings": recent_rulings(request)}
        return super().index(request, context | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Return the tables that the user may see, by what they are for."""
        found = super().get_app_list(request, app_label)
        tables = {table["object_name"]: (app, table) for app in found for table in app["models"]}
        return [
            {**tables[shown[0]][0], "name": title, "models": [tables[name][1] for name in shown]}
            for title, names in SECTIONS
            if (shown := [name for name in names if name in tables])
        ]


def open_findings(request: HttpRequest) -> list[dict[str, Any]]:
    """Return how many findings of each kind are open, the weightiest first; nothing to who may not see them."""
    if not request.user.has_perm("osce_docs.view_finding"):
        return []
    told = load("findings")
    counted = Finding.objects.open().values("kind").annotate(n=Count("pk"), heaviest=Max("weight"))
    return [{**row, **told.get(row["kind"], {})} for row in counted.order_by("-heaviest", "-n", "kind")]


def recent_rulings(request: HttpRequest) -> Any:
    """Return the user's latest rulings."""
    records = ("document", "organization", "event", "proposal")
    return Ruling.objects.filter(author=request.user).select_related(*records)[:RECENT]


site = ArchiveSite(name="admin")
