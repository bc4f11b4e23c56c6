"""What editors did, as sentences without their subject: “ruled that the date is 8–10 June 1992”."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.utils.translation import gettext as _

from osce_docs.admin.beside import keys_in, words
from osce_docs.editorial.relations import TIES, tied
from osce_docs.editorial.rule import subject
from osce_docs.models import Claim, Organization, Ruling
from osce_docs.models.record import Record

KINDS = Ruling.Kind


def ruled(ruling: Ruling, names: Mapping[str, str]) -> str:
    """Return what a ruling says; `names` are those of the organizations and the words it may name (`names_in`)."""
    record = subject(ruling)
    if record is not None and ruling.kind in (KINDS.FIELD, KINDS.RELATION):
        return _on_field(type(record), ruling, names)
    if ruling.kind == KINDS.STATUS:
        return _("marked it “%(status)s”") % {"status": Record.Status(ruling.value).label}
    if ruling.kind == KINDS.MERGE:
        return _("ruled that it is one with “%(other)s”") % {"other": names.get(str(ruling.value), ruling.value)}
    if ruling.kind == KINDS.BELONGS:
        told = {"telling": ruling.telling, "other": names.get(str(ruling.value), ruling.value)}
        return _("ruled that “%(telling)s” belongs to “%(other)s”") % told
    if ruling.kind == KINDS.DIFFERENT:
        return _("ruled that “%(one)s” and “%(other)s” are not the same") % {
            "one": ruling.telling,
            "other": ruling.other,
        }
    if ruling.kind == KINDS.MISREAD and ruling.claim in names:
        told = {"words": names[ruling.claim], "document": ruling.document}
        return _("ruled that “%(words)s” in “%(document)s” was read wrongly") % told
    return _("ruled: %(kind)s") % {"kind": ruling.get_kind_display()}


def label_of(model: type[Record], field: str) -> str:
    """Return the name of a field, or of a tie (`position/armenia`), as an editor knows it."""
    name, _slash, key = field.partition("/")
    if not key:
        return str(model._meta.get_field(field).verbose_name)
    tie = apps.get_model("osce_docs", TIES[name].model)._meta.verbose_name
    return f"{tie} “{', '.join(filter(None, key.split('/')))}”"


def field_read(model: type[Record], claim: Claim) -> str:
    """Return what a ruling would call the field that a claim is on; nothing where it only says what is told of."""
    if claim.field in TIES:
        return f"{claim.field}/{TIES[claim.field].key(tied(claim.value))}"
    return claim.field if claim.field in model.FIELDS else ""


def names_in(rulings: Iterable[Ruling]) -> dict[str, str]:
    """Return the names of the organizations that rulings name by key, and the words of readings they name."""
    listed = list(rulings)
    keys = {
        str(key)
        for ruling in listed
        if (record := subject(ruling)) is not None
        for key in ([ruling.value] if ruling.kind == KINDS.MERGE else keys_in(type(record), ruling.field, ruling.value))
    }
    keys |= {str(ruling.value) for ruling in listed if ruling.kind == KINDS.BELONGS}
    read = {ruling.claim for ruling in listed if ruling.kind == KINDS.MISREAD}
    names = dict(Organization.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
    return names | (dict(Claim.objects.filter(identity__in=read).values_list("identity", "quote")) if read else {})


def _on_field(model: type[Record], ruling: Ruling, names: Mapping[str, str]) -> str:
    told = {"field": label_of(model, ruling.field), "value": words(model, ruling.field, ruling.value, names)}
    if ruling.value is None:
        return _("ruled that the %(field)s cannot be said") % told
    if ruling.kind == KINDS.FIELD:
        return _("ruled that the %(field)s is “%(value)s”") % told
    if not ruling.value.get("exists", True):
        return _("ruled that the %(field)s does not stand") % told
    return _("ruled on the %(field)s: %(value)s") % told
