"""Names and addresses that records which others tell of too have from erased documents alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from osce_docs.editorial.bulk import sync
from osce_docs.editorial.recompute import recompute
from osce_docs.editorial.relations import plain
from osce_docs.ingest.extract.gazetteer import entry
from osce_docs.ingest.store.touched import Touched
from osce_docs.models import Event, FormerAddress, Mention, Organization, Proposal
from osce_docs.search.indexing import index
from osce_docs.search.words import words


def rename_shared(touched: Touched, said: Collection[str]) -> None:
    """Let bodies be spelled as the texts that remain spell them, and forget former addresses with words that were
    `said` in erased texts and are none of the record's."""
    _spell(touched.bodies)
    for model, ids in ((Event, touched.events), (Proposal, touched.proposals)):
        slugs = dict(model._default_manager.filter(pk__in=ids).values_list("key", "slug"))
        former = FormerAddress.objects.filter(kind=model._meta.model_name, target__in=slugs)
        gone = [row.pk for row in former if set(words(row.slug)) - set(words(slugs[row.target])) & set(said)]
        FormerAddress.objects.filter(pk__in=gone).delete()


def _spell(bodies: Collection[int]) -> None:
    """The name given is the first in the alphabet of those read; the data files give theirs whatever is read."""
    rows = {row.pk: row for row in Organization.objects.filter(pk__in=bodies) if entry(row.key) is None}
    written: dict[int, set[str]] = defaultdict(set)
    for body, names in Mention.objects.filter(named__in=rows).values_list("named", "names"):
        written[body] |= set(names)
    first = {pk: _alike(rows[pk].given_name, names) for pk, names in written.items()}
    wanted = {pk: {"given_name": name} for pk, name in first.items() if name}
    sync(Organization, rows, wanted)
    recompute(Organization, wanted)
    index(Organization, wanted)


def _alike(given: str, names: Iterable[str]) -> str:
    """Return the given name if it is among these, else the first that differs in signs and capitals only, if any."""
    alike = sorted(name for name in names if plain(name) == plain(given))
    return given if given in alike else next(iter(alike), "")
