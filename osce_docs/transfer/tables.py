"""Which tables an archive file carries, in an order in which each finds what it refers to, and their columns."""

from collections.abc import Iterator
from graphlib import TopologicalSorter

from django.apps import apps
from django.db import models

from osce_docs.models import Change, KeptReading, SearchEntry, User, YearCount

# Made anew from the rest where the file is read.
DERIVED = (Change, KeptReading, SearchEntry, YearCount)
ACCOUNTS = "account"
# What is told of an account: no password, and not that it may do everything, which is said on the spot.
PERSON = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "date_joined")


def carried() -> list[type[models.Model]]:
    """Return the tables of a file, those referred to first; accounts come before them all, in a form of their own."""
    ours = [model for model in apps.get_app_config("osce_docs").get_models() if model not in (*DERIVED, User)]
    sorter = TopologicalSorter({model: sorted(_referred_to(model), key=_label) for model in ours})
    return [model for model in sorter.static_order() if model in ours]


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    """Return the columns of a table by their names in the file: an account is told by name, the rest by number."""
    return {field.name if names_account(field) else field.attname: field for field in model._meta.concrete_fields}


def names_account(field: models.Field) -> bool:
    """Tell whether a column refers to an account."""
    return field.related_model is User


def member(name: str) -> str:
    """Return the path of a table within the file."""
    return f"tables/{name}.jsonl"


def _referred_to(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for field in model._meta.concrete_fields:
        if field.related_model not in (None, model, User):
            yield field.related_model


def _label(model: type[models.Model]) -> str:
    return str(model._meta.label)
