"""What the labels of a site's navigation name: `Mission to Serbia` under `Field operations`."""

from functools import cache

from osce_docs.ingest.extract.forms import SAME
from osce_docs.ingest.extract.gazetteer import Entry, all_entries, entries, slug
from osce_docs.ingest.extract.scan import forms
from osce_docs.knowledge import load


def name_navigation(label: str, group: str = "") -> Entry:
    """Return the gazetteer's entry for a label that stands under the heading `group`, or a new one.

    A new entry takes its kind, its parent and the words before its name from the group's line in
    knowledge/navigation_groups.toml; under an unknown heading it is a body.
    """
    written = " ".join(label.translate(SAME).split())
    rule = load("navigation_groups")["groups"].get(group.casefold().strip(" :"), {})
    prefix, kinds = rule.get("prefix", ""), rule.get("kinds", [])
    known = [
        entry for name in (written, prefix + written) for entry in _meant(name) if entry.kind in kinds or not kinds
    ]
    return known[0] if known else _new(label, prefix, kinds, rule.get("parent", ""))


def _new(label: str, prefix: str, kinds: list[str], parent: str) -> Entry:
    name = label if label.startswith(prefix) else prefix + label
    return Entry(key=slug(name), name=name, kind=kinds[0] if kinds else "body", parent=parent)


def _meant(name: str) -> list[Entry]:
    found = [entries()[form.key] for form in reversed(forms().get(name, ())) if form.kind != "people"]
    return found + ([_topics()[name.casefold()]] if name.casefold() in _topics() else [])


@cache
def _topics() -> dict[str, Entry]:
    topics = [each for each in all_entries() if each.kind == "topic"]
    return {name.casefold(): each for each in topics for name in (each.name, *each.aliases)}
