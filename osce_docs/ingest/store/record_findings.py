"""The findings of a batch: its documents' own, records whose sources differ, lost evidence, unresolved matches."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.text import Truncator

from osce_docs.editorial.agreement import canonical
from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.disagreements import Disagreement, disagreements, sentence
from osce_docs.editorial.facts import counts
from osce_docs.editorial.kept import names_that_differ
from osce_docs.editorial.partly import facts_under
from osce_docs.ingest.match import Group, Subject
from osce_docs.ingest.reading import Read
from osce_docs.ingest.store.findings import Found, Place, passages_of
from osce_docs.models import Claim, Document, Ruling, Telling
from osce_docs.models.record import Record

# So many tellings are held in memory with the whole texts they stand in.
TEXTS = 100
LOST = ("no-longer-said", "no-longer-read")
MISSING = {
    "no-longer-said": "A source no longer says what was ruled on.",
    "no-longer-read": "What was ruled on still stands in the source, but is no longer read.",
}


def of_documents(batch: Sequence[Read], documents: Mapping[str, Document]) -> Iterable[Found]:
    """Return what the reading of each document found in it."""
    for read in batch:
        document = documents[read.source.key]
        text = read.reading.parsed.text
        for each in read.reading.findings:
            places = passages_of(document, text, each.spans)
            quotes = tuple(place[3] for place in places)
            yield Found(each.kind, each.message, ("document", document.pk), document.key, quotes, places, each.subject)


def of_records(model: type[Record], ids: Collection[int]) -> Iterable[Found]:
    """Return where documents differ on one of these records."""
    disputed = model._default_manager.standing().filter(disputed=True)
    records = {row.pk: row for chunk in in_chunks(sorted(ids)) for row in disputed.filter(pk__among=chunk)}
    told = facts_under(model, names_that_differ(model, records))
    among = [
        (record, each)
        for pk, record in records.items()
        for each in disagreements(model.FIELDS, told[pk])
        if each.between_documents
    ]
    places = _places(each for _, each in among)
    column = str(model._meta.model_name)
    for record, each in among:
        where = [place for reading in each.readings for fact in reading.facts for place in places[fact.identity]]
        values = tuple(canonical(reading.value) for reading in each.readings)
        yield Found(
            "disagreement",
            sentence(str(record), each),
            (column, record.pk),
            record.key,
            values,
            tuple(where),
            each.field,
        )


def of_lost_evidence(model: type[Record], ids: Collection[int]) -> Iterable[Found]:
    """Return the standing rulings on these records whose passages no source says, or no rule reads, any more.

    Where the words still stand in the document they are only no longer read.
    """
    column = str(model._meta.model_name)
    for chunk in in_chunks(sorted(ids)):
        rulings = Ruling.objects.standing().filter(**{f"{column}__among": chunk}).exclude(cites=[])
        for ruling in rulings.order_by("pk"):
            lost = [cite for cite in ruling.cites if not _still_claimed(cite["claim"])]
            for cite in lost:
                kind = "no-longer-read" if _still_stands(cite) else "no-longer-said"
                owner = (column, getattr(ruling, f"{column}_id"))
                message = f"{MISSING[kind]} The ruling on {ruling.field} stands: “{cite['quote']}” ({cite['document']})"
                yield Found(kind, message, owner, cite["document"], (cite["claim"],), about=ruling.field)


def _still_claimed(identity: str) -> bool:
    return Claim.objects.filter(counts(), identity=identity).exists()


def _still_stands(cite: Mapping[str, str]) -> bool:
    document = Document.objects.filter(key=cite["document"], standing=True).select_related("text__edition").first()
    return document is not None and cite["quote"] in document.text.readable


def of_unresolved(unresolved: Sequence[tuple[Subject, Sequence[Group]]]) -> Iterable[Found]:
    """Return the tellings that could belong to more than one record."""
    for some in in_chunks(unresolved, TEXTS):
        keys = [subject.key for subject, _ in some]
        tellings = Telling.objects.filter(key__among=keys).select_related("document__text__edition")
        rows = {row.key: row for row in tellings.defer("document__text__structure")}
        for subject, groups in some:
            yield _unresolved(rows[subject.key], subject, groups)


def _unresolved(telling: Telling, subject: Subject, groups: Sequence[Group]) -> Found:
    quote = telling.document.passage(telling.start, telling.end)
    return Found(
        "unresolved-match",
        f"This could be any of {len(groups)} things that other passages tell of: “{Truncator(quote).chars(120)}”",
        ("document", telling.document_id),
        subject.key,
        tuple(sorted(key for group in groups for key in group.keys)),
        ((telling.document_id, telling.start, telling.end, quote),),
        subject.block,
    )


def _places(found: Iterable[Disagreement]) -> dict[str, list[Place]]:
    identities = {fact.identity for each in found for reading in each.readings for fact in reading.facts}
    places: dict[str, list[Place]] = {identity: [] for identity in identities}
    for chunk in in_chunks(sorted(identities)):
        claims = Claim.objects.filter(identity__among=chunk, telling__document__isnull=False)
        for identity, *place in claims.order_by("telling__key").values_list(
            "identity", "telling__document", "start", "end", "quote"
        ):
            places[identity] = [tuple(place)]  # type: ignore[list-item]
    return places
