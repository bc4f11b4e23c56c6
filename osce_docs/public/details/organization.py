"""The page of an Organization. What may be many is bounded, with an address where all of it is listed."""

from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from osce_docs.models import Document, Event, Membership, Mention, Organization, Participation, Proposal
from osce_docs.public.differences import contradictions
from osce_docs.public.told import Evidence, Told, in_words, visible_body

LEVELS = 3
FEW = 25
MANY = 100
# More members and memberships than this are not shown; the page says so.
TIES = 1000
# From so many on, members of whom nothing but the name is told are listed in columns, not in a table.
CROWD = 12


def organization_page(body: Organization) -> dict[str, Any]:
    """Return what the page of an organization shows."""
    evidence = Evidence(body)
    parent = body.parent if body.parent and visible_body(body.parent) else None
    memberships = _memberships(body)
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
        "aliases": list(body.aliases.filter(exists=True).order_by("name")[:MANY]),
        "members": _by_role(
            evidence.ties(
                "member",
                [row for row in memberships if row.owner_id == body.pk],
                "member",
                lambda row: capfirst(row.role),
            )
        ),
        "most": TIES if len(memberships) == TIES else 0,
        "memberships": [row for row in memberships if row.member_id == body.pk and visible_body(row.owner)],
        "counts": evidence.ties("count", body.counts.order_by("what", "as_of", "number"), "owner", str),
        "children": list(body.children.public().order_by("name", "key")[:MANY]),
        "events": list(events_with(body)[:FEW]),
        "proposals": list(proposals_with(body)[:FEW]),
        "mentions": mentions_of(body),
        "few": FEW,
        "errata": evidence.errata(),
    }


def _above(body: Organization) -> list[Organization]:
    """Return the bodies above this one, the highest first; as many as the page's query has fetched, three."""
    above: list[Organization] = []
    while len(above) < LEVELS and body.parent is not None and visible_body(body.parent):
        body = body.parent
        above.insert(0, body)
    return above


def _memberships(body: Organization) -> list[Membership]:
    """Return its members and what it is a member of, in one query, no more than TIES."""
    rows = Membership.objects.filter(Q(owner=body) | Q(member=body), exists=True)
    return list(rows.select_related("owner", "member").order_by("role", "member__name", "holder", "key")[:TIES])


def _by_role(members: list[tuple[Membership, Told]]) -> list[tuple[str, list[tuple[Membership, Told]], bool, bool]]:
    """Return for each role its members, whether they are a crowd of mere names, and whether any has a time."""
    found = []
    for role, group in groupby(members, key=lambda pair: pair[1].label):
        # Those with a time first, in its order; sorting leaves the others by name.
        rows = sorted(group, key=lambda pair: pair[0].since or pair[0].until or "~")
        plain = not any(row.holder or row.since or row.until or told.ruling for row, told in rows)
        timed = any(row.since or row.until for row, _ in rows)
        found.append((role, rows, plain and len(rows) >= CROWD, timed))
    return found


def events_with(body: Organization) -> Any:
    """Return the events that are of this body or in which it took part, in the order of time."""
    took_part = Participation.objects.filter(owner=OuterRef("pk"), organization=body, exists=True)
    return Event.objects.public().filter(Q(body=body) | Exists(took_part)).order_by("date_sort", "key")


def proposals_with(body: Organization) -> Any:
    """Return the proposals that this body made or took a position on, in the order of time."""
    made = Q(pk__in=body.proposed.filter(exists=True).values("owner"))
    judged = Q(pk__in=body.positions.filter(exists=True).values("owner"))
    return Proposal.objects.public().filter(made | judged).order_by("date_sort", "key")


def mentions_of(body: Organization) -> list[Mention]:
    """Return where documents name this body, as many as fit a page."""
    shown = Document.objects.public().values("pk")
    rows = Mention.objects.filter(organization=body, document__in=shown).select_related("document")
    return list(rows.order_by("document__date_sort", "document__key")[:FEW])
