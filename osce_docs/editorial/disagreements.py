"""What sources say differently of one record, as plain values and as sentences. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from osce_docs import edtf
from osce_docs.editorial.agreement import Fact, Reading, readings
from osce_docs.editorial.relations import TIES, tied


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The readings of one field, or of one tie (`position/armenia`), that do not agree."""

    field: str
    readings: tuple[Reading, ...]

    @property
    def between_documents(self) -> bool:
        """Whether different documents say so; what one document says twice is a contradiction of its own."""
        return len(frozenset().union(*(reading.documents for reading in self.readings))) > 1


def disagreements(fields: Mapping[str, str], said: Mapping[str, Iterable[Fact]]) -> list[Disagreement]:
    """Return where the facts about one record differ; `fields` maps its fields to their ways of agreeing."""
    found = [
        Disagreement(field, told)
        for field, how in fields.items()
        if how != "mode" and len(told := readings(how, said.get(field, ()))) > 1
    ]
    for name, tie in TIES.items():
        if tie.disputable:
            found += [
                Disagreement(f"{name}/{key}", told)
                for key, told in tie_readings(tie, said.get(name, ())).items()
                if len(told) > 1
            ]
    return found


def tie_readings(tie: Any, facts: Iterable[Fact]) -> dict[str, tuple[Reading, ...]]:
    """Return by tie key the readings of its disputable column, or one reading where nothing can be disputed."""
    by_key: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.mode != "denied":
            by_key.setdefault(tie.key(tied(fact.value)), []).append(fact)
    return {key: _of_column(tie, group) for key, group in sorted(by_key.items())}


def _of_column(tie: Any, told: Sequence[Fact]) -> tuple[Reading, ...]:
    first = min(told, key=lambda fact: (fact.document, fact.identity))
    if not tie.disputable:
        return (Reading(tied(first.value), tuple(told)),)
    bare = [
        Fact(tied(fact.value)[tie.disputable], fact.document, fact.witness, fact.dated, fact.identity, fact.mode)
        for fact in told
    ]
    return tuple(
        Reading({**tied(first.value), tie.disputable: reading.value}, reading.facts)
        for reading in readings("same", bare)
    )


def sentence(title: str, disagreement: Disagreement) -> str:
    """Return a disagreement as one sentence for an editor."""
    field, _, party = disagreement.field.partition("/")
    subject = f"{field} of {party}" if party else field
    values = [in_words(disagreement.field, reading.value) for reading in disagreement.readings]
    return f"Sources differ on the {subject} of “{title}”: {'; or '.join(values)}."


def in_words(field: str, value: Any) -> str:
    """Return a value as a reader would say it."""
    if isinstance(value, dict):
        return str(value.get("stance") or value.get("number") or value.get("name"))
    return edtf.display(value) if field in {"date", "founded", "dissolved"} and edtf.is_valid(value) else str(value)
