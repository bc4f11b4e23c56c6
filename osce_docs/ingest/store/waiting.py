"""What waits to be settled: left by each batch in its own transaction, settled when enough of it has gathered.

A record that many documents tell of is then computed a few times in an import, and not with every batch.
"""

from array import array
from collections.abc import Callable, Collection, Iterable
from functools import partial

from django.db import transaction
from django.db.models import BigIntegerField, OuterRef
from django.db.models.functions import Cast

from osce_docs.editorial.bounded import Counted
from osce_docs.editorial.bulk import BATCH
from osce_docs.editorial.bulk_write import insert_rows
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.ingest.store.settle import compute, place, retell
from osce_docs.ingest.store.stored import Stored
from osce_docs.ingest.store.touched import Touched
from osce_docs.models import Change, Event, Organization, Proposal, Telling, Unsettled

Kind = Unsettled.Kind
# So many tellings, with their claims, are held in memory at once.
MOST_TELLINGS = 2000
# What more documents tell anew is seldom little of what is told: bodies are computed whole then, but for those of which
# so many tellings are known that they would fill the memory.
MANY_TELLERS = 5000
MANY_TELLINGS = 30_000
# So many of what waits are looked at first.
FEW = 8
Step = Callable[[Collection[int], Stored], Touched | None]


def anything_waits() -> bool:
    """Whether something is left to settle."""
    return Unsettled.objects.exists()


def leave(touched: Touched) -> None:
    """Note what was touched, to be settled later."""
    rows = [{"kind": kind, "key": key} for kind, key in sorted(_entries(touched))]
    insert_rows(Unsettled, rows, unless_there=True)


def settle_waiting(progress: Callable[[int], object] = lambda _: None) -> Stored:
    """Settle all that waits, one short transaction after the other; `progress` is told how much of it has been done."""
    stored = Stored()
    for kind in (Kind.BLOCK, *STEPS):
        while done := _settle_some(kind, stored):
            progress(done)
    _forget_tellers()
    return stored


@transaction.atomic
def _forget_tellers() -> None:
    """Forget the documents of which all bodies know by now what they tell: none waits that another import has noted."""
    wait_for_other_imports()
    if not Unsettled.objects.filter(kind=Kind.TOLD).exists():
        Unsettled.objects.filter(kind=Kind.TELLER).delete()


@transaction.atomic
def _settle_some(kind: Kind, stored: Stored) -> int:
    wait_for_other_imports()
    rows = _next(kind)
    if not rows:
        return 0
    keys = rows.values()
    touched = place(set(keys), stored) if kind == Kind.BLOCK else STEPS[kind]({int(key) for key in keys}, stored)
    if touched is not None:
        leave(touched)
    Unsettled.objects.filter(pk__among=rows).delete()
    Change.objects.note()
    return len(rows)


def _tell(bodies: Collection[int], stored: Stored) -> None:
    """Bring bodies up to date with what the documents tell that were noted."""
    noted = Unsettled.objects.filter(kind=Kind.TELLER).values_list("key", flat=True)
    tellers = array("q", map(int, noted[: MANY_TELLERS + 1]))
    if len(tellers) <= MANY_TELLERS:
        compute(Organization, bodies, stored, tellers)
    elif Telling.objects.filter(organization__among=bodies)[MANY_TELLINGS:].exists():
        compute(Organization, bodies, stored, array("q", map(int, noted.iterator())))
    else:
        compute(Organization, bodies, stored)


# In this order: matching says which documents retell one another, and that which readings of a record are shown.
STEPS: dict[Kind, Step] = {
    Kind.DOCUMENT: retell,
    Kind.ORGANIZATION: partial(compute, Organization),
    Kind.TOLD: _tell,
    Kind.EVENT: partial(compute, Event),
    Kind.PROPOSAL: partial(compute, Proposal),
}


def _next(kind: Kind) -> dict[int, str]:
    """Return the next that wait, by the id of the note: so many that their tellings do not fill the memory, one at
    least.

    Few are looked at first and twice as many each time, and of none more tellings are counted than matter: some have
    hundreds of thousands.
    """
    key = OuterRef("key") if kind == Kind.BLOCK else Cast(OuterRef("key"), BigIntegerField())
    told = Telling.objects.filter(**{"organization" if kind == Kind.TOLD else kind.value: key})
    waiting = Unsettled.objects.filter(kind=kind).order_by("key").annotate(tellings=Counted(told, MOST_TELLINGS + 1))
    some: dict[int, str] = {}
    reached = 0
    while found := waiting.values_list("pk", "key", "tellings")[len(some) : 2 * len(some) + FEW]:
        for pk, key, tellings in found:
            reached += tellings
            if some and reached > MOST_TELLINGS or len(some) == BATCH:
                return some
            some[pk] = key
    return some


def _entries(touched: Touched) -> Iterable[tuple[str, str]]:
    yield from ((Kind.BLOCK, block) for block in touched.blocks)
    yield from ((Kind.DOCUMENT, str(pk)) for pk in touched.documents)
    yield from ((Kind.ORGANIZATION, str(pk)) for pk in touched.organizations)
    yield from ((Kind.TOLD, str(pk)) for pk in touched.told - touched.organizations)
    yield from ((Kind.TELLER, str(pk)) for pk in touched.tellers)
    yield from ((Kind.EVENT, str(pk)) for pk in touched.events)
    yield from ((Kind.PROPOSAL, str(pk)) for pk in touched.proposals)
