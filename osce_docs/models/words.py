"""Stored values as readers and editors read them."""

from collections.abc import Mapping
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.text import capfirst

from osce_docs import edtf
from osce_docs.knowledge import load

from .event import Event
from .organization import Organization
from .proposal import Position

DATES = frozenset({"date", "founded", "dissolved", "since", "until", "as_of"})
CHOICES: Mapping[str, Mapping[Any, Any]] = {
    "kind": {
        **{kind: each["label"] for kind, each in load("events")["kinds"].items()},
        **{kind: capfirst(label) for kind, label in Organization.Kind.choices},
    },
    "mode": {mode: capfirst(label) for mode, label in Event.Mode.choices},
    "stance": {stance: capfirst(label) for stance, label in Position.Stance.choices},
}


def in_words(field: str, value: Any) -> str:
    """Return the value of a field as one would say it; an empty text where it is not known."""
    if value in (None, ""):
        return ""
    if field in DATES and edtf.is_valid(str(value)):
        return edtf.display(str(value))
    if field == "language":
        return str(LANG_INFO.get(str(value), {}).get("name", value))
    choices = CHOICES.get(field)
    return str(choices.get(value, capfirst(str(value).replace("-", " ")))) if choices else str(value)
