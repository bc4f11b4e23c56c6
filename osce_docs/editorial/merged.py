"""Which record stands for one that an editor merged into another: rulings say so, and all reading follows."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from osce_docs.editorial.relations import names_a_body
from osce_docs.models import Organization
from osce_docs.models.record import Record

Pairs = Mapping[str, str]
NOTHING: Pairs = MappingProxyType({})


class Merged:
    """What is merged into what among the records of a kind, by key; `more` are pairs to be taken for merged too.

    It is looked up once, when it is first asked for, unless it is at hand: `known`.
    """

    def __init__(self, model: type[Record], more: Pairs = NOTHING, known: Pairs | None = None) -> None:
        self._model, self._more, self._known = model, more, known

    @cached_property
    def _into(self) -> Pairs:
        if self._known is not None:
            return {**self._known, **self._more}
        gone = self._model._default_manager.filter(merged_into__isnull=False)
        return {**dict(gone.values_list("key", "merged_into__key")), **self._more}

    def final(self, key: str) -> str:
        """Return the key of the record that stands for this one."""
        return self._chain(key)[-1]

    def finals(self) -> dict[str, str]:
        """Return for each merged record which stands for it."""
        return {key: self.final(key) for key in self._into}

    def whole(self, key: str) -> list[str]:
        """Return the keys of a record and of all that was merged into it, its own first."""
        return [key, *sorted(each for each in self._into if key in self._chain(each)[1:])]

    def _chain(self, key: str) -> list[str]:
        """Return the keys of a record, of the one it is merged into, and so on."""
        chain = [key]
        while chain[-1] in self._into:
            chain.append(self._into[chain[-1]])
        return chain


def present_bodies(fields: Iterable[str], merged: Merged | None = None) -> dict[str, str]:
    """Return for each merged organization which stands for it; nothing where none of the fields names one."""
    return (merged or Merged(Organization)).finals() if any(map(names_a_body, fields)) else {}
