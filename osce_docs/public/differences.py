"""What differs between sources, or within one, as readers see it: findings with their passages side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from osce_docs.editorial.evidence import Passage
from osce_docs.knowledge import load
from osce_docs.models import Finding, FindingPassage
from osce_docs.models.question import Given, Question
from osce_docs.models.record import Record

# The kinds of findings that tell of readings which do not fit one another; the others are for editors.
DIFFERENCES = ("disagreement", "contradiction", "count-mismatch", "dateline-contradiction")
# Sources differ on the value of a field; not on a list of members, nor in what two whole passages say.
ON_A_FIELD = Q(kind="disagreement") & ~Q(field__in=("", "member"))
# How much a finding matters, as the address names it; see knowledge/findings.toml.
WEIGHTS = {"3": _("weighty"), "2": _("of some weight"), "1": _("slight")}
ABOUT = ("document", "organization", "event", "proposal")
SHOWN = 8
# The weightiest first; indexes have this order.
ORDER = ("-weight", "kind", "id")
# Of so many passages of a record is asked whether a finding rests on them.
PLACES = 200


# The differences that have a passage at such a place. On most pages there are none, and PostgreSQL thinks longer about
# which of them readers may see than about all else of a page: it is asked that after.
TOUCHING = Question(
    FindingPassage.objects.filter(**{f"{name}__among": Given(f"{name}s") for name in ("document", "start", "end")})
    .filter(finding__kind__in=DIFFERENCES)
    .values_list("finding")
    .distinct()
    .order_by()
)

# Of several kinds rows are wanted in another order than theirs, so SQLite is kept from an index of kinds.
ANY_KIND = ~Q(~Q(kind__in=DIFFERENCES))


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in words, the record it is about, and the first of its passages."""

    finding: Finding
    label: str
    passages: Sequence[Any]
    record: Record | None = None

    @property
    def more(self) -> int:
        """How many passages are not shown."""
        return max(0, self.finding.count - len(self.passages))


def shown_findings() -> QuerySet:
    """Return the findings that readers may see: none that was dismissed, and neither who settled them nor the note."""
    return _shown_findings().all()


@cache
def _shown_findings() -> QuerySet:
    """Return the same, made once: its conditions are many."""
    return Finding.objects.public().exclude(resolution=Finding.Resolution.DISMISSED).defer("note", "resolved_by")


def differences(kind: str = "", weight: str = "") -> QuerySet:
    """Return the findings that sources differ, the weightiest first, with all that a page shows.

    They are of the kind and weight asked for; what is none of DIFFERENCES or WEIGHTS asks for all.
    """
    kinds = Q(kind=kind) if kind in DIFFERENCES else ANY_KIND
    asked = Q(weight=weight) if weight in WEIGHTS else Q()
    passages = FindingPassage.objects.select_related("document").order_by("id")
    return (
        shown_findings()
        .filter(asked, kinds)
        .select_related(*ABOUT)
        .prefetch_related(Prefetch("passages", passages))
        .order_by(*ORDER)
    )


def contradictions(passages: Iterable[Passage]) -> list[Found]:
    """Return the differences that touch the first of these passages, the weightiest first.

    Those on the value of a field are left out: they stand beside it.
    """
    places = sorted({(passage.document.pk, passage.start, passage.end) for passage in passages})[:PLACES]
    if not places:
        return []
    documents, starts, ends = (set(column) for column in zip(*places, strict=True))
    touching = {finding for (finding,) in TOUCHING(documents=documents, starts=starts, ends=ends)}
    rows = _touched()(touching=touching) if touching else ()
    return [_found(finding, list(group)) for finding, group in groupby(rows, attrgetter("finding"))]


@cache
def _touched() -> Question:
    """Return the question for the passages of the weightiest differences among some findings."""
    within = differences().exclude(ON_A_FIELD).filter(pk__among=Given("touching"))
    first = within.prefetch_related(None).values("pk")[:SHOWN]
    about = (f"finding__{name}" for name in ABOUT)
    rows = FindingPassage.objects.filter(finding__in=first).select_related("document", *about)
    rows = rows.defer("finding__note", "finding__resolved_by")
    return Question(rows.order_by("-finding__weight", "finding__kind", "finding", "id"))


def in_words(findings: Iterable[Finding]) -> list[Found]:
    """Return findings as a page shows them."""
    return [_found(each, each.passages.all()) for each in findings]


def _found(finding: Finding, passages: Sequence[Any]) -> Found:
    record = next((record for name in ABOUT if (record := getattr(finding, name))), None)
    return Found(finding, label(finding.kind), passages[:SHOWN], record)


def label(kind: str) -> str:
    """Return the name of a kind of finding."""
    return gettext(load("findings").get(kind, {}).get("label", kind))
