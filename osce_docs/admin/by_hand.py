"""Adding a document by hand: a text pasted or uploaded, what would be read in it, and then, if it is to be, kept."""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from osce_docs.admin.base import page
from osce_docs.admin.fields import valid_date
from osce_docs.admin.links import page_of
from osce_docs.ingest.by_hand import Erased, Exists, add, by_hand, check_not_erased
from osce_docs.ingest.extract_records import record
from osce_docs.ingest.read import Unreadable
from osce_docs.ingest.read.describe import LONGEST
from osce_docs.ingest.reading import Read, read_source
from osce_docs.ingest.report import Report
from osce_docs.models import Document

# Twice as much, as the preview sends it back, still fits a form.
MOST_BYTES = 1_500_000
# A language as pages and citations name it (BCP 47): en, pt-BR, sr-Latn.
LANGUAGE = re.compile(r"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
# So many characters of the text, and so many things of each kind, a preview shows.
SHOWN = 50_000
LISTED = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and which fields are read in it, if any."""

    text: str
    read_as: str = ""


class TextForm(forms.Form):
    """A text and what is known of it."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("Names the document in the archive for good, e.g. “Letter of the Chair, 3 May 1992”."),
    )
    text = forms.CharField(label=gettext_lazy("Text"), required=False, strip=False, widget=forms.Textarea({"rows": 16}))
    file = forms.FileField(
        label=gettext_lazy("or a file"), required=False, help_text=gettext_lazy("Plain text, in UTF-8. Kept whole.")
    )
    data = forms.CharField(widget=forms.HiddenInput, required=False)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), max_length=300, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=LONGEST["address"], required=False)
    retrieved = forms.CharField(
        label=gettext_lazy("Retrieved"),
        max_length=LONGEST["retrieved"],
        required=False,
        validators=[valid_date],
        help_text="1992-07-08",
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=35,
        required=False,
        validators=[RegexValidator(LANGUAGE, gettext_lazy("Write its code, such as en, fr or ru."))],
        help_text="en, fr, ru",
    )
    rights = forms.CharField(label=gettext_lazy("Rights"), max_length=2000, required=False)
    attribution = forms.CharField(label=gettext_lazy("Attribution"), max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """Read the text. Its bytes are those of the file, or the typed text in UTF-8 with plain line ends."""
        data = super().clean()
        if not self.errors:
            self.read = self._read(data, self._bytes(data))
            try:
                check_not_erased(self.read.source)
            except Erased as reason:
                raise ValidationError(str(reason)) from None
            if Document.objects.filter(key=self.read.source.key).exists():
                raise ValidationError(_("There is a document of this name already: give it another."))
        return data

    def _bytes(self, data: dict[str, Any]) -> bytes:
        given = [bool(data.get(name)) for name in ("text", "file", "data")]
        if sum(given) != 1:
            raise ValidationError(_("Paste a text or choose a file: one of the two."))
        if data.get("text"):
            content = data["text"].replace("\r\n", "\n").encode()
        else:
            content = data["file"].read(MOST_BYTES + 1) if data.get("file") else _decoded(data["data"])
        if len(content) > MOST_BYTES:
            raise ValidationError(_("The text is larger than 1.5 MB: import it with manage.py import_seeds."))
        return content

    def _read(self, data: dict[str, Any], content: bytes) -> Read:
        try:
            return read_source(by_hand(data["name"], content, data))
        except Unreadable as reason:
            raise ValidationError(_("The text %(reason)s."), params={"reason": reason}) from None
        except ValueError as reason:
            raise ValidationError(str(reason)) from None


class AddsByHand(admin.ModelAdmin):
    """A table of documents to which a text may be added by hand."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for a text, show what is read in it, and keep it when the editor says so."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TextForm(request.POST or None, request.FILES or None)
        if not form.is_valid() or "_change" in request.POST:
            return page(
                self,
                request,
                "add_document",
                _("Add a document"),
                form=_as_text(form) if "_change" in request.POST else form,
            )
        if "_add" not in request.POST:
            return page(
                self, request, "add_document_preview", _("Add a document"), form=_carrying(form), **preview(form.read)
            )
        try:
            document, report = add(form.read)
        except (Exists, Erased) as reason:
            form.add_error("name", str(reason))
            return page(self, request, "add_document", _("Add a document"), form=form)
        self.message_user(request, _kept(document, report), messages.SUCCESS)
        return HttpResponseRedirect(page_of(Document, "change", document.pk))


def _kept(document: Document, report: Report) -> str:
    events, findings = (report.tallies[name].created for name in ("events", "findings"))
    told = {
        "document": document,
        "events": ngettext("%(n)d new event", "%(n)d new events", events) % {"n": events},
        "findings": ngettext("%(n)d finding", "%(n)d findings", findings) % {"n": findings},
    }
    return _("“%(document)s” is in the archive: %(events)s, %(findings)s.") % told


def preview(read: Read) -> dict[str, Any]:
    """Return what a preview shows: the records read, the text with what was read marked, and texts of equal bytes."""
    told = record(read)
    lists = ("events", "proposals", "organizations", "memberships", "counts", "findings")
    equal = Document.objects.filter(text__original__sha256=read.source.sha256)
    return {
        "told": told | {name: told[name][:LISTED] for name in lists},
        "numbers": {name: len(told[name]) for name in lists},
        "pieces": pieces(read),
        "is_cut": len(told["text"]) > SHOWN,
        "equal": equal,
    }


def pieces(read: Read) -> list[Piece]:
    """Return the text in pieces, one after the other, each read as something or not; of passages that overlap, the
    shortest are marked."""
    text = read.reading.parsed.text[:SHOWN]
    fields = _fields(read)
    taken = bytearray(len(text))
    for start, end in sorted(fields, key=lambda span: (span[1] - span[0], span)):
        if end > len(text) or any(taken[start:end]):
            del fields[(start, end)]
        else:
            taken[start:end] = b"\1" * (end - start)
    found, at = [], 0
    for (start, end), names in sorted(fields.items()):
        found += [Piece(text[at:start]), Piece(text[start:end], ", ".join(names))]
        at = end
    return [piece for piece in (*found, Piece(text[at:])) if piece.text]


def _fields(read: Read) -> dict[tuple[int, int], dict[str, None]]:
    """Return by passage what it is read as."""
    claims = [("document", claim) for claim in read.reading.claims]
    claims += [(telling.kind, claim) for telling in read.reading.tellings for claim in telling.claims]
    fields: dict[tuple[int, int], dict[str, None]] = {}
    for kind, claim in claims:
        fields.setdefault((claim.start, claim.end), {})[f"{kind}: {claim.field}"] = None
    return fields


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error:
        raise ValidationError(_("The preview came back damaged: send the text again.")) from None


def _carrying(form: TextForm) -> TextForm:
    """Return a form of hidden inputs that sends the same bytes and the same words back."""
    values = {name: value for name, value in form.cleaned_data.items() if name not in ("text", "file")}
    carrying = TextForm(initial=values | {"data": base64.b64encode(form.read.source.data).decode()})
    for name in ("text", "file"):
        del carrying.fields[name]
    for field in carrying.fields.values():
        field.widget = forms.HiddenInput()
    return carrying


def _as_text(form: TextForm) -> TextForm:
    """Return a form in which the text can be changed."""
    data = form.data.get("data", "")
    try:
        text = base64.b64decode(data, validate=True).decode("utf-8-sig")
    except ValueError:
        text = ""
    return TextForm(initial={name: form.data.get(name, "") for name in form.fields} | {"text": text, "data": ""})
