"""The page of a record: fields and ties, each beside what the sources say; saving makes Rulings."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from osce_docs.admin.base import BOX, KeptAdmin, box
from osce_docs.admin.beside import Beside, beside
from osce_docs.admin.clash import Moved
from osce_docs.admin.fields import field_for
from osce_docs.admin.history import history_page
from osce_docs.admin.manual import add_record
from osce_docs.admin.misread import misread_of
from osce_docs.admin.neighbours import listed, neighbours
from osce_docs.admin.preview import decided, is_tried, preview, tried
from osce_docs.admin.record_form import RecordForm
from osce_docs.admin.searching import found
from osce_docs.admin.sheets.views import SheetAdmin
from osce_docs.admin.since import SinceFilter
from osce_docs.admin.status import (
    SEEN_INPUT,
    ReasonForm,
    change_status,
    mark_reviewed,
    mark_unreviewed,
    put_back,
    seen,
    take_ruling_back,
    withhold,
)
from osce_docs.editorial.annotate import notes_on
from osce_docs.editorial.merged import Merged
from osce_docs.editorial.rule import Clash, rule
from osce_docs.editorial.supposed import whole
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.markup import fill
from osce_docs.models.record import Record
from osce_docs.search.finding import MOST

# So many editors' notes stand on a record's form.
NOTES = 20
# So many records are looked at for a name that is being typed; more of it finds the others.
OFFERED = 500


class StillToldFilter(admin.BooleanFieldListFilter):
    """Whether a source that stands, or an editor, still vouches for a record."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.title = _("still told")


class RecordAdmin(SheetAdmin, KeptAdmin):
    """A kind of record. Its columns are shown and never written: a difference becomes a Ruling."""

    form = RecordForm
    change_form_template = add_form_template = "admin/archive/record_form.html"
    action_form = ReasonForm
    actions = (mark_reviewed, mark_unreviewed, withhold)
    list_filter = ("status", "disputed", ("standing", StillToldFilter), SinceFilter)
    # The columns that a row of the list is made of.
    listed: ClassVar[tuple[str, ...]] = ()
    # What a field usually holds, offered while one types.
    suggestions: ClassVar[dict[str, list[str]]] = {}

    @admin.display(description=gettext_lazy("sources"), ordering="disputed")
    def differ(self, record: Record) -> str:
        """Say where sources differ, and nothing where they do not."""
        return _("differ") if record.disputed else ""

    def action_checkbox(self, record: Record) -> str:
        """The box by which a row is chosen, with the version that the list shows."""
        return fill(f"{BOX}{SEEN_INPUT}", *box(record), *seen(record))

    def rows_of_page(self, shown: Any) -> Any:
        """Return the rows that a page shows: found in an index, then looked up with what is shown of them."""
        if shown.queryset.query.distinct:
            return shown.result_list
        rows = shown.root_queryset.filter(pk__in=shown.result_list.values("pk"))
        in_order = shown.apply_select_related(rows.order_by(*shown.queryset.query.order_by))
        return in_order.only("status", "disputed", "version", *self.listed)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Who may say that records are reviewed, and withhold them."""
        return request.user.has_perm(f"osce_docs.review_{self.opts.model_name}")

    def view_on_site(self, record: Record) -> str | None:
        """Return the public address, where readers may see the record."""
        seen = record.standing and record.status != Record.Status.WITHHELD and record.merged_into_id is None
        return record.get_absolute_url() if seen else None

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Return the fields that can be ruled on, and the status, to who may change it."""
        return [*self.model.FIELDS, *(["status"] if self.has_review_permission(request) else [])]

    def formfield_for_dbfield(self, column: models.Field, request: HttpRequest, **named: Any) -> Any:
        """Return a column's form field."""
        field = field_for(column, self.admin_site) or super().formfield_for_dbfield(column, request, **named)
        if column.name in self.suggestions:
            field.widget = forms.TextInput({"list": f"{column.name}-suggestions", "class": "vTextField"})
        return field

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the record, with what the sources say beside it."""
        record = super().get_object(request, object_id, from_field)
        if record is not None and is_tried(request):
            record.whole = whole(record)
            record.beside = beside(record, None, 0, whole=record.whole)
        elif record is not None:
            record.beside = self._beside(request, record)
        return record

    def _beside(self, request: HttpRequest, record: Any) -> dict[str, Beside]:
        """Return what the sources say of the fields and ties that the form shows."""
        ties = [inline.shown(request, record) for inline in self.get_inline_instances(request, record)]
        names = {name for (name,) in ties[0].union(*ties[1:], all=True)}
        return beside(record, {*record.FIELDS, *names}, whole=getattr(record, "whole", None))

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the records; an autocomplete offers those that stand."""
        records = super().get_queryset(request)
        return records.standing() if _is_autocomplete(request) else records

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Return the rows that the search index finds; while a name is typed, few of them."""
        term = search_term.replace("\0", " ").strip()
        most = OFFERED if _is_autocomplete(request) else MOST
        if not term:
            return queryset, False
        request.searched = queryset, found(self.model, term, most)
        return queryset.filter(pk__among=request.searched[1].ids), False

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Return the ties; a new record gets them once it is there."""
        return super().get_inlines(request, obj) if obj is not None else ()

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *arguments: Any, **named: Any
    ) -> HttpResponse:
        """Show the form or save it; where someone was quicker between our look and our saving, look again.

        What is only tried out is not written: no transaction is begun for it, in which others would wait.
        """
        view = self._changeform_view if object_id and is_tried(request) else super().changeform_view
        try:
            return view(request, object_id, *arguments, **named)
        except Clash:
            return self.changeform_view(request, object_id, *arguments, **named)

    def save_model(self, request: HttpRequest, obj: Any, form: RecordForm, change: bool) -> None:
        """Store a new record; of one that is there, no column is written."""
        if not change:
            data = form.cleaned_data
            add_record(obj, form.given(), request.user, data.get("reason", ""), data.get("note", ""))

    def save_related(self, request: HttpRequest, form: RecordForm, formsets: list[Any], change: bool) -> None:
        """Make Rulings of what differs from what the form showed; take back the rulings that were asked for."""
        if change and is_tried(request):
            request.tried = tried(request, form, formsets, partial(self._save, request, form, formsets))
        elif change:
            self._save(request, form, formsets)

    def _save(self, request: HttpRequest, form: RecordForm, formsets: list[Any]) -> None:
        record, data = form.instance, form.cleaned_data
        status = form.new_status()
        if status:
            wait_for_other_imports()
        values, back = decided(form, formsets)
        if values or back or status:
            rule(record, values, request.user, reason=data["reason"], note=data["note"], version=data["version"])
        for ruling in back:
            take_ruling_back(ruling, request.user)
        if status:
            change_status([record], status, request.user, data["reason"])
        if back or status:
            record.refresh_from_db()
        request.done = (len(values) + bool(status), len(back), form.merged)

    def put_back(self, request: HttpRequest, before: list[Any]) -> int:
        """Undo what an action of the list did to the review of records."""
        if not self.has_review_permission(request):
            raise PermissionDenied
        return put_back(self.model, before, request.user)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> list[Any]:
        """Return nothing: what happened is in the ledger of Rulings."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Write no second history beside the ledger."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Write no second history beside the ledger."""

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Say what was ruled, and go back to the list or stay."""
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        if is_tried(request):
            return preview(request, request.tried)
        ruled, back, merged = request.done
        self.message_user(request, _done(obj, ruled, back))
        for each in merged:
            self.message_user(request, _meanwhile(each))
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        following = neighbours(self, request, obj)[1] if "_reviewed" in request.POST else ""
        if following:
            return HttpResponseRedirect(following)
        return self.response_post_save_change(request, obj)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the record's history: rulings, imports and notes in one line of time."""
        return history_page(self, request, object_id)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *arguments: Any, **named: Any) -> Any:
        """Show the form without “save and add another”, and with links to what is known of the record elsewhere."""
        record = context.get("original")
        context |= {"show_save_and_add_another": False, "elsewhere": self.elsewhere(record)}
        if record:
            if is_tried(request):
                record.beside.update(self._beside(request, record))
            merged = Merged(self.model)
            context["notes"] = _notes(record, merged)
            context["elsewhere"].append((_("Annotations"), self._annotations(record, merged)))
            context["previous"], context["next"] = neighbours(self, request, context["original"])
            context["list"] = listed(self, request)
            context["misread"] = misread_of(context["original"])
            context["misread_ties"] = [each for each in context["misread"] if each.field not in self.model.FIELDS]
            context["may_take_back"] = request.user.has_perm("osce_docs.change_document")
        context |= {"suggestions": self.suggestions, "known": self.known(context.get("original"))}
        return super().render_change_form(request, context, *arguments, **named)

    def known(self, record: Record | None) -> list[tuple[Any, Any]]:
        """Return labels and values of what is known of a record and cannot be ruled on."""
        return [(_("Key"), record.key), (_("Rulings so far"), record.version)] if record else []

    def elsewhere(self, record: Record | None) -> list[tuple[str, str]]:
        """Return labels and addresses of lists about this record."""
        if record is None:
            return []
        about = f"{self.opts.model_name}__id__exact={record.pk}"
        tables = ((gettext_lazy("Findings"), "finding"), (gettext_lazy("Tellings"), "telling"))
        return [(label, f"{reverse(f'admin:osce_docs_{table}_changelist')}?{about}") for label, table in tables]

    def _annotations(self, record: Record, merged: Merged) -> str:
        """Return the address of the list of notes on a record and on what was merged into it."""
        keys = merged.whole(record.key)
        own = (
            [record.pk]
            if len(keys) == 1
            else self.model._default_manager.filter(key__in=keys).values_list("pk", flat=True)
        )
        ids = ",".join(map(str, sorted(own)))
        return f"{reverse('admin:osce_docs_annotation_changelist')}?{self.opts.model_name}__id__in={ids}"


def _notes(record: Record, merged: Merged) -> Any:
    """Return the first notes on a record, with what each is about."""
    rows = notes_on(record, merged).select_related("author", "organization", "event", "proposal")
    return rows.order_by("made_at", "pk")[:NOTES]


def _is_autocomplete(request: HttpRequest) -> bool:
    return request.path.endswith("/autocomplete/")


def _meanwhile(moved: Moved) -> str:
    """Return what happened to a field while the form was open, as a sentence."""
    told = {"field": moved.label, "theirs": moved.theirs or "–", "who": moved.ruling.author if moved.ruling else ""}
    if moved.ruling:
        return _("Meanwhile %(who)s ruled %(field)s: “%(theirs)s”. That stands beside yours.") % told
    return _("Meanwhile %(field)s became “%(theirs)s”, as the sources say. That stands beside yours.") % told


def _done(record: Record, ruled: int, back: int) -> str:
    """Return what saving did, as a sentence."""
    parts = []
    if ruled:
        parts.append(ngettext("%d ruling made", "%d rulings made", ruled) % ruled)
    if back:
        parts.append(ngettext("%d ruling taken back", "%d rulings taken back", back) % back)
    told = _(" and ").join(parts)
    return (
        _("“%(record)s”: %(told)s.") % {"record": record, "told": told}
        if told
        else _("“%(record)s”: nothing differed from what the form showed, so nothing was saved.") % {"record": record}
    )
