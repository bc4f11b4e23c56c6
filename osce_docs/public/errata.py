"""What editors corrected on a record: when, and why. Authors and private notes are not even asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from osce_docs.editorial.evidence import FieldEvidence, Passage
from osce_docs.editorial.relations import TIES
from osce_docs.models import Claim, Ruling, Telling
from osce_docs.models.question import Given, Question
from osce_docs.models.record import SHOWN, Record
from osce_docs.public.judged import JUDGED

MOST = 50
OF_VALUES = (Ruling.Kind.FIELD, Ruling.Kind.RELATION)
OF_PAIRS = (Ruling.Kind.SAME, Ruling.Kind.DIFFERENT)
OF_EVIDENCE = (Ruling.Kind.MERGE, Ruling.Kind.MISREAD, *OF_PAIRS, Ruling.Kind.BELONGS)
COLUMNS = ("kind", "field", "value", "claim", "telling", "other", "reason", "made_at", "revoked_at")
NAMES = {
    "document": ("title", "title_supplied"),
    "organization": ("name",),
    "event": ("title",),
    "proposal": ("name",),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A ruling in words: what it is about, what it says, what the sources say, and until when it stood.

    `passages` are those that it judges, where it is about passages.
    """

    label: Any
    words: Any
    said: str
    reason: str
    made_at: datetime
    revoked_at: datetime | None = None
    passages: Sequence[Passage] = ()


def rulings_on_values(record: Record) -> list[Ruling]:
    """Return the rulings on the fields and ties of a record, revoked ones too, the latest first."""
    own = Ruling.objects.filter(kind__in=OF_VALUES, **{str(record._meta.model_name): record})
    return list(own.order_by("-made_at", "-pk").only(*COLUMNS))


def rulings_for_readers(record: Any) -> list[Ruling]:
    """Return the rulings on a record and on the passages that tell of it, revoked ones too, the latest first.

    They come with the passages that they judge.
    """
    of = str(record._meta.model_name)
    numbers = {number for (number,) in _numbers(of, record.is_kept)(record=record.pk, key=record.key)}
    # On most records there are none, and PostgreSQL thinks longer about what comes along than about all else of a page.
    stored = _rulings(of)(numbers=numbers) if numbers else []
    return record.supposed.rulings(stored) if record.supposed else stored


@cache
def _rulings(of: str) -> Question:
    """Return the question for rulings by their numbers, with the passages that they judge and the record of a kind."""
    rulings = Ruling.objects.filter(pk__among=Given("numbers")).annotate(**JUDGED).select_related(of)
    shown = rulings.only(*COLUMNS, *(f"{of}__{name}" for name in ("slug", *NAMES[of], *SHOWN)))
    return Question(shown.order_by("-made_at", "-pk"))


@cache
def _numbers(of: str, much_told: bool) -> Question:
    """Return the question for the numbers of the rulings on a record of a kind, by its number and key.

    Those on readings are looked up by what is told of the record, or of a record of which very much is told the other
    way about.
    """
    record, key = Given("record"), Given("key", Ruling._meta.get_field("value"))
    moved = Exists(Telling.objects.filter(kind=of, key=OuterRef("telling")))
    own = Q(kind__in=OF_VALUES, **{of: record})
    merged = Q(kind=Ruling.Kind.MERGE, value=key, **{f"{of}__isnull": False})
    belonging = Q(Q(kind=Ruling.Kind.BELONGS, value=key) & moved)
    judging = _judging_one_of(of, record) if much_told else _found_by_what_is_told(of, record)
    # Each part by itself is found in an index.
    parts = (Ruling.objects.filter(each).order_by().values_list("pk") for each in (merged, belonging, *judging))
    return Question(Ruling.objects.filter(own).order_by().values_list("pk").union(*parts))


def _found_by_what_is_told(of: str, record: Given) -> list[Q]:
    """Return the conditions of rulings on claims and tellings of a record, found by these.

    The kind tells nothing that these do not, but to leave out one: a database would rather look at all of a kind.
    """
    claims = Claim.objects.filter(**{f"telling__{of}": record}).values("identity")
    tellings = Telling.objects.filter(kind=of, **{of: record}).values("key")
    pairs = (Q(telling__in=tellings), Q(other__in=tellings))
    return [Q(claim__in=claims), *(each & ~Q(kind=Ruling.Kind.BELONGS) for each in pairs)]


def _judging_one_of(of: str, record: Given) -> list[Q]:
    """Return the same conditions for all rulings of these kinds to be looked at."""
    claims = Claim.objects.filter(identity=OuterRef("claim"), **{f"telling__{of}": record})
    tellings = Telling.objects.filter(kind=of, **{of: record})
    pairs = (Exists(tellings.filter(key=OuterRef(side))) for side in ("telling", "other"))
    judged = {"kind": Ruling.Kind.MISREAD}, {"kind__in": OF_PAIRS}, {"kind__in": OF_PAIRS}
    return [Q(Q(**kind) & each) for kind, each in zip(judged, (Exists(claims), *pairs), strict=True)]


def corrections(
    rulings: Iterable[Ruling],
    labels: Mapping[str, Any],
    evidence: Mapping[str, FieldEvidence],
    in_words: Callable[[str, Any], str],
) -> list[Correction]:
    """Return rulings on values as readers see them; `labels` names the fields and ties that they may see."""
    on_values = [each for each in rulings if each.kind in OF_VALUES]
    visible = [each for each in on_values if each.field in labels or not _names_a_body(each.field)]
    return [
        Correction(
            labels.get(each.field) or capfirst(each.field.partition("/")[0]),
            in_words(each.field, each.value),
            "; ".join(in_words(each.field, reading.value) for reading in _readings(evidence, each.field)),
            each.reason,
            each.made_at,
            each.revoked_at,
        )
        for each in visible
    ]


def _readings(evidence: Mapping[str, FieldEvidence], field: str) -> Iterable[Any]:
    return evidence[field].readings if field in evidence else ()


def _names_a_body(field: str) -> bool:
    """Whether a tie is to a body, of which readers may see no trace where it is withheld."""
    tie = TIES.get(field.partition("/")[0])
    return bool(tie and tie.bodies)
