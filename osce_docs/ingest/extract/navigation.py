"""What a site's navigation says of bodies and topics: read once for each edition, never as a document's own word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from osce_docs.ingest.extract.gazetteer import Entry, all_entries, entry, slug
from osce_docs.ingest.parse.navigation import NavigationEntry, mine_navigation
from osce_docs.knowledge import load
from osce_docs.readings import Claim, Span, Telling

RULE = "navigation"
ROOT = "osce"


@dataclass(frozen=True, slots=True)
class NavigationBody(Span):
    """A body that the navigation lists; offsets count in the navigation's own text."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class NavigationReading:
    """The bodies a navigation lists, its topics as (key, name, parent key), and what it tells of the bodies."""

    bodies: tuple[NavigationBody, ...]
    topics: tuple[tuple[str, str, str], ...]
    tellings: tuple[Telling, ...]


def read_navigation(text: str) -> NavigationReading:
    """Return what one edition of a navigation tells; `text` is the navigation alone."""
    entries = mine_navigation(text, Span(0, len(text)))
    listed = [(each, body) for each in entries if (body := _body(each)) is not None]
    bodies: dict[str, NavigationBody] = {}
    for _, body in listed:
        bodies.setdefault(body.key, body)
    told: dict[str, list[Claim]] = {}
    for each, body in listed:
        for key, claim in _claims(each, body):
            told.setdefault(key, []).append(claim)
    tellings = tuple(_telling(key, claims) for key, claims in told.items())
    return NavigationReading(tuple(bodies.values()), tuple(_topics(entries)), tellings)


def _body(each: NavigationEntry) -> NavigationBody | None:
    if each.group == "section":
        return _section(each)
    known = load("navigation_bodies")["groups"].get(each.group)
    if known is None:
        return None
    found = _known(each.name, known)
    name = found.name if found else f"{known.get('prefix', '')}{each.name}"
    return NavigationBody(
        each.start, each.end, found.key if found else slug(name), name, found.kind if found else known["kind"]
    )


def _section(each: NavigationEntry) -> NavigationBody | None:
    """A section that is a body itself: the Secretariat above its units."""
    for group, known in load("navigation_bodies")["sections"].items():
        labels = {label.casefold() for label in load("navigation")["sections"][group]["labels"]}
        found = entry(known["key"])
        if each.name.casefold() in labels and found is not None:
            return NavigationBody(each.start, each.end, found.key, found.name, known["kind"])
    return None


def _known(name: str, known: Mapping[str, Any]) -> Entry | None:
    """Return the gazetteer's entry of that name, alone or after the prefix."""
    names = _by_name()
    return names.get(slug(f"{known.get('prefix', '')}{name}")) or names.get(slug(name))


@cache
def _by_name() -> Mapping[str, Entry]:
    named: dict[str, Entry] = {}
    for each in all_entries():
        if each.kind not in {"place", "territory", "instrument", "topic"}:
            for name in (each.key, each.name, *each.aliases, *each.within_osce):
                named.setdefault(slug(name), each)
    return named


def _claims(each: NavigationEntry, body: NavigationBody) -> Iterator[tuple[str, Claim]]:
    """Yield the claims of one entry, each with the key of the body it is about; that it is named is one of them."""
    yield body.key, Claim(each.start, each.end, "name", body.name, f"{RULE}/{each.group}")
    known = load("navigation_bodies")["groups" if each.group != "section" else "sections"]
    told = known.get(each.group) or known["secretariat-unit"]
    if "role" in told:
        yield told["parent"], _member(each, body.key, told["role"], "")
    elif body.key != told["parent"]:
        yield body.key, Claim(each.start, each.end, "parent", told["parent"], f"{RULE}/{each.group}")
    if each.chair_year is not None:
        yield ROOT, _member(each, body.key, "chair", str(each.chair_year))


def _member(each: NavigationEntry, key: str, role: str, year: str) -> Claim:
    value = {"member": key, "role": role, "holder": "", "from": year, "to": year}
    return Claim(each.start, each.end, "member", value, f"{RULE}/{each.group}")


def _telling(key: str, claims: Sequence[Claim]) -> Telling:
    block = f"organization:{key}"
    return Telling(claims[0].start, claims[0].end, "organization", block, block, tuple(claims))


def _topics(entries: Sequence[NavigationEntry]) -> Iterator[tuple[str, str, str]]:
    """Yield topics once each, all under the one heading that editions word in different ways."""
    above = slug(load("navigation")["sections"]["topic"]["labels"][0])
    seen: set[str] = set()
    for each in entries:
        if each.group == "topic" and (key := slug(each.name)) not in seen:
            seen.add(key)
            yield key, each.name, above
