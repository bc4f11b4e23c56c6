"""Which editions of the navigation stand: those that a document which counts carries."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.editorial.facts import document_counts
from osce_docs.models import Document, NavigationEdition, Telling


def editions_of(documents: Collection[int]) -> set[int]:
    """Return the ids of the editions of navigation that these documents carry."""
    carrying = Document.objects.filter(pk__in=documents, edition__isnull=False)
    return set(carrying.values_list("edition", flat=True))


def save_editions(editions: Collection[int]) -> set[int]:
    """Bring `standing` of these editions up to date; return the ids of the organizations that changed ones tell of."""
    carried = Exists(Document.objects.filter(document_counts(), edition=OuterRef("pk")))
    changed: set[int] = set()
    for chunk in in_chunks(sorted(editions)):
        rows = {row.pk: row for row in NavigationEdition.objects.filter(pk__among=chunk).annotate(carried=carried)}
        changed |= {pk for pk, row in rows.items() if row.standing != row.carried}
        sync(NavigationEdition, rows, {pk: {"standing": row.carried} for pk, row in rows.items()})
    told = Telling.objects.filter(edition__among=changed, organization__isnull=False)
    return set(told.values_list("organization", flat=True))
