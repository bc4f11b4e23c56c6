from datetime import UTC, datetime

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from osce_docs.admin.base import KeptAdmin, among
from osce_docs.admin.beside import quoted
from osce_docs.admin.links import record_link
from osce_docs.admin.site import site
from osce_docs.admin.status import ReasonForm
from osce_docs.editorial.evidence import Passage
from osce_docs.knowledge import load
from osce_docs.models import Finding
from osce_docs.models.ruling import SUBJECTS

KINDS = [(kind, told["label"]) for kind, told in load("findings").items()]


class StateFilter(admin.SimpleListFilter):
    """Open findings unless others are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("open", _("Open")),
            ("resolved", _("Resolved")),
            ("dismissed", _("Dismissed")),
            ("gone", _("No longer found")),
            ("all", _("All")),
        ]

    def choices(self, changelist):
        """“All” is a choice of its own: without any, the open ones are shown."""
        chosen = self.value() or "open"
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": value == chosen, "query_string": query, "display": label}

    def queryset(self, request, queryset):
        state = self.value() or "open"
        if state == "all" or _about_one_record(request):
            return queryset
        return queryset.filter(found=False) if state == "gone" else queryset.filter(found=True, resolution=state)


def _about_one_record(request):
    return "state" not in request.GET and any(f"{subject}__id__exact" in request.GET for subject in SUBJECTS)


def _decide(model_admin, request, queryset, resolution):
    changed = {"resolution": resolution, "resolved_by": request.user, "resolved_at": datetime.now(UTC)}
    if resolution == Finding.Resolution.OPEN:
        changed |= {"resolved_by": None, "resolved_at": None}
    if request.POST.get("reason", "").strip():
        changed["note"] = request.POST["reason"].strip()
    count = queryset.exclude(resolution=resolution).update(**changed)
    told = ngettext("%(n)d finding is now %(state)s.", "%(n)d findings are now %(state)s.", count)
    model_admin.message_user(request, told % {"n": count, "state": Finding.Resolution(resolution).label})


@admin.action(description=_("Resolve"), permissions=["change"])
def resolve(model_admin, request, queryset):
    _decide(model_admin, request, queryset, Finding.Resolution.RESOLVED)


@admin.action(description=_("Dismiss"), permissions=["change"])
def dismiss(model_admin, request, queryset):
    _decide(model_admin, request, queryset, Finding.Resolution.DISMISSED)


@admin.action(description=_("Open again"), permissions=["change"])
def reopen(model_admin, request, queryset):
    _decide(model_admin, request, queryset, Finding.Resolution.OPEN)


@admin.register(Finding, site=site)
class FindingAdmin(KeptAdmin):
    """The worklist: what an editor should look at, the weightiest first."""

    list_display = ("message", "kind_label", "weight", "subject", "count", "resolution", "resolved_by", "resolved_at")
    list_filter = (StateFilter, among("kind", _("kind"), KINDS), among("weight", _("weight"), [(n, n) for n in "321"]))
    list_select_related = (*SUBJECTS, "resolved_by")
    search_fields = ("message", "note")
    search_help_text = _("What was found, or the note")
    ordering = ("-weight", "kind", "id")
    actions = (resolve, dismiss, reopen)
    action_form = ReasonForm
    change_form_template = "admin/archive/finding.html"
    fields = ("resolution", "note")

    @admin.display(description=_("kind"), ordering="kind")
    def kind_label(self, finding):
        return dict(KINDS).get(finding.kind, finding.kind)

    @admin.display(description=_("about"))
    def subject(self, finding):
        return record_link(finding)

    def has_add_permission(self, request):
        """Findings are found by the importer."""
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return lookup.removesuffix("__id__exact") in SUBJECTS or super().lookup_allowed(lookup, value, request)

    def save_model(self, request, obj, form, change):
        """Remember who decided, and when."""
        if "resolution" in form.changed_data:
            is_open = obj.resolution == Finding.Resolution.OPEN
            obj.resolved_by, obj.resolved_at = (None, None) if is_open else (request.user, datetime.now(UTC))
        obj.save(update_fields=["resolution", "note", "resolved_by", "resolved_at"])

    def render_change_form(self, request, context, *arguments, **named):
        """Show what the finding rests on."""
        finding = context["original"]
        places = finding.passages.select_related("document__text__edition")
        context["told"] = load("findings").get(finding.kind, {})
        context["subject"] = record_link(finding)
        context["quotes"] = [
            quoted(Passage(place.document, place.start, place.end, place.quote), place.document.text.readable)
            for place in places
        ]
        return super().render_change_form(request, context, *arguments, **named)
