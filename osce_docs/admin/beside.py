"""What stands beside a field of a form: what the sources say, in their words and in context, and what was ruled."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from osce_docs.editorial.disagreements import in_words
from osce_docs.editorial.evidence import READINGS, FieldEvidence, Passage, ToldValue, evidence
from osce_docs.editorial.relations import TIES
from osce_docs.editorial.supposed import Whole
from osce_docs.models import Document, Organization, Ruling
from osce_docs.models.record import Record

QUOTES = 3
CONTEXT = 110


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with the words before and after it, and the names of who is quoted there."""

    passage: Passage
    before: str
    after: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a field: its value, the value in words, how many independent documents say so, and where.

    `more` is how many passages are not shown, `documents` how many say so in all, those that retell others included.
    `usable` is False where the value cannot be ruled as it stands: a body that the archive does not know.
    """

    value: Any
    words: str
    witnesses: int
    quotes: tuple[Quote, ...]
    more: int
    usable: bool
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one field, or one tie; `more` says that there are further readings."""

    readings: tuple[Reading, ...] = ()
    ruling: Ruling | None = None
    ruled: str = ""
    more: bool = False

    @property
    def disputed(self) -> bool:
        """Whether the sources differ."""
        return len(self.readings) > 1


def beside(
    record: Record,
    only: Collection[str] | None,
    most: int = QUOTES,
    readings: int = READINGS,
    whole: Whole | None = None,
) -> dict[str, Beside]:
    """Return what stands beside the fields (and ties, `position/armenia`) of a record that `only` names, None for all.

    Of each of them so many `readings` are shown, and of each reading `most` passages.
    `whole` is all that is told of the record, if that is at hand.
    """
    at_hand = {"merged": whole.merged, "told": whole.told} if whole else {}
    told = evidence(record, only=only, passages=most, readings=readings, **at_hand)
    shown = [passage for each in told.values() for reading in each.readings for passage in reading.passages]
    names = _names(record, told, shown)
    texts = _texts(shown)
    return {field: _beside(record, each, names, texts) for field, each in told.items()}


def words(model: type[Record], field: str, value: Any, names: Mapping[str, str]) -> str:
    """Return a value as an editor would say it; `names` are those of the organizations it may name by key."""
    if value is None:
        return _("unknown")
    if "/" in field:
        return _tie_words(field, value, names)
    column = model._meta.get_field(field)
    if column.is_relation:
        return names.get(value, str(value))
    labels = dict(column.flatchoices)
    return str(labels[value]) if value in labels else in_words(field, value)


def _tie_words(field: str, value: Any, names: Mapping[str, str]) -> str:
    if not isinstance(value, dict):
        return str(value)
    told = [names.get(part, str(part)) for name, part in value.items() if part and name != "exists"]
    stands = value.get("exists", True)
    return ", ".join(told or [_("stands") if stands else ""]) if stands else _("does not stand")


def _names(record: Record, told: Mapping[str, FieldEvidence], shown: Iterable[Passage]) -> dict[str, str]:
    keys = {key for passage in shown for key in _speakers(passage)}
    for field, each in told.items():
        values = [reading.value for reading in each.readings] + ([each.ruling.value] if each.ruling else [])
        keys |= {str(part) for value in values for part in keys_in(type(record), field, value)}
    return dict(Organization.objects.filter(key__in=keys).values_list("key", "name"))


def keys_in(model: type[Record], field: str, value: Any) -> Iterable[Any]:
    """Return the keys of organizations that a value of a field, or of a tie, names."""
    name, _slash, key = field.partition("/")
    if key:
        return [part for part in TIES[name].columns(value).values() if part] if isinstance(value, dict) else []
    return [value] if value and field and model._meta.get_field(field).is_relation else []


def _texts(passages: Iterable[Passage]) -> dict[int, str]:
    ids = {passage.document.pk for passage in passages}
    documents = Document.objects.filter(pk__in=ids).select_related("text__edition")
    return {document.pk: document.text.readable for document in documents}


def _beside(record: Record, told: FieldEvidence, names: Mapping[str, str], texts: Mapping[int, str]) -> Beside:
    readings = tuple(_reading(record, told.field, each, names, texts) for each in told.readings)
    ruled = words(type(record), told.field, told.ruling.value, names) if told.ruling else ""
    return Beside(readings, told.ruling, ruled, told.more)


def _reading(
    record: Record, field: str, told: ToldValue, names: Mapping[str, str], texts: Mapping[int, str]
) -> Reading:
    quotes = tuple(quoted(passage, texts[passage.document.pk], names) for passage in told.passages)
    usable = "/" in field or not record._meta.get_field(field).is_relation or told.value in names
    said = words(type(record), field, told.value, names)
    documents = len({passage.document.pk for passage in told.passages}) if not told.unread else told.documents
    return Reading(told.value, said, told.witnesses, quotes, told.unread, usable, documents)


def _speakers(passage: Passage) -> list[str]:
    return [key for key in passage.speaker.split("+") if key]


def quoted(passage: Passage, text: str, names: Mapping[str, str] = MappingProxyType({})) -> Quote:
    """Return a passage with its context, cut at white space; `names` are those of bodies that may be quoted in it."""
    before = text[max(0, passage.start - CONTEXT) : passage.start].rpartition("\n")[2]
    after = text[passage.end : passage.end + CONTEXT].partition("\n")[0]
    cut_before = len(before) == CONTEXT
    cut_after = len(after) == CONTEXT
    return Quote(
        passage,
        f"… {before.partition(' ')[2]}" if cut_before else before,
        f"{after.rpartition(' ')[0]} …" if cut_after else after,
        ", ".join(names.get(key, key) for key in _speakers(passage)),
    )
