"""Which records nothing tells of but documents that are to be erased: their keys and names are words of these.

A record that an editor named, or that another ruling or note names, is the archive's own statement and none of them.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import F, Q

from osce_docs.ingest.extract.gazetteer import entry
from osce_docs.models import Annotation, Event, Mention, Organization, Proposal, Ruling, Telling
from osce_docs.models.record import Record
from osce_docs.search.words import words

NAMES = {Event: "title", Organization: "name", Proposal: "name"}
MATCHED: tuple[type[Record], ...] = (Event, Proposal)
# Of words of so many letters, those that two texts share by chance are few.
LONG = 5
Keys = dict[int, str]


def alone(documents: Collection[int], editions: Collection[int], said: Collection[str]) -> dict[type[Record], Keys]:
    """Return the keys of these records by kind and id; `editions` are those of the navigation that go too.

    With what former texts of theirs have left: records that nothing tells of, whose keys have words that were `said`.
    """
    own = Q(document__in=documents) | Q(edition__in=editions)
    found = {model: _matched(model, own, said) for model in MATCHED} | {Organization: _bodies(documents, own, said)}
    return {model: _unnamed(model, keys, documents) for model, keys in found.items()}


def block_of(key: str) -> str:
    """Return the block of tellings that a record's key begins with; a date or a hash may follow."""
    return re.split("[@#]", key, maxsplit=1)[0]


def _matched(model: type[Record], own: Q, said: Collection[str]) -> Keys:
    """Return the records that only these tellings are of, and those that none is of: merged ones, and leavings.

    Where a withheld document tells of something in a block, it may be of any record whose key begins with that.
    """
    kind = str(model._meta.model_name)
    told = set(Telling.objects.filter(own, kind=kind).values_list(kind, flat=True)) - {None}
    rows = model._default_manager.filter(Q(pk__in=told) | Q(standing=False) | Q(merged_into__isnull=False))
    keys = {pk: key for pk, key in rows.values_list("pk", "key") if pk in told or _says(key, said)}
    blocks = {block_of(key) for key in keys.values()}
    tellings = Telling.objects.filter(Q(block__among=blocks) | Q(**{f"{kind}__among": set(keys)}), kind=kind)
    others = list(tellings.exclude(own).values_list(kind, "block").distinct())
    shared = {record for record, _ in others} - {None}
    open_blocks, told_blocks = {block for record, block in others if record is None}, {block for _, block in others}
    return {
        pk: key
        for pk, key in keys.items()
        if pk not in shared and block_of(key) not in (open_blocks if pk in told else told_blocks)
    }


def _bodies(documents: Collection[int], own: Q, said: Collection[str]) -> Keys:
    """Return the bodies that only these documents name, and those that nothing does; left out are those that the data
    files know or an editor made."""
    mentioned = Mention.objects.filter(document__in=documents)
    told = Telling.objects.filter(own, organization__isnull=False)
    ids = {pk for names in mentioned.values_list("named", "organization") for pk in names}
    ids |= set(told.values_list("organization", flat=True))
    rows = Organization.objects.filter(Q(pk__in=ids) | Q(standing=False), merged_into=None, merged_from=None)
    own_made = {pk: key for pk, key in rows.values_list("pk", "key") if entry(key) is None and not _is_by_hand(key)}
    keys = {pk: key for pk, key in own_made.items() if pk in ids or _says(key, said)}
    others = Mention.objects.exclude(document__in=documents)
    shared = {pk for name in ("named", "organization") for pk in _values(others, name, keys)}
    shared |= set(_values(Telling.objects.exclude(own), "organization", keys))
    return {pk: key for pk, key in keys.items() if pk not in shared}


def _is_by_hand(key: str) -> bool:
    return key.startswith("manual:")


def _says(key: str, said: Collection[str]) -> bool:
    return any(len(word) >= LONG and word in said for word in words(key))


def _values(rows: Any, name: str, ids: Collection[int]) -> Any:
    return rows.filter(**{f"{name}__among": set(ids)}).values_list(name, flat=True).distinct()


def _unnamed(model: type[Record], keys: Keys, documents: Collection[int]) -> Keys:
    """Return those that no ruling, and no note on another text, makes the archive's own statement."""
    subject = str(model._meta.model_name)
    about = Ruling.objects.standing().filter(field=NAMES[model], **{f"{subject}__in": keys})
    named = {pk for pk, value in about.values_list(subject, "value") if value}
    notes = Annotation.objects.filter(**{f"{subject}__in": keys}).exclude(document__in=documents)
    named |= set(notes.values_list(subject, flat=True))
    if model is Organization:
        named |= _named_elsewhere(keys, documents)
    return {pk: key for pk, key in keys.items() if pk not in named}


def _named_elsewhere(keys: Mapping[int, str], documents: Collection[int]) -> set[int]:
    """Return the bodies that rulings on other records name by key: as a party, a parent, a member."""
    rulings = Ruling.objects.exclude(document__in=documents).annotate(key=F("organization__key"))
    rows = rulings.values_list("key", "field", "value", "telling", "other").iterator() if keys else ()
    ids = {key: pk for pk, key in keys.items()}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(ids)))})(?![\w-])")
    return {ids[found] for key, *told in rows for found in pattern.findall(_said(told)) if found != key}


def _said(told: Iterable[Any]) -> str:
    """Return what a ruling says, but for what it says of a passage: that names the body as the text does."""
    return json.dumps([each for each in told if each and "#" not in str(each)], ensure_ascii=False)
