"""Stored values in words, for templates."""

from typing import Any

from django import template

from osce_docs.models.words import in_words

register = template.Library()


@register.filter
def words(value: Any, field: str) -> str:
    """Return the value of a field as a reader would say it: `{{ row.since|words:"since" }}`."""
    return in_words(field, value)
