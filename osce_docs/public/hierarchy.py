"""The map of bodies: which body belongs to which, as far down as a page can show."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from osce_docs.models import Organization
from osce_docs.models.words import in_words
from osce_docs.public.paging import numbered

# Levels below the uppermost bodies; bodies shown below each; bodies of one level that are opened out.
LEVELS, BELOW, OPENED = 3, 60, 20
ROOTS, WHOLE = 20, 300
KINDS = list(Organization.Kind)


@dataclass(slots=True)
class Node:
    """A body with the bodies below it, by kind; `count` is how many there are, shown or not."""

    body: Organization
    count: int = 0
    below: list["Node"] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, list["Node"]]]:
        """The bodies below it, by kind."""
        ordered = sorted(self.below, key=lambda node: KINDS.index(node.body.kind))
        return [(in_words("kind", kind), list(nodes)) for kind, nodes in groupby(ordered, lambda node: node.body.kind)]

    @property
    def is_cut(self) -> bool:
        """Whether there are more bodies below it than are shown."""
        return self.count > len(self.below)


def map_page(body: Organization | None, number: str) -> dict[str, Any]:
    """Return the map of all bodies that have others below them, or of one body; `number` is the page's."""
    if body is None:
        shown = numbered(_roots(), number, size=ROOTS)
        nodes = [Node(each) for each in shown.rows]
        _open_out(nodes, LEVELS, BELOW)
        return {"nodes": nodes, "page": shown, "alone": _alone()}
    node = Node(body)
    _open_out([node], 1, WHOLE)
    _open_out(node.below, LEVELS - 1, BELOW)
    return {"nodes": [node], "of": body}


def _roots() -> QuerySet:
    """Return the public bodies that belong to none and have others below them."""
    below = Organization.objects.public().filter(parent=OuterRef("pk"))
    return Organization.objects.public().filter(Exists(below), parent=None).order_by("name", "key")


def _open_out(nodes: Sequence[Node], levels: int, most: int) -> None:
    """Put below each body those that belong to it, a level after the other, each in two questions."""
    for _ in range(levels):
        _count_below(nodes)
        opened = {node.body.pk: node for node in [node for node in nodes if node.count][:OPENED]}
        for child in _children(opened, most):
            opened[child.parent_id].below.append(Node(child))
        nodes = [below for node in opened.values() for below in node.below]
    _count_below(nodes)


def _count_below(nodes: Sequence[Node]) -> None:
    counts = _counts([node.body.pk for node in nodes])
    for node in nodes:
        node.count = counts.get(node.body.pk, 0)


def _counts(bodies: Collection[int]) -> Mapping[int, int]:
    rows = Organization.objects.public().filter(parent__in=bodies).order_by()
    return dict(rows.values("parent").annotate(number=Count("pk")).values_list("parent", "number"))


def _children(parents: Iterable[int], most: int) -> QuerySet:
    """Return the first bodies below each of these, by kind and name."""
    place = Window(RowNumber(), partition_by="parent", order_by=[F("kind"), F("name"), F("key")])
    below = Organization.objects.public().filter(parent__in=list(parents)).annotate(place=place)
    return below.filter(place__lte=most).order_by("kind", "name", "key")


def _alone() -> list[tuple[str, int]]:
    """Return of each kind how many bodies belong to none and have none below them."""
    below = Organization.objects.public().filter(parent=OuterRef("pk"))
    rows = Organization.objects.public().filter(~Exists(below), parent=None).order_by("kind").values("kind")
    counted = rows.annotate(number=Count("pk")).values_list("kind", "number")
    return [(in_words("kind", kind), number) for kind, number in counted]
