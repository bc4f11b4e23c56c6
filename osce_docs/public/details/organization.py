"""The page of an Organization. What may be many is bounded, with an address where all of it is listed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from osce_docs.editorial.mentions import by_organization
from osce_docs.models import (
    Alias,
    Document,
    Event,
    Membership,
    Mention,
    Organization,
    Proposal,
    StatedCount,
)
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record, named
from osce_docs.models.words import in_words
from osce_docs.public.details.ties import RECORD, Part, Shown, Ties, as_supposed
from osce_docs.public.differences import contradictions
from osce_docs.public.errata import rulings_for_readers
from osce_docs.public.gathered import Gathered
from osce_docs.public.tied import are_many, tie_counts, tied_to
from osce_docs.public.told import Evidence, Told, visible_body

LEVELS = 3
FEW = 25
MANY = 100
# Longer lists are folded. From so many on, members of whom only the name is told are in columns, not in a table.
CROWD = 12


COUNT = ("what", "as_of", "number", "key", "exists")
# What a row tells of a record.
TOLD: Mapping[type[Record], Sequence[str]] = {
    Document: ("slug", "title", "title_supplied", "date"),
    Event: ("slug", "title", "date", "place", "mode", "disputed"),
    Proposal: ("slug", "name", "date"),
}
BODY = Given("body")
CHILD = ("name", "key", "slug", "kind")
# What comes along with the record that the page shows: its other names, the numbers that sources state of it, the
# bodies that belong to it; and how many records are tied to it.
GATHERED = {
    "other_names": Gathered(Alias.objects.filter(owner=OuterRef("pk"), exists=True), "name", "key", most=MANY),
    "stated": Gathered(StatedCount.objects.filter(owner=OuterRef("pk")), *COUNT, most=MANY),
    "below": Gathered(Organization.objects.public().filter(parent=OuterRef("pk")), *CHILD, most=MANY),
    **tie_counts(),
}


MEMBERSHIP = ("key", "exists", "role", "holder", "since", "until")
MEMBERSHIPS = Shown(
    Membership.objects.select_related("member", "owner").only(*MEMBERSHIP, *named("member"), *named("owner")),
    Ties("members", Membership.objects.filter(owner=RECORD), "member"),
    Ties("memberships", Membership.objects.filter(member=RECORD)),
)


def organization_page(body: Organization, asked: QueryDict) -> dict[str, Any]:
    """Return what the page of an organization shows, for what its address asks."""
    parent = body.parent if body.parent and visible_body(body.parent) else None
    rulings = rulings_for_readers(body)
    members, memberships = MEMBERSHIPS.parts(asked, body, rulings)
    counts = Part(stated_counts(body))
    evidence = Evidence(body, rulings, member=members.rows, count=counts.rows)
    told = evidence.ties("member", members, "member", lambda row: capfirst(row.role))
    return {
        "findings": contradictions(evidence.passages()),
        "above": _above(body),
        "named": evidence.field("name", _("Name"), body.name),
        "fields": [
            evidence.field("kind", _("Kind"), in_words("kind", body.kind)),
            evidence.field("parent", _("Belongs to"), str(parent or ""), parent),
            evidence.field("founded", _("Founded"), in_words("founded", body.founded)),
            evidence.field("dissolved", _("Dissolved"), in_words("dissolved", body.dissolved)),
        ],
        "aliases": _aliases(body),
        "offices": _offices(told),
        "members_part": members,
        "memberships": [row for row in memberships.rows if visible_body(row.owner)],
        "memberships_part": memberships,
        "counts": evidence.ties("count", counts, "owner", str),
        "children": [Organization(**dict(zip(CHILD, row, strict=True))) for row in sorted(body.below)],
        "events": _in_time(Event, body),
        "proposals": _in_time(Proposal, body),
        "mentions": _mentions(body),
        "few": FEW,
        "crowd": CROWD,
        "many": MANY,
        "notes": evidence.notes(),
        "errata": evidence.errata(),
    }


def _aliases(body: Organization) -> list[str]:
    """Return the other names of a body, as they came along with it."""
    rows = [Alias(owner=body, key=key, name=name) for name, key in body.other_names]
    return sorted(row.name for row in as_supposed(body, Alias, rows) if row.exists)


def stated_counts(body: Any) -> list[StatedCount]:
    """Return the numbers that sources state of a body, as they came along with it."""
    told = [dict(zip(COUNT, row, strict=True)) for row in body.stated]
    rows = [StatedCount(**row | {"owner": body, "exists": bool(row["exists"])}) for row in told]
    return sorted(as_supposed(body, StatedCount, rows), key=lambda row: (row.what, row.as_of, row.number))


def _above(body: Organization) -> list[Organization]:
    """Return the bodies above this one, the highest first; as many as the page's query has fetched, three."""
    above: list[Organization] = []
    while len(above) < LEVELS and body.parent is not None and visible_body(body.parent):
        body = body.parent
        above.insert(0, body)
    return above


@dataclass(frozen=True, slots=True)
class Office:
    """All who have one role in a body: for each the times told of, the earliest first, those without a time last.

    `crowd` where they are many of whom no more than the name is told; `timed` where any has a time.
    """

    role: Any
    holders: list[list[tuple[Membership, Told]]]
    crowd: bool
    timed: bool

    @property
    def is_long(self) -> bool:
        """Whether they are too many to stand open."""
        return len(self.holders) > CROWD


def _offices(members: Iterable[tuple[Membership, Told]]) -> list[Office]:
    """Return members by role, in it by their first time; sorting leaves the others by name."""
    found = []
    for role, group in groupby(sorted(members, key=_by_name), key=lambda pair: pair[1].label):
        rows = sorted(group, key=lambda pair: pair[0].since or pair[0].until or "~")
        plain = not any(row.holder or row.since or row.until or told.ruling for row, told in rows)
        holders: dict[tuple[int | None, str], list[tuple[Membership, Told]]] = {}
        for row, told in rows:
            holders.setdefault((row.member_id, row.holder), []).append((row, told))
        timed = any(row.since or row.until for row, _ in rows)
        found.append(Office(role, list(holders.values()), plain and len(rows) >= CROWD, timed))
    return found


def _by_name(pair: tuple[Membership, Told]) -> tuple[str, str, str]:
    row, told = pair
    return str(told.label), str(row.member or ""), row.holder


def _mentions(body: Organization) -> list[Mention]:
    """Return where the first documents that name this body do."""
    many = are_many(body, Document)
    return [] if many is None else by_organization(_naming(many)(body=body.pk))


def _in_time(model: type[Record], body: Organization) -> list[Any]:
    """Return the first public records of a kind that are tied to a body, in the order of time."""
    many = are_many(body, model)
    return [] if many is None else _first(model, many)(body=body.pk)


@cache
def _naming(many: bool) -> Question:
    documents = _tied(Document, many).values("pk")[:FEW]
    rows = Mention.objects.filter(organization=BODY, document__in=documents).select_related("document")
    shown = rows.only("organization", "offsets", "names", *(f"document__{name}" for name in TOLD[Document]))
    return Question(shown.order_by("document__date_sort", "document__key", "named"), planned_by_value=True)


@cache
def _first(model: type[Record], many: bool) -> Question:
    return Question(_tied(model, many).only(*TOLD[model])[:FEW], planned_by_value=True)


def _tied(model: type[Record], many: bool) -> QuerySet:
    return model._default_manager.public().filter(tied_to(BODY, model, many)).order_by("date_sort", "key")
