"""Which organizations still stand: those that a standing document or navigation names, or an editor ruled on."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from osce_docs.editorial.bulk import in_chunks, sync
from osce_docs.editorial.facts import counts
from osce_docs.models import Mention, Organization, Ruling, Telling
from osce_docs.models.record import Record


def save_standing(organizations: Collection[int]) -> None:
    """Bring `standing` of these organizations up to date."""
    counting = Q(document__standing=True) & ~Q(document__status=Record.Status.WITHHELD)
    named = Exists(Mention.objects.filter(counting, organization=OuterRef("pk")))
    told = Exists(Telling.objects.filter(counts(""), organization=OuterRef("pk")))
    ruled = Exists(Ruling.objects.standing().filter(organization=OuterRef("pk")))
    for chunk in in_chunks(sorted(organizations)):
        rows = {row.pk: row for row in Organization.objects.filter(pk__in=chunk)}
        stands = set(Organization.objects.filter(named | told | ruled, pk__in=chunk).values_list("pk", flat=True))
        sync(Organization, rows, {pk: {"standing": pk in stands} for pk in rows})
