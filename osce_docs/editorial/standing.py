"""Which records stand: those that a standing source tells of or names, and those an editor ruled on.

Documents stand by their sources alone.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from osce_docs.editorial.bulk import Tally, in_chunks, sync
from osce_docs.editorial.facts import counts, document_counts
from osce_docs.models import Document, Mention, Organization, Ruling, Telling
from osce_docs.models.record import Record


def save_standing(model: type[Record], ids: Collection[int]) -> Tally:
    """Bring `standing` of these records up to date; return how many changed."""
    tally = Tally()
    if model is Document:
        return tally
    records = model._default_manager.annotate(stands=_vouched(model))
    for chunk in in_chunks(sorted(ids)):
        told = records.filter(pk__among=chunk).values_list("pk", "standing", "stands")
        wrong = {pk: {"standing": stands} for pk, standing, stands in told if standing != stands}
        rows = {row.pk: row for row in model._default_manager.filter(pk__among=wrong)}
        tally += sync(model, rows, wrong)
    return tally


def would_stand(record: Record, back: Collection[int]) -> bool:
    """Return whether a record would stand if the rulings of these ids were taken back."""
    if isinstance(record, Document) or not back:
        return record.standing
    return type(record)._default_manager.filter(_vouched(type(record), back), pk=record.pk).exists()


def _vouched(model: type[Record], back: Collection[int] = ()) -> Exists:
    """Return the condition that a record of this kind stands, where the rulings of the ids in `back` do not count."""
    subject = str(model._meta.model_name)
    vouched = Exists(Telling.objects.filter(counts(""), **{subject: OuterRef("pk")}))
    vouched |= Exists(Ruling.objects.standing().exclude(pk__in=back).filter(**{subject: OuterRef("pk")}))
    if model is Organization:
        vouched |= Exists(Mention.objects.filter(document_counts("document__"), organization=OuterRef("pk")))
    return vouched
