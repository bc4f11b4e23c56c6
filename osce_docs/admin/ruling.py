from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from osce_docs.admin.base import ReadOnlyAdmin
from osce_docs.admin.beside import words
from osce_docs.admin.links import record_link
from osce_docs.admin.site import site
from osce_docs.admin.status import take_ruling_back
from osce_docs.editorial.rule import subject
from osce_docs.models import Ruling
from osce_docs.models.ruling import SUBJECTS


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
    allowed = [ruling for ruling in queryset.standing() if may_change(request.user, ruling)]
    for ruling in allowed:
        take_ruling_back(ruling, request.user)
    told = ngettext("%d ruling was taken back.", "%d rulings were taken back.", len(allowed)) % len(allowed)
    model_admin.message_user(request, told, messages.SUCCESS if allowed else messages.WARNING)


def may_change(user, ruling):
    """Whether the user may change the record that a ruling is about, or events, where it is about tellings."""
    record = subject(ruling)
    return user.has_perm(f"osce_docs.change_{record._meta.model_name if record else 'event'}")


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

    @admin.display(description=_("record"))
    def subject(self, ruling):
        return record_link(ruling)

    @admin.display(description=_("about"), ordering="field")
    def about(self, ruling):
        return ruling.field or ruling.get_kind_display()

    @admin.display(description=_("ruled"))
    def ruled(self, ruling):
        record = subject(ruling)
        if record is None or ruling.kind not in (Ruling.Kind.FIELD, Ruling.Kind.RELATION):
            return str(ruling.value)
        return words(type(record), ruling.field, ruling.value, {})

    @admin.display(description=_("stands"), boolean=True, ordering="revoked_at")
    def stands(self, ruling):
        return ruling.revoked_at is None

    def lookup_allowed(self, lookup, value, request=None):
        return lookup.removesuffix("__id__exact") in SUBJECTS or super().lookup_allowed(lookup, value, request)
