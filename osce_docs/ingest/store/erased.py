"""Which sources are of erased documents: nothing brings these back, under whatever name."""

from collections.abc import Collection

from osce_docs.ingest.read import SourceFile
from osce_docs.models import Trace

ERASED = "was erased on {:%Y-%m-%d} and does not come back; a file of other words needs another name"


def erased_among(sources: Collection[SourceFile]) -> dict[str, str]:
    """Return by key why those of these sources are not taken that have the name or the bytes of an erased document."""
    known = {source.key: {source.sha256, Trace.of(source.key)} for source in sources}
    traces = Trace.objects.filter(sha256__among=set().union(*known.values()))
    erased = dict(traces.order_by("pk").values_list("sha256", "erasure__erased_at"))
    found = {key: [erased[each] for each in sorted(hashes & erased.keys())] for key, hashes in known.items()}
    return {key: ERASED.format(days[0]) for key, days in found.items() if days}
