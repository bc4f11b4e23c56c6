"""A record's whole history in sentences, two moments of it side by side, and the way back to one."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_docs.admin.beside import keys_in, words
from osce_docs.admin.fields import LONGEST_ID
from osce_docs.admin.ruling import may_change
from osce_docs.admin.sentences import label_of, names_in, ruled
from osce_docs.editorial.annotate import notes_on
from osce_docs.editorial.facts import owner_path
from osce_docs.editorial.history import Difference, TooMuchChanged, differences, go_back, states
from osce_docs.editorial.rule import Clash
from osce_docs.models import Claim, Finding, ImportRun, Organization, Ruling, User
from osce_docs.models.record import Record
from osce_docs.models.ruling import SUBJECTS

# What one saving of a form rules, it rules within moments; a ruling that replaces another follows at once.
AT_ONCE = timedelta(seconds=10)
LOST = ("no-longer-said", "no-longer-read", "orphaned")
# So many rulings, notes and imports a history shows, the latest.
MOST = 500
# And of so many tellings it says which imports read them, the newest.
NEWEST = 10_000


@dataclass(slots=True)
class Entry:
    """Something that happened to a record at a moment: who did it (nobody: an import), what, and why.

    `rulings` are those behind the sentences of `told`, one each, where there is one that can be taken back.
    """

    at: datetime
    who: User | None
    told: list[str] = field(default_factory=list)
    reason: str = ""
    note: str = ""
    rulings: list[Ruling | None] = field(default_factory=lambda: [None])

    @property
    def lines(self) -> list[tuple[str, Ruling | None]]:
        """The sentences, each with its ruling."""
        return list(zip(self.told, self.rulings, strict=True))

    @property
    def moment(self) -> str:
        """The moment as an address names it."""
        return self.at.isoformat()


def history_page(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what happened to a record; where two moments are named, how they differ; go back to one where asked."""
    known = object_id.isdecimal() and len(object_id) < LONGEST_ID
    record = model_admin.get_queryset(request).filter(pk=object_id if known else 0).first()
    if record is None:
        raise Http404
    if not model_admin.has_view_permission(request, record):
        raise PermissionDenied
    if request.method == "POST":
        return _go_back(model_admin, request, record)
    then, now = _moment(request.GET.get("then")), _moment(request.GET.get("now"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("History of “%(record)s”") % {"record": record},
        "opts": model_admin.opts,
        "record": record,
        "entries": entries(record, request.user),
        "then": then,
        "now": now,
        "differences": _compared(request, record, then, now) if then else None,
        "may_change": model_admin.has_change_permission(request, record),
    }
    return TemplateResponse(request, "admin/archive/history.html", context)


def entries(record: Record, user: User | None = None) -> list[Entry]:
    """Return what happened to a record, the latest first, with the rulings that the user may take back."""
    rulings = _rulings(record)
    told = [*_ruled(rulings, user), *_taken_back(rulings), *_imports(record), *_lost(record), *_notes(record)]
    entered = Entry(record.entered_at, None, [_("It came into the archive.")])
    return [*_together(sorted([*told, entered], key=lambda each: each.at, reverse=True))]


def _moment(written: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _compared(request: HttpRequest, *compared: Any) -> list[tuple[str, str, str]] | None:
    """Return how two moments differ; where that is too much say so."""
    try:
        return _differences(*compared)
    except TooMuchChanged as much:
        messages.warning(request, str(much))
        return None


def _differences(record: Record, then: datetime, now: datetime | None) -> list[tuple[str, str, str]]:
    """Return label, earlier and later value of what differs, in words."""
    one, other = states(record, then, now or timezone.now())
    found = differences(one, other)
    names = _names(record, found)
    model = type(record)
    return [
        (
            label_of(model, each.field),
            _words(record, each.field, each.before, names),
            _words(record, each.field, each.after, names),
        )
        for each in found
    ]


def _words(record: Record, name: str, value: Any, names: dict[str, str]) -> str:
    return words(type(record), name, value, names) if value not in (None, "") else "–"


def _names(record: Record, found: Iterable[Difference]) -> dict[str, str]:
    values = [(each.field, value) for each in found for value in (each.before, each.after)]
    keys = {str(key) for name, value in values for key in keys_in(type(record), name, value)}
    return dict(Organization.objects.filter(key__in=keys).values_list("key", "name"))


def _go_back(model_admin: Any, request: HttpRequest, record: Record) -> HttpResponse:
    moment = _moment(request.POST.get("moment"))
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    try:
        version = int(request.POST.get("version", ""))
    except ValueError:
        moment = None
    if moment is None:
        raise Http404
    reason = request.POST.get("reason", "").strip() or _("Back to what it said before.")
    try:
        changed = go_back(record, moment, timezone.now(), request.user, reason, version)
    except (Clash, TooMuchChanged) as refused:
        messages.error(request, str(refused))
    else:
        told = ngettext("%d value is again what it was.", "%d values are again what they were.", changed) % changed
        messages.success(request, told)
    return HttpResponseRedirect(reverse(f"admin:osce_docs_{model_admin.opts.model_name}_history", args=[record.pk]))


def _rulings(record: Record) -> list[Ruling]:
    """Return the rulings on a record, on its readings and on its tellings."""
    name = str(record._meta.model_name)
    tellings = record.tellings.values("key")
    claims = Claim.objects.filter(**{owner_path(type(record)): record.pk}).values("identity")
    about = Q(**{name: record}) | Q(telling__in=tellings) | Q(other__in=tellings) | Q(kind="misread", claim__in=claims)
    about |= Q(kind="belongs", value=record.key)
    if isinstance(record, Organization):
        called = f"{name}:{record.key}"
        about |= Q(telling=called) | Q(other=called) | Q(kind="belongs", telling__endswith=f"#{called}")
    rulings = Ruling.objects.filter(about).select_related("author", "revoked_by", *SUBJECTS)
    return list(rulings.order_by("-id")[:MOST])


def _ruled(rulings: list[Ruling], user: User | None) -> Iterator[Entry]:
    names = names_in(rulings)
    for each in rulings:
        may = user is not None and each.revoked_at is None and may_change(user, each)
        yield Entry(
            each.made_at, each.author, [ruled(each, names)], each.reason, each.private_note, [each if may else None]
        )


def _taken_back(rulings: list[Ruling]) -> Iterator[Entry]:
    """Yield what was taken back; what was replaced is told by the ruling that replaced it."""
    names = names_in(rulings)
    alike: dict[tuple[str, ...], list[Ruling]] = defaultdict(list)
    for each in sorted(rulings, key=_made_at):
        alike[_about(each)].append(each)
    for each in rulings:
        if each.revoked_at is not None and not _is_replaced(each, alike[_about(each)]):
            own = each.author == each.revoked_by
            words = _("took back their ruling: %(told)s") if own else _("took back what %(who)s had said: %(told)s")
            told = words % {"who": each.author, "told": ruled(each, names)}
            yield Entry(each.revoked_at, each.revoked_by, [told])


def _made_at(ruling: Ruling) -> datetime:
    return ruling.made_at


def _about(ruling: Ruling) -> tuple[str, ...]:
    return ruling.kind, ruling.field, ruling.claim, ruling.telling


def _is_replaced(ruling: Ruling, alike: list[Ruling]) -> bool:
    """Whether one of the rulings about the same, in the order in which they were made, was made in its place."""
    revoked = ruling.revoked_at
    first, end = (bisect_left(alike, at, key=_made_at) for at in (revoked, revoked + AT_ONCE))
    return any(other.pk > ruling.pk for other in alike[first:end])


def _imports(record: Record) -> Iterator[Entry]:
    """Yield the imports that brought new readings of a record, as far as the newest of its tellings are theirs."""
    runs = list(ImportRun.objects.order_by("started_at").values_list("started_at", flat=True))
    newest = record.tellings.order_by("-pk").values("pk")
    read = Claim.objects.filter(telling__in=newest[:NEWEST])
    found: dict[datetime, dict[str, int]] = {}
    for at, title, n in read.values_list("read_at", "telling__document__title").annotate(n=Count("pk")):
        before = bisect_right(runs, at)
        run = runs[before - 1] if before else at
        titles = found.setdefault(run, {})
        titles[title or _("the site’s navigation")] = titles.get(title or _("the site’s navigation"), 0) + n
    for run, titles in sorted(found.items(), reverse=True)[:MOST]:
        total = sum(titles.values())
        sentence = ngettext("An import read %(n)d passage on it in %(where)s.",
                            "An import read %(n)d passages on it in %(where)s.", total)  # fmt: skip
        named = ", ".join(f"“{title}”" for title in sorted(titles)[:5])
        more = f" +{len(titles) - 5}" if len(titles) > 5 else ""
        yield Entry(run, None, [sentence % {"n": total, "where": named + more}])
    if found and newest[NEWEST : NEWEST + 1]:
        told = _("Very many passages tell of it: which imports read them is said of the newest %(n)d tellings alone.")
        yield Entry(min(found), None, [told % {"n": NEWEST}])


def _lost(record: Record) -> Iterator[Entry]:
    findings = Finding.objects.filter(**{str(record._meta.model_name): record}, kind__in=LOST).order_by("-found_at")
    for each in findings[:MOST]:
        yield Entry(each.found_at, None, [each.message])


def _notes(record: Record) -> Iterator[Entry]:
    for each in notes_on(record).select_related("author", "document").order_by("-made_at")[:MOST]:
        told = _("noted on “%(words)s” in “%(document)s”: %(note)s")
        yield Entry(
            each.made_at, each.author, [told % {"words": each.quote, "document": each.document, "note": each.note}]
        )


def _together(told: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries, those that one saving made as one; its moment is the last of them."""
    last: Entry | None = None
    for each in told:
        if last and last.who and last.who == each.who and last.reason == each.reason and last.at - each.at < AT_ONCE:
            last.told, last.rulings = [*each.told, *last.told], [*each.rulings, *last.rulings]
            continue
        if last:
            yield last
        last = each
    if last:
        yield last
