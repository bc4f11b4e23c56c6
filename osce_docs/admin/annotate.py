"""The page on which a document is read and its words are annotated."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_docs.admin.beside import keys_in, words
from osce_docs.admin.lines import WINDOW, Span, sections, window
from osce_docs.admin.manual import add_record, same_record
from osce_docs.admin.passage_form import MADE, MAKE, MISREAD, NOTE, TIE, PassageForm
from osce_docs.admin.sentences import field_read, label_of
from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.web_annotation import collection
from osce_docs.ingest.source_criticism import rule_misread
from osce_docs.knowledge import load
from osce_docs.models import Claim, Document, Organization, Ruling
from osce_docs.models.record import Record

ABOUT = ("organization", "event", "proposal")


def annotate_page(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the text of a document with its notes and readings; do with chosen words what the editor says."""
    document = _document(model_admin, request, object_id)
    claims = list(Claim.objects.filter(telling__document=document).select_related(*_tellings()).order_by("start", "id"))
    form = PassageForm(document, _doings(request), _choices(document, claims), request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = _do(request, document, form)
        if told:
            messages.success(request, told)
            return HttpResponseRedirect(request.get_full_path())
    return TemplateResponse(request, "admin/archive/text.html", _context(model_admin, request, document, claims, form))


def annotations_page(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Return the notes on a document as JSON-LD of the W3C's Web Annotation model."""
    document = _document(model_admin, request, object_id)
    if not request.user.has_perm("osce_docs.view_annotation"):
        raise PermissionDenied
    told = collection(document, _notes(document), request.build_absolute_uri)
    response = JsonResponse(told, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{document.slug}.jsonld"'
    return response


def _document(model_admin: Any, request: HttpRequest, object_id: str) -> Document:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    documents = Document.objects.filter(erasure=None).select_related("text__edition", "provenance")
    found = documents.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 19 else None
    if found is None:
        raise Http404
    return found


def _tellings() -> list[str]:
    return ["telling__document", *(f"telling__{name}" for name in ABOUT)]


def _notes(document: Document) -> Any:
    return document.annotations.select_related("author", *ABOUT).order_by("orphaned", "start", "id")


def _doings(request: HttpRequest) -> list[str]:
    """Return what the user may do with words."""
    may = request.user.has_perm
    doings = [NOTE, TIE] if may("osce_docs.add_annotation") else []
    if doings and any(may(f"osce_docs.add_{name}") for name in MADE):
        doings.append(MAKE)
    return [*doings, MISREAD] if may("osce_docs.change_document") else doings


def _choices(document: Document, claims: Sequence[Claim]) -> list[tuple[str, str]]:
    models = [(type(_record(document, claim)), claim) for claim in claims]
    read = [(model, field_read(model, claim), claim.value) for model, claim in models]
    keys = {str(key) for model, field, value in read if field for key in keys_in(model, field, value)}
    names = dict(Organization.objects.filter(key__in=keys).values_list("key", "name"))
    return [(str(claim.pk), _reading(document, claim, names)) for claim in claims]


def _record(document: Document, claim: Claim) -> Record:
    telling = claim.telling
    return telling.organization or telling.event or telling.proposal or document


def _reading(document: Document, claim: Claim, names: dict[str, str]) -> str:
    record = _record(document, claim)
    field = field_read(type(record), claim)
    told = {"record": Truncator(str(record)).chars(60)}
    if not field:
        return _("that it tells of “%(record)s”") % told
    told |= {"field": label_of(type(record), field), "value": words(type(record), field, claim.value, names)}
    return _("%(field)s of “%(record)s”: %(value)s") % told


def _do(request: HttpRequest, document: Document, form: PassageForm) -> str:
    """Do what was chosen; return a sentence about it, or nothing where it could not be done."""
    return DOING[form.cleaned_data["do"]](request, document, form)


def _note(request: HttpRequest, document: Document, form: PassageForm) -> str:
    data = form.cleaned_data
    columns = {name: data[name] for name in ("is_public", "is_sic")}
    annotate(document, data["start"], data["end"], request.user, data["note"], form.record, **columns)
    return _("Your note is kept.")


def _tie(request: HttpRequest, document: Document, form: PassageForm) -> str:
    _note(request, document, form)
    return _("The words are tied to “%(record)s”.") % {"record": form.record}


@transaction.atomic
def _make(request: HttpRequest, document: Document, form: PassageForm) -> str:
    data = form.cleaned_data
    model = MADE[data["record_kind"]]
    if not request.user.has_perm(f"osce_docs.add_{model._meta.model_name}"):
        raise PermissionDenied
    there = same_record(model, form.values())
    if there is not None:
        form.add_error(None, _("There is one already: “%(record)s”. Tie the words to it.") % {"record": there})
        return ""
    record = model()
    add_record(record, form.values(), request.user, data["reason"])
    columns = {name: data[name] for name in ("is_public", "is_sic")}
    annotate(document, data["start"], data["end"], request.user, data["note"], record, **columns)
    return _("“%(record)s” is made, with these words as its evidence.") % {"record": record}


@transaction.atomic
def _misread(request: HttpRequest, document: Document, form: PassageForm) -> str:
    chosen = Claim.objects.filter(pk__in=form.cleaned_data["readings"], telling__document=document)
    for claim in chosen.select_related("telling__document"):
        rule_misread(claim, request.user, form.cleaned_data["reason"])
    n = len(form.cleaned_data["readings"])
    told = ngettext(
        "%d reading is ruled wrong: it counts nowhere. To take that back, choose its words again.",
        "%d readings are ruled wrong: they count nowhere. To take that back, choose their words again.",
        n,
    )
    return told % n


DOING: dict[str, Callable[[HttpRequest, Document, PassageForm], str]] = {
    NOTE: _note,
    TIE: _tie,
    MAKE: _make,
    MISREAD: _misread,
}


def _context(
    model_admin: Any, request: HttpRequest, document: Document, claims: Sequence[Claim], form: PassageForm
) -> dict[str, Any]:
    text, notes = document.text.readable, list(_notes(document))
    misread = _misread_here(document)
    at = request.GET.get("at", "")
    start, end = window(text, int(at) if at.isdecimal() and len(at) < 10 else 0)
    spans = [Span(each.start, each.end) for each in claims if each.identity not in misread]
    spans += [Span(each.start, each.end, noted=True) for each in notes if not each.orphaned]
    return {
        **model_admin.admin_site.each_context(request),
        "title": _("Text of “%(document)s”") % {"document": document},
        "opts": model_admin.opts,
        "document": document,
        "form": form,
        "media": model_admin.media + form.media,
        "sections": sections(text, start, end, spans, document.structure("folds")),
        "earlier": max(0, start - WINDOW) if start else None,
        "later": end + 1 if end < len(text) else None,
        "readings": _boxes(form, claims, misread),
        "notes": [note for note in notes if not note.orphaned],
        "orphans": [note for note in notes if note.orphaned],
        "kinds": [*sorted(load("events")["kinds"]), *Organization.Kind.values],
        "may_take_back": MISREAD in _doings(request),
        "form_address": reverse("admin:osce_docs_document_change", args=[document.pk]),
    }


def _misread_here(document: Document) -> dict[str, Ruling]:
    ruled = Ruling.objects.standing().filter(kind=Ruling.Kind.MISREAD, document=document).select_related("author")
    return {ruling.claim: ruling for ruling in ruled}


def _boxes(form: PassageForm, claims: Sequence[Claim], misread: dict[str, Ruling]) -> list[tuple[Any, Claim, Any]]:
    """Return for each reading its box to tick, the claim, and the ruling by which it is wrong already."""
    return [(box, claim, misread.get(claim.identity)) for box, claim in zip(form["readings"], claims, strict=True)]
