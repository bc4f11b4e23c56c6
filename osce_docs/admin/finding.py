import json

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from osce_docs.admin.base import KeptAdmin, among, pressed_by
from osce_docs.admin.beside import quoted
from osce_docs.admin.disagreement import RULE, FindingForm, decided, rule_on, side_by_side
from osce_docs.admin.links import record_link
from osce_docs.admin.neighbours import listed, neighbours
from osce_docs.admin.since import FoundSinceFilter
from osce_docs.admin.site import site
from osce_docs.admin.status import ReasonForm, take_ruling_back
from osce_docs.admin.undo import can_undo
from osce_docs.editorial.decide import decide, put_back
from osce_docs.editorial.evidence import Passage
from osce_docs.editorial.rule import Clash, subject
from osce_docs.knowledge import load
from osce_docs.models import Finding, Ruling
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
    before = decide(queryset, resolution, request.user, request.POST.get("reason", "").strip())
    told = ngettext("%(n)d finding is now %(state)s.", "%(n)d findings are now %(state)s.", len(before))
    told %= {"n": len(before), "state": Finding.Resolution(resolution).label}
    model_admin.message_user(request, told)
    can_undo(request, Finding, told, [[before, []]] if before else [])


def _within_quotes(words):
    """Return words as they stand between quotation marks: with inner ones."""
    return words.translate(str.maketrans("“”", "‘’"))


@pressed_by("r")
@admin.action(description=_("Resolve"), permissions=["change"])
def resolve(model_admin, request, queryset):
    _decide(model_admin, request, queryset, Finding.Resolution.RESOLVED)


@pressed_by("d")
@admin.action(description=_("Dismiss"), permissions=["change"])
def dismiss(model_admin, request, queryset):
    _decide(model_admin, request, queryset, Finding.Resolution.DISMISSED)


@pressed_by("o")
@admin.action(description=_("Open again"), permissions=["change"])
def reopen(model_admin, request, queryset):
    _decide(model_admin, request, queryset, Finding.Resolution.OPEN)


@admin.register(Finding, site=site)
class FindingAdmin(KeptAdmin):
    """The worklist: what an editor should look at, the weightiest first."""

    list_display = ("message", "kind_label", "weight", "subject", "count", "resolution", "resolved_by", "resolved_at")
    list_filter = (
        *(StateFilter, FoundSinceFilter),
        among("kind", _("kind"), KINDS),
        among("weight", _("weight"), [(n, n) for n in "321"]),
    )
    list_select_related = (*SUBJECTS, "resolved_by")
    search_fields = ("message", "note")
    search_help_text = _("What was found, or the note")
    ordering = ("-weight", "kind", "id")
    actions = (resolve, dismiss, reopen)
    action_form = ReasonForm
    form = FindingForm
    change_form_template = "admin/archive/finding.html"
    fields = ("note",)

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

    def put_back(self, request, before):
        """Undo what was decided in the list or on the form, and the rulings made with it."""
        ((rows, rulings),) = before
        for ruling in Ruling.objects.standing().filter(pk__in=rulings, author=request.user):
            take_ruling_back(ruling, request.user)
        return put_back(rows)

    def save_model(self, request, obj, form, change):
        """Keep the note; rule, or decide, where a button was pressed that does."""
        obj.save(update_fields=["note"])
        pressed = request.POST.get("resolution")
        if pressed == RULE:
            if not self._may_change(request, subject(obj)):
                raise PermissionDenied
            rulings = rule_on(obj, form, request.user)
            self._decide(request, obj, Finding.Resolution.RESOLVED, rulings, decided(obj, form))
        elif pressed in Finding.Resolution.values:
            self._decide(request, obj, pressed)

    def _decide(self, request, finding, resolution, rulings=(), note=""):
        before = decide(Finding.objects.filter(pk=finding.pk), resolution, request.user, note)
        message, state = _within_quotes(Truncator(finding.message).chars(80)), Finding.Resolution(resolution).label
        request.told = _("“%(finding)s” is now %(state)s.") % {"finding": message, "state": state}
        can_undo(request, Finding, request.told, [[before, [ruling.pk for ruling in rulings]]])

    def changeform_view(self, request, *arguments, **named):
        """Show the finding or decide on it; where someone was quicker between our look and our ruling, look again."""
        try:
            return super().changeform_view(request, *arguments, **named)
        except Clash as clash:
            messages.error(request, str(clash))
            return HttpResponseRedirect(request.get_full_path())

    def response_change(self, request, obj):
        """Go on to the next finding where one was decided, else stay."""
        told = getattr(request, "told", "")
        self.message_user(request, told or _("The note is kept."))
        if not told:
            return HttpResponseRedirect(request.get_full_path())
        return HttpResponseRedirect(neighbours(self, request, obj)[1] or listed(self, request))

    def render_change_form(self, request, context, *arguments, **named):
        """Show what the finding rests on."""
        finding = context["original"]
        places = finding.passages.select_related("document__text__edition")
        context["told"] = load("findings").get(finding.kind, {})
        context["subject"] = record_link(finding)
        context["previous"], context["next"] = neighbours(self, request, finding)
        context["list"] = listed(self, request)
        context |= self._sides(request, finding, context["adminform"].form)
        context["quotes"] = [
            quoted(Passage(place.document, place.start, place.end, place.quote), place.document.text.readable)
            for place in places
        ]
        return super().render_change_form(request, context, *arguments, **named)

    def _sides(self, request, finding, form):
        """Return the readings of a disagreement, each with its value as the form sends it back."""
        told, record = side_by_side(finding), subject(finding)
        if told is None:
            return {}
        return {
            "beside": told,
            "sides": [(json.dumps(each.value) if each.usable else "", each) for each in told.readings],
            "form": form,
            "version": record.version,
            "chosen": form["reading"].value(),
            "may_rule": self.has_change_permission(request) and self._may_change(request, record),
        }

    def _may_change(self, request, record):
        return request.user.has_perm(f"osce_docs.change_{record._meta.model_name}")
