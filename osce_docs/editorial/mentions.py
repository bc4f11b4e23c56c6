"""Where documents name an organization: by its own name, or by that of one merged into it."""

from collections.abc import Iterable

from osce_docs.models import Mention


def by_organization(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions with those of one organization in one document made one, in memory only and in their order."""
    found: dict[tuple[int, int], Mention] = {}
    for each in mentions:
        first = found.setdefault((each.document_id, each.organization_id), each)
        if first is not each:
            first.offsets = sorted([*first.offsets, *each.offsets])
            first.names = sorted({*first.names, *each.names})
    return list(found.values())
