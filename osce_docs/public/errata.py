"""What editors corrected on a record: when, and why. Authors and private notes are not even asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from osce_docs.editorial.evidence import FieldEvidence, rulings_on
from osce_docs.editorial.relations import TIES
from osce_docs.models import Ruling
from osce_docs.models.record import Record

MOST = 50
COLUMNS = ("field", "value", "reason", "made_at", "revoked_at")


@dataclass(frozen=True, slots=True)
class Correction:
    """A ruling in words: what it is about, what it says, what the sources say, and until when it stood."""

    label: Any
    words: str
    said: str
    reason: str
    made_at: datetime
    revoked_at: datetime | None = None


def rulings_for_readers(record: Record) -> list[Ruling]:
    """Return the rulings on a record's fields and ties, revoked ones too, the latest first."""
    return list(rulings_on(record).only(*COLUMNS))


def corrections(
    rulings: Iterable[Ruling],
    labels: Mapping[str, Any],
    evidence: Mapping[str, FieldEvidence],
    in_words: Callable[[str, Any], str],
) -> list[Correction]:
    """Return rulings as readers see them; `labels` names the fields and ties that they may see."""
    visible = [each for each in rulings if each.field in labels or not _names_a_body(each.field)]
    return [
        Correction(
            labels.get(each.field) or capfirst(each.field.partition("/")[0]),
            in_words(each.field, each.value),
            "; ".join(in_words(each.field, reading.value) for reading in _readings(evidence, each.field)),
            each.reason,
            each.made_at,
            each.revoked_at,
        )
        for each in visible[:MOST]
    ]


def _readings(evidence: Mapping[str, FieldEvidence], field: str) -> Iterable[Any]:
    return evidence[field].readings if field in evidence else ()


def _names_a_body(field: str) -> bool:
    """Whether a tie is to a body, of which readers may see no trace where it is withheld."""
    tie = TIES.get(field.partition("/")[0])
    return bool(tie and tie.bodies)
