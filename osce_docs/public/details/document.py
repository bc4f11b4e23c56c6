"""The page of a Document: its text with passages marked, what it tells, and where it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.db.models import F, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from osce_docs.editorial.evidence import Passage
from osce_docs.models import (
    Annotation,
    Document,
    DocumentSource,
    DocumentTopic,
    Finding,
    FindingPassage,
    Mention,
    Retelling,
    Topic,
)
from osce_docs.models.question import Given, Question
from osce_docs.models.record import SHOWN, Record, around_slugs
from osce_docs.models.words import in_words
from osce_docs.public.details.neighbours import neighbours
from osce_docs.public.details.tellings import Subject, Told, tellings
from osce_docs.public.details.ties import RECORD, Shown, Ties, as_supposed
from osce_docs.public.differences import SHOWN as MOST_PASSAGES
from osce_docs.public.differences import Found, label, shown_findings
from osce_docs.public.errata import rulings_for_readers
from osce_docs.public.gathered import Gathered
from osce_docs.public.judged import PLACE, passage_told
from osce_docs.public.marking import Mark
from osce_docs.public.paging import numbered
from osce_docs.public.reading import Notes, sections
from osce_docs.public.told import Evidence, for_readers

# Lists of more rows than FEW are folded; of longer ones than MANY the rest is elsewhere.
FEW, MANY = 8, 100
FILED = DocumentTopic.objects.annotate(topic_name=F("topic__name"), topic_key=F("topic__key"))
NOTE = ("start", "end", "pk", "quote", "note", "is_sic")
# The fields of work come along with the document, and the editors' notes on it that are for readers.
GATHERED = {
    "filed": Gathered(FILED.filter(owner=OuterRef("pk")), "topic_name", "topic_key", "key", "exists", most=MANY),
    "noted": Gathered(for_readers(Annotation.objects.filter(document=OuterRef("pk"))), *NOTE),
}
SOURCES = Shown(
    DocumentSource.objects.select_related("organization"),
    Ties("sources", DocumentSource.objects.filter(owner=RECORD), "source"),
)
OWN = Given("document")
# One that is merged leads to the one it is merged into.
VISIBLE = Q(organization__standing=True) | Q(organization__merged_into__isnull=False)
MENTIONS = Question(
    Mention.objects.filter(VISIBLE, document=OWN)
    .exclude(organization__status=Record.Status.WITHHELD)
    .order_by("organization__name", "organization__key", "named")
    .values_list("organization__slug", "organization__name", "offsets")
)
# With a finding come its passages in this document, and all of them where it is on this document.
PASSAGES = FindingPassage.objects.filter(Q(document=OWN) | Q(finding__document=OWN), finding=OuterRef("pk"))
PASSAGE = ("pk", "start", "end", "quote", *PLACE)
FINDING = ("kind", "weight", "message", "count", "resolution", "document")
OTHER = ("key", "slug", "title", "title_supplied", *SHOWN)
RETELLINGS = Question(
    Retelling.objects.filter(Q(first=OWN) | Q(second=OWN))
    .select_related("first", "second")
    .only("shared", *(f"{side}__{name}" for side in ("first", "second") for name in OTHER))
    .order_by("pk")
)


def document_page(document: Document, asked: QueryDict) -> dict[str, Any]:
    """Return what the page of a document shows, for what its address asks."""
    told = tellings(document)
    mentions = _mentions(document)
    shown = _shown(document)
    text = document.text.readable
    annotations = _annotations(document)
    findings = _findings(document, shown)
    notes = _notes(document, told, mentions, shown, annotations)
    rulings = rulings_for_readers(document)
    (sources,) = SOURCES.parts(asked, document, rulings)
    topics = _topics(document)
    evidence = Evidence(document, rulings, source=sources.rows, topic=topics)
    return {
        "fields": [
            evidence.field("title", _("Title"), document.title),
            evidence.field("kind", _("Kind"), in_words("kind", document.kind)),
            evidence.field("date", _("Date"), document.date_display),
            evidence.field("place", _("Place"), document.place),
            evidence.field("language", _("Language"), in_words("language", document.language)),
        ],
        "sources": evidence.ties("source", sources, "organization", lambda row: row.name),
        "sources_part": sources,
        "topics": [(row, evidence.tie("topic", row, row.topic.name)) for row in topics if row.exists],
        "sections": sections(text, document.structure("blocks"), document.structure("folds"), notes),
        "language": document.language or document.provenance.language,
        "events": _first("event", told),
        "proposals": _first("proposal", told),
        "mentions": mentions,
        "annotations": annotations,
        "findings": findings,
        "remarks": numbered(findings, asked.get("remarks", ""), size=MANY),
        "few": FEW,
        "rows_shown": MANY,
        "slice_shown": f":{MANY}",
        "retellings": _retellings(document),
        **neighbours(document),
        "errata": evidence.errata(),
    }


def _topics(document: Document) -> list[DocumentTopic]:
    """Return the fields of work under which a document is filed, as they came along with it."""
    rows = [
        DocumentTopic(owner=document, topic=Topic(key=topic, name=name), key=key, exists=bool(exists))
        for name, topic, key, exists in document.filed
    ]
    return sorted(as_supposed(document, DocumentTopic, rows), key=lambda row: (row.topic.name, row.topic.key, row.key))


def _is_public(record: Record) -> bool:
    return record.standing and record.merged_into_id is None and record.status != Record.Status.WITHHELD


def _mentions(document: Document) -> list[tuple[Subject, list[Any]]]:
    """Return the bodies that a document names, by their own names or by those of merged ones, each with the places."""
    before, after = around_slugs("organization")
    found: dict[Subject, list[Any]] = {}
    for slug, name, offsets in MENTIONS(document=document.pk):
        found.setdefault(Subject("organization", f"{before}{slug}{after}", name), []).extend(offsets)
    return [(body, sorted(places)) for body, places in found.items()]


def _shown(document: Document) -> list[Finding]:
    """Return the findings on this document, and those with a passage in it, that readers may see, by weight."""
    return _found()(document=document.pk)


@cache
def _found() -> Question:
    within = FindingPassage.objects.filter(document=OWN).values("finding").order_by()
    about = Finding.objects.filter(document=OWN).values("pk")
    shown = shown_findings().filter(pk__in=within.union(about)).annotate(noted=Gathered(PASSAGES, *PASSAGE))
    return Question(shown.only(*FINDING).order_by("-weight", "kind", "id"))


def _notes(
    document: Document,
    told: Sequence[Told],
    mentions: Iterable[tuple[Subject, list[Any]]],
    shown: Iterable[Any],
    noted_by_editors: Iterable[Annotation],
) -> Notes:
    """Return the passages that the archive knows in this text, and what is told where."""
    notes = Notes()
    notes.marks += [Mark(each.start, each.end, True) for each in noted_by_editors]
    own = [each for each in told if each.own]
    notes.marks += _claimed(document, told)
    notes.marks += [Mark(each.start, each.end) for each in own]
    notes.marks += [Mark(*place, False, body) for body, places in mentions for place in places]
    noted = (passage for finding in shown for passage in finding.noted)
    notes.marks += [Mark(start, end) for _, start, end, _, of, *_ in noted if of == document.pk]
    notes.told = [(each.start, each.subject) for each in own if each.subject]
    notes.remarks = [(each.start, each) for each in noted_by_editors]
    return notes


def _claimed(document: Document, told: Iterable[Told]) -> Iterator[Mark]:
    """Yield the passages of claims; those of the navigation have its offsets, and no value here rests on them."""
    for each in told:
        at = 0 if each.own else document.text.navigation_at
        for start, end in each.claimed:
            yield Mark(at + start, at + end, each.own, each.subject)


def _first(kind: str, told: Iterable[Told]) -> list[tuple[Subject, Told]]:
    """Return the records of a kind that the text tells of, each with its first telling."""
    first: dict[Subject, Told] = {}
    for each in told:
        if each.own and each.subject and each.subject.kind == kind:
            first.setdefault(each.subject, each)
    return list(first.items())


def _annotations(document: Document) -> list[Annotation]:
    """Return the editors' notes on this text, as they came along with it."""
    return [Annotation(document=document, **dict(zip(NOTE, row, strict=True))) for row in sorted(document.noted)]


def _findings(document: Document, shown: Iterable[Any]) -> list[Found]:
    """Return the findings on this document, the weightiest first, with the first of their passages."""
    own = (each for each in shown if each.document_id == document.pk)
    return [Found(each, label(each.kind), _passages(document, each.noted)) for each in own]


def _passages(document: Document, noted: Iterable[Any]) -> list[Passage]:
    first = sorted(noted)[:MOST_PASSAGES]
    return [Passage(document, *told[1:4]) if told[4] == document.pk else passage_told(told[1:]) for told in first]


def _retellings(document: Document) -> list[tuple[Document, Retelling]]:
    """Return the documents that tell the same as this one."""
    rows = RETELLINGS(document=document.pk)
    pairs = [(row.second if row.first_id == document.pk else row.first, row) for row in rows]
    return [(other, row) for other, row in pairs if _is_public(other)]
