from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from osce_docs.admin import sentences
from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.beside import words
from osce_docs.admin.links import record_link, way_back
from osce_docs.admin.site import site
from osce_docs.admin.status import TOLD, take_ruling_back
from osce_docs.editorial.ledger import ON_VALUES
from osce_docs.editorial.rule import put_back, subject
from osce_docs.ingest.source_criticism import rule_again
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.models import Ruling
from osce_docs.models.ruling import SUBJECTS

# What one must be allowed to do to a record to make a ruling of this kind.
VERBS = {
    Ruling.Kind.STATUS: "review",
    Ruling.Kind.MERGE: "merge",
    Ruling.Kind.SAME: "merge",
    Ruling.Kind.DIFFERENT: "merge",
    Ruling.Kind.BELONGS: "merge",
}


class StandingFilter(admin.SimpleListFilter):
    """Whether a ruling still stands."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("yes", _("Standing")), ("no", _("Taken back or replaced"))]

    def queryset(self, request, queryset):
        return queryset.filter(revoked_at__isnull=self.value() == "yes") if self.value() else queryset


@admin.action(description=_("Take back"))
def take_back(model_admin, request, queryset):
    """Revoke rulings: they stay in the ledger, and their records show again what the sources say."""
    undone, _left = _take_back(request.user, dict.fromkeys(queryset.standing().values_list("pk", flat=True)))
    told = ngettext("%d ruling was taken back.", "%d rulings were taken back.", len(undone)) % len(undone)
    model_admin.message_user(request, told, messages.SUCCESS if undone else messages.WARNING)


@transaction.atomic
def _take_back(user, made):
    """Take back rulings of any kind, as far as the user may; `made` is as in `put_back` of editorial/rule.py.

    What they replaced is ruled again. Return those taken back, and those left
    alone because someone else has seen to them since.
    """
    wait_for_other_imports()
    rulings = Ruling.objects.filter(pk__among=made).select_related(*SUBJECTS)
    allowed = [ruling for ruling in rulings if may_change(user, ruling)]
    undone, left = put_back({each.pk: made[each.pk] for each in allowed if each.kind in ON_VALUES}, user)
    replaced = set()
    for each in allowed:
        if each.kind not in ON_VALUES:
            (left if each.revoked_at else undone).append(each)
            if each.revoked_at is None:
                take_ruling_back(each, user)
                replaced.add(made[each.pk])
    for each in Ruling.objects.filter(pk__among=replaced - {None}).order_by("pk"):
        rule_again(each, user)
    return undone, left


def _named(rulings):
    """Give rulings the names of the bodies, and the words of the readings, that they name by key."""
    names = sentences.names_in(rulings)
    for ruling in rulings:
        ruling.names = names


def may_change(user, ruling):
    """Whether the user may rule as this ruling does, and so take it back: see editorial/roles.py."""
    record = subject(ruling)
    return user.has_perm(
        f"osce_docs.{VERBS.get(ruling.kind, 'change')}_{record._meta.model_name if record else 'event'}"
    )


@admin.register(Ruling, site=site)
class RulingAdmin(ReadOnlyAdmin):
    """The ledger of what editors decided. Nothing is erased from it."""

    list_display = ("made_at", "author", "subject", "about", "ruled", "reason", "stands")
    list_display_links = ("made_at",)
    list_filter = (StandingFilter, "kind")
    list_select_related = (*SUBJECTS, "author", "revoked_by")
    search_fields = ("reason", "private_note", "field", "author__username")
    search_help_text = _("Reason, field or editor")
    date_hierarchy = "made_at"
    ordering = ("-id",)
    actions = (take_back,)
    fields = (
        *("made_at", "author", "subject", "about", "ruled", "reason", "private_note", "cites"),
        *("revoked_by", "revoked_at"),
    )
    readonly_fields = ("subject", "about", "ruled")

    change_form_template = "admin/archive/ruling_page.html"

    def get_urls(self):
        """The address at which one ruling is taken back, from wherever it is met."""
        taking = self.admin_site.admin_view(require_POST(self.take_back_view))
        return [path("take-back/", taking, name="osce_docs_ruling_take_back"), *super().get_urls()]

    def take_back_view(self, request):
        """Take back the ruling that was sent, and go back to where it was met."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        sent = request.POST.get("ruling", "")
        ruling = Ruling.objects.standing().filter(pk=int(sent[:18]) if sent.isdecimal() else 0).first()
        if ruling is None:
            self.message_user(request, gettext("That ruling stands no longer."), messages.WARNING)
        elif not may_change(request.user, ruling):
            raise PermissionDenied
        else:
            take_ruling_back(ruling, request.user)
            self.message_user(request, gettext("The ruling is taken back. It stays in the ledger."), messages.SUCCESS)
        return HttpResponseRedirect(way_back(request))

    def render_change_form(self, request, context, *arguments, **named):
        """Offer to take the ruling back to those who may."""
        ruling = context["original"]
        context["subtitle"] = self.ruled(ruling)
        context["may_take_back"] = ruling.revoked_at is None and may_change(request.user, ruling)
        return super().render_change_form(request, context, *arguments, **named)

    @admin.display(description=_("record"))
    def subject(self, ruling):
        return record_link(ruling)

    @admin.display(description=_("about"), ordering="field")
    def about(self, ruling):
        return ruling.field or ruling.get_kind_display()

    @admin.display(description=_("ruled"))
    def ruled(self, ruling):
        record = subject(ruling)
        if record is None or ruling.kind not in ON_VALUES:
            return capfirst(sentences.ruled(ruling, ruling.names))
        return words(type(record), ruling.field, ruling.value, ruling.names)

    @admin.display(description=_("stands"), boolean=True, ordering="revoked_at")
    def stands(self, ruling):
        return ruling.revoked_at is None

    def get_object(self, request, object_id, from_field=None):
        """Return a ruling, with the names of what its value names by key."""
        ruling = super().get_object(request, object_id, from_field)
        _named([ruling] if ruling else [])
        return ruling

    def get_changelist_instance(self, request):
        """Return the list, each row with the names of what its value names by key."""
        shown = super().get_changelist_instance(request)
        _named(shown.result_list)
        return shown

    def has_put_back_permission(self, request):
        """Who made rulings may undo them at once; each is asked for."""
        return True

    def put_back(self, request, before):
        """Take back the rulings just made, let stand again what each replaced; return how many rows that changed.

        A row of `before` holds the id of a ruling, and of the one it replaced, if any. What was ruled on since is left
        alone and told of.
        """
        undone, left = _take_back(request.user, {pk: (replaced or [None])[0] for pk, *replaced in before})
        for ruling in left[:TOLD]:
            told = gettext("%(field)s of “%(record)s” was left alone: it has been ruled on since.")
            told %= {"field": capfirst(self.about(ruling)), "record": subject(ruling) or ruling}
            self.message_user(request, told, messages.WARNING)
        if len(left) > TOLD:
            told = gettext("%(n)d more were left alone: look at the list.") % {"n": len(left) - TOLD}
            self.message_user(request, told, messages.WARNING)
        return len({subject(ruling) or ruling for ruling in undone})

    def lookup_allowed(self, lookup, value, request=None):
        return lookup.removesuffix("__id__exact") in SUBJECTS or super().lookup_allowed(lookup, value, request)
