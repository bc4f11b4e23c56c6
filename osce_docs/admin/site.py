"""The admin's site: its name, its first page, and the order in which it lists the tables."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from osce_docs.admin.saved_views import keep_view
from osce_docs.admin.undo import undo
from osce_docs.admin.worklist import worklist

SECTIONS = (
    (_("Records"), ("Document", "Organization", "Event", "Proposal")),
    (_("Editorial work"), ("Finding", "Ruling", "Annotation")),
    (_("What the sources say"), ("Claim", "Telling", "Mention", "Retelling", "Topic")),
    (
        _("Sources and imports"),
        ("ImportRun", "Provenance", "Text", "Original", "NavigationEdition", "FormerAddress", "Erasure"),
    ),
    (_("People"), ("User", "Group")),
)


class ArchiveSite(AdminSite):
    """The admin of the archive."""

    site_header = site_title = _("OSCE Docs")
    index_title = _("What there is to do")
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The first page: what there is to do, and all tables."""
        return super().index(request, worklist(request) | (extra_context or {}))

    def get_urls(self) -> list[Any]:
        """Return the addresses, with those that undo what was done last, and that keep a view of a list."""
        undoing = self.admin_view(require_POST(lambda request: undo(request, self)))
        keeping = self.admin_view(require_POST(lambda request: keep_view(request, self)))
        own = [path("undo/", undoing, name="undo"), path("views/", keeping, name="keep_view")]
        return [*own, *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Return the tables that the user may see, by what they are for."""
        # Not those of the stock admin, which puts all of them in order by name.
        found = self._build_app_dict(request, app_label).values()
        tables = {table["object_name"]: (app, table) for app in found for table in app["models"]}
        return [
            {**tables[shown[0]][0], "name": title, "models": [tables[name][1] for name in shown]}
            for title, names in SECTIONS
            if (shown := [name for name in names if name in tables])
        ]


site = ArchiveSite(name="admin")
