"""A record's values as a reader sees them: in words, each with the passages it rests on."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from osce_docs.editorial.annotate import notes_among
from osce_docs.editorial.evidence import READINGS, FieldEvidence, Passage, ToldValue
from osce_docs.editorial.evidence import evidence as evidence_for
from osce_docs.editorial.kept import SummedByName, is_kept, summed
from osce_docs.editorial.merged import Merged
from osce_docs.models import Annotation, Organization, Ruling
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record, shown
from osce_docs.models.words import in_words
from osce_docs.public.criticism import judgements
from osce_docs.public.details.ties import Part
from osce_docs.public.errata import MOST, OF_VALUES, Correction, corrections
from osce_docs.public.gathered import merged

# A page shows so many passages for a value; what more there are is counted.
SHOWN = 12
# So many are read for that: some say it again in the same words.
READ = 2 * SHOWN
AT_ONCE = 2
# And so many of the editors' notes.
NOTES = 50


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a value: its words, how many independent documents say so, and the first of its passages."""

    words: str
    witnesses: int
    passages: Sequence[Passage]
    more: int = 0

    @property
    def first(self) -> Sequence[Passage]:
        """The passages shown at once."""
        return self.passages[:AT_ONCE]

    @property
    def others(self) -> Sequence[Passage]:
        """The passages shown on request."""
        return self.passages[AT_ONCE:]


@dataclass(frozen=True, slots=True)
class Told:
    """A value with what stands behind it; `target` is the record it names, where it names one.

    `more` says that there are further readings.
    """

    label: Any
    words: str
    readings: Sequence[Reading] = ()
    ruling: Ruling | None = None
    ruled_words: str = ""
    target: Record | None = None
    more: bool = False

    @property
    def disputed(self) -> bool:
        """Whether the sources differ."""
        return len(self.readings) > 1

    @property
    def is_tied(self) -> bool:
        """Whether as many documents stand behind the second reading as behind the first."""
        return self.disputed and self.readings[0].witnesses == self.readings[1].witnesses

    @property
    def in_one_text(self) -> bool:
        """Whether it is one document alone that says both of the first two readings."""
        documents = [{each.document.pk for each in reading.passages} for reading in self.readings[:2]]
        return self.is_tied and documents[0] == documents[1] and len(documents[0]) == 1


def along_with(model: type[Record]) -> dict[str, Any]:
    """Return the columns that a query of records of a kind needs for their evidence.

    They are which bodies are merged into which, which records of this kind are, and whether readings are kept.
    """
    return {"merged_bodies": merged(Organization), "merged_alike": merged(model), "is_kept": is_kept(model)}


def told_of(record: Any, merged: Merged, only: Collection[str] | None) -> SummedByName:
    """Return what is told of these fields and ties of a record, None for all; it came with what `along_with` names.

    Where its page is tried out, all that was read for that.
    """
    if record.supposed:
        return record.supposed.whole.told
    kept = [record.pk] if record.is_kept else []
    return summed(type(record), [record.pk], merged, only, READINGS + 1, kept)[record.pk]


@cache
def _notes(of: str) -> Question:
    """Return the question for the editors' notes for readers on records of a kind, by their keys."""
    noted = for_readers(notes_among(of, Given("keys")).filter(shown("document__")))
    return Question(noted.order_by("document__key", "start", "pk").defer("author")[:NOTES])


class Evidence:
    """The evidence for one record, asked for by field or by tie; `ties` are those that the page shows, by field.

    The record came with what `along_with` names; `rulings` are those for readers.
    """

    def __init__(self, record: Any, rulings: Sequence[Ruling], **ties: Iterable[Any]) -> None:
        self.record, self.rulings = record, rulings
        self.merged = Merged(Organization, known=dict(record.merged_bodies))
        ruled = [each for each in self.rulings if each.kind in OF_VALUES]
        shown = {f"{name}/{row.key}" for name, rows in ties.items() for row in rows}
        only = {*record.FIELDS, *shown, *(each.field for each in ruled[:MOST])}
        self.found = evidence_for(
            record, ruled, self.merged, only, passages=READ, told=told_of(record, self.merged, only)
        )
        self._name_as_supposed(self.passages())
        self.bodies = self._bodies()
        self.labels: dict[str, Any] = {}

    def field(self, name: str, label: Any, words: str, target: Record | None = None) -> Told:
        """Return a field's value, shown as `words`."""
        return self._told(name, label, words, target)

    def tie(self, name: str, row: Any, label: Any, target: Record | None = None) -> Told:
        """Return a tie, by its field's name and its row, shown as `label`."""
        return self._told(f"{name}/{row.key}", label, "", target)

    def ties(self, name: str, part: Part, body: str, words: Callable[[Any], Any]) -> list[tuple[Any, Told]]:
        """Return those of some ties that readers may see, with their evidence; `body` is the column of their body."""
        visible, others = (
            [row for row in rows if getattr(row, body) is None or visible_body(getattr(row, body))]
            for rows in (part.rows, part.others)
        )
        told = [(row, self.tie(name, row, words(row), getattr(row, body))) for row in visible]
        self.labels |= {f"{name}/{row.key}": str(row) for row in [*visible, *others]}
        return [(row, each) for row, each in told if row.exists]

    def errata(self) -> list[Correction]:
        """Return what editors corrected, the latest first, once all that the page shows has been asked for."""
        of_values = corrections(self.rulings, self.labels, self.found, self._words)
        everything = [*of_values, *judgements(self.record, self.rulings)]
        self._name_as_supposed(passage for each in everything for passage in each.passages)
        return sorted(everything, key=lambda each: each.made_at, reverse=True)[:MOST]

    def notes(self) -> list[Annotation]:
        """Return the editors' notes for readers on the record and on what was merged into it; not who wrote them."""
        alike = Merged(type(self.record), known=dict(self.record.merged_alike))
        return _notes(str(self.record._meta.model_name))(keys=alike.whole(self.record.key))

    def passages(self) -> Iterator[Passage]:
        """Yield all passages that the record's values rest on."""
        for each in self.found.values():
            for reading in each.readings:
                yield from reading.passages

    def _name_as_supposed(self, passages: Iterable[Passage]) -> None:
        """Let passages in the record's own text name it as it would be, where its page is tried out."""
        own = [each.document for each in passages if self.record.supposed and each.document == self.record]
        for document in own:
            self.record.supposed.on(document)

    def _told(self, name: str, label: Any, words: str, target: Record | None) -> Told:
        found = self.found.get(name) or FieldEvidence(name, ())
        self.labels.setdefault(name, label)
        readings = [self._reading(name, told) for told in found.readings]
        ruled = self._words(name, found.ruling.value) if found.ruling else ""
        return Told(label, words, readings, found.ruling, ruled, target, found.more)

    def _reading(self, name: str, told: ToldValue) -> Reading:
        """Return a reading with its passages, each place once: two tellings may rest on the same words.

        Where a document says it again in the same words, that comes last.
        """
        places = {(passage.document.pk, passage.start, passage.end): passage for passage in reversed(told.passages)}
        passages = _new_words_first(reversed(places.values()))
        return Reading(
            self._words(name, told.value), told.witnesses, passages[:SHOWN], max(0, len(passages) - SHOWN) + told.unread
        )

    def _words(self, name: str, value: Any) -> str:
        field = name.partition("/")[0]
        if isinstance(value, dict) and "stance" in value:
            return in_words("stance", value["stance"])
        if isinstance(value, dict):
            return str(_("so it is") if value.get("exists", True) else _("not so"))
        if field in {"body", "parent"} and value:
            return self.bodies.get(value, str(_("a body that is not shown")))
        return in_words(field, value)

    def _bodies(self) -> Mapping[str, str]:
        """Return the names of the bodies that readings name by key."""
        told = [self.found[name] for name in ("body", "parent") if name in self.found]
        keys = {reading.value for each in told for reading in each.readings}
        keys |= {each.ruling.value for each in told if each.ruling}
        keys |= {each.value for each in self.rulings if each.field in {"body", "parent"}}
        above = getattr(self.record, "parent", None) or getattr(self.record, "body", None)
        if keys - {None, ""} <= ({above.key} if above else set()):
            return {above.key: above.name} if above and above.shown else {}
        return dict(Organization.objects.public().filter(key__in=keys - {None, ""}).values_list("key", "name"))


def _new_words_first(passages: Iterable[Passage]) -> list[Passage]:
    seen: set[tuple[int, str]] = set()
    first: list[Passage] = []
    again: list[Passage] = []
    for passage in passages:
        words = (passage.document.pk, passage.quote)
        (again if words in seen else first).append(passage)
        seen.add(words)
    return first + again


def for_readers(notes: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Return those of the notes that readers may see: none on a record that is withheld."""
    about = (f"{name}__status" for name in ("organization", "event", "proposal"))
    withheld = Q(*((status, Record.Status.WITHHELD) for status in about), _connector=Q.OR)
    return notes.filter(is_public=True, orphaned=False).exclude(withheld)


def visible_body(body: Organization) -> bool:
    """Whether readers may see a body; a merged one leads to the one it is merged into."""
    return body.status != Record.Status.WITHHELD and (body.standing or body.merged_into_id is not None)
