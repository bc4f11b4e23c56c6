"""What was read of a record and ruled wrong: it stands beside the field it was read for, and is taken back there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from osce_docs.admin.beside import Quote, keys_in, quoted, words
from osce_docs.admin.sentences import field_read, label_of
from osce_docs.editorial.evidence import Passage
from osce_docs.editorial.facts import owner_path
from osce_docs.models import Claim, Organization, Ruling
from osce_docs.models.record import Record

# So many a form shows, the first by document.
MOST = 50


@dataclass(frozen=True, slots=True)
class Misread:
    """A reading ruled wrong: of which field (nothing: that the record is told of at all), what was read, and where."""

    field: str
    label: str
    words: str
    quote: Quote
    ruling: Ruling


def misread_of(record: Record) -> list[Misread]:
    """Return what was read of a record and is ruled wrong, in the order of the documents."""
    model = type(record)
    ruled = Ruling.objects.standing().filter(kind=Ruling.Kind.MISREAD)
    claims = Claim.objects.filter(**{owner_path(model): record.pk}, identity__in=ruled.values("claim"))
    about = {"telling__kind": model._meta.model_name}
    told = list(
        claims.filter(**about)
        .select_related("telling__document__text__edition")
        .order_by("telling__document__key", "start", "id")[:MOST]
    )
    rulings = {
        ruling.claim: ruling
        for ruling in ruled.filter(claim__in=[claim.identity for claim in told]).select_related("author")
    }
    names = _names(model, told)
    return [_misread(model, claim, rulings[claim.identity], names) for claim in told]


def _names(model: type[Record], told: list[Claim]) -> dict[str, str]:
    read = [(field_read(model, claim), claim.value) for claim in told]
    keys = {str(key) for name, value in read if name for key in keys_in(model, name, value)}
    return dict(Organization.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}


def _misread(model: type[Record], claim: Claim, ruling: Ruling, names: dict[str, str]) -> Misread:
    name, document = field_read(model, claim), claim.telling.document
    label = label_of(model, name) if name else _("that it is told of")
    said = words(model, name, claim.value, names) if name else ""
    passage = Passage(document, claim.start, claim.end, claim.quote)
    return Misread(name, label, said, quoted(passage, document.text.readable), ruling)
