"""What editors decided of the evidence itself, in plain sentences: records joined, passages misread, what is the same.

A ruling that would name what readers may not see is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from osce_docs.editorial.evidence import Passage
from osce_docs.models import Ruling
from osce_docs.models.record import Record
from osce_docs.public.errata import Correction
from osce_docs.public.judged import claim_judged, places_judged


def judgements(record: Record, rulings: Iterable[Ruling]) -> Iterator[Correction]:
    """Yield rulings on the evidence for a record as readers see them, in the order given; they came with JUDGED."""
    for each in (ruling for ruling in rulings if ruling.kind in SENTENCES):
        label, sentence = SENTENCES[each.kind]
        if (told := sentence(each, record)) is not None:
            words, passages = told
            yield Correction(label, words, "", each.reason, each.made_at, each.revoked_at, passages)


Told = tuple[str, Sequence[Passage]] | None


def _joined(ruling: Ruling, record: Record) -> Told:
    other = getattr(ruling, str(record._meta.model_name))
    if not other.standing or other.status == Record.Status.WITHHELD:
        return None
    return gettext("“%(other)s” is the same; the two records were joined.") % {"other": other}, ()


def _misread(ruling: Ruling, record: Record) -> Told:
    judged = claim_judged(ruling)
    if judged is None:
        return None
    field, passage = judged
    words = gettext("The program misread this passage; what it took from it counts no longer (%(field)s).")
    return words % {"field": capfirst(field)}, [passage]


def _same(ruling: Ruling, record: Record) -> Told:
    return _pair(gettext("These passages tell of the same thing."), ruling)


def _different(ruling: Ruling, record: Record) -> Told:
    return _pair(gettext("These passages do not tell of the same thing."), ruling)


def _belongs(ruling: Ruling, record: Record) -> Told:
    places = [*places_judged(ruling).values()]
    return (gettext("This passage tells of this record."), places) if places else None


def _pair(words: str, ruling: Ruling) -> Told:
    places = places_judged(ruling)
    both = (ruling.telling, ruling.other)
    return (words, [places[key] for key in both]) if places.keys() >= {*both} else None


SENTENCES: Mapping[str, tuple[Any, Callable[[Ruling, Record], Told]]] = {
    Ruling.Kind.MERGE: (_("Records joined"), _joined),
    Ruling.Kind.MISREAD: (_("Misread"), _misread),
    Ruling.Kind.SAME: (_("The same"), _same),
    Ruling.Kind.DIFFERENT: (_("Not the same"), _different),
    Ruling.Kind.BELONGS: (_("Where it belongs"), _belongs),
}
