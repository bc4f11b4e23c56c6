"""What editors decided of the evidence itself, in plain sentences: records joined, passages misread, what is the same.

A ruling that would name what readers may not see is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from osce_docs.editorial.evidence import Passage
from osce_docs.models import Claim, Document, Ruling, Telling
from osce_docs.models.record import Record
from osce_docs.public.errata import OF_PAIRS, Correction


@dataclass(frozen=True, slots=True)
class Judged:
    """What rulings are about: claims by identity, places by telling; of documents that readers may see."""

    of: str
    claims: Mapping[str, Claim]
    places: Mapping[str, Passage]


def judgements(record: Record, rulings: Iterable[Ruling]) -> Iterator[Correction]:
    """Yield rulings on the evidence for a record as readers see them, in the order given."""
    on_evidence = [each for each in rulings if each.kind in SENTENCES]
    judged = Judged(str(record._meta.model_name), _claims(on_evidence), _places(on_evidence))
    for each in on_evidence:
        label, sentence = SENTENCES[each.kind]
        if (told := sentence(each, judged)) is not None:
            words, passages = told
            yield Correction(label, words, "", each.reason, each.made_at, each.revoked_at, passages)


Told = tuple[str, Sequence[Passage]] | None


def _joined(ruling: Ruling, judged: Judged) -> Told:
    other = getattr(ruling, judged.of)
    if not other.standing or other.status == Record.Status.WITHHELD:
        return None
    return gettext("“%(other)s” is the same; the two records were joined.") % {"other": other}, ()


def _misread(ruling: Ruling, judged: Judged) -> Told:
    claim = judged.claims.get(ruling.claim)
    if claim is None:
        return None
    words = gettext("The program misread this passage; what it took from it counts no longer (%(field)s).")
    passage = Passage(claim.telling.document, claim.start, claim.end, claim.quote)
    return words % {"field": capfirst(claim.field)}, [passage]


def _same(ruling: Ruling, judged: Judged) -> Told:
    return _pair(gettext("These passages tell of the same thing."), ruling, judged)


def _different(ruling: Ruling, judged: Judged) -> Told:
    return _pair(gettext("These passages do not tell of the same thing."), ruling, judged)


def _belongs(ruling: Ruling, judged: Judged) -> Told:
    place = judged.places.get(ruling.telling)
    return place and (gettext("This passage tells of this record."), [place])


def _pair(words: str, ruling: Ruling, judged: Judged) -> Told:
    places = [judged.places.get(key) for key in (ruling.telling, ruling.other)]
    shown = [place for place in places if place is not None]
    return (words, shown) if len(shown) == len(places) else None


SENTENCES: Mapping[str, tuple[Any, Callable[[Ruling, Judged], Told]]] = {
    Ruling.Kind.MERGE: (_("Records joined"), _joined),
    Ruling.Kind.MISREAD: (_("Misread"), _misread),
    Ruling.Kind.SAME: (_("The same"), _same),
    Ruling.Kind.DIFFERENT: (_("Not the same"), _different),
    Ruling.Kind.BELONGS: (_("Where it belongs"), _belongs),
}


def _claims(rulings: Iterable[Ruling]) -> dict[str, Claim]:
    identities = {each.claim for each in rulings} - {""}
    if not identities:
        return {}
    found = Claim.objects.filter(identity__in=identities, telling__document__in=Document.objects.public())
    return {claim.identity: claim for claim in found.select_related("telling__document").order_by("pk")}


def _places(rulings: Iterable[Ruling]) -> dict[str, Passage]:
    keys = {key for each in rulings if each.kind in PLACED for key in (each.telling, each.other)} - {""}
    if not keys:
        return {}
    found = Telling.objects.filter(key__in=keys, document__in=Document.objects.public()).select_related(
        "document__text__edition"
    )
    return {each.key: _passage(each) for each in found}


PLACED = (*OF_PAIRS, Ruling.Kind.BELONGS)


def _passage(telling: Telling) -> Passage:
    words = telling.document.passage(telling.start, telling.end)
    return Passage(telling.document, telling.start, telling.end, words)
