"""Which fields of work have their name from documents that are to be erased, and from nothing else."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from osce_docs.editorial.facts import document_counts
from osce_docs.editorial.relations import plain
from osce_docs.models import Claim, Document, DocumentTopic, NavigationEdition, Topic
from osce_docs.search.entries import folded


def topics(documents: Collection[int], editions: Collection[int]) -> set[int]:
    """Return the ids of the topics that only these documents, and these editions of the navigation, name."""
    named = Q(topic_documents__owner__in=documents)
    if editions:
        named |= Q(parent__isnull=False) | Q(children__isnull=False)
    rows = {row.pk: row for row in Topic.objects.filter(named).distinct()}
    kept = _filed(documents, rows) | _claimed(documents, rows.values()) | _navigated(editions, rows.values())
    kept |= set(Topic.objects.filter(parent__in=rows).exclude(pk__in=rows).values_list("parent", flat=True))
    kept |= {rows[pk].parent_id for pk in kept}
    return rows.keys() - kept


def _filed(documents: Collection[int], topics: Collection[int]) -> set[int]:
    """Return the topics that other documents are filed under."""
    others = DocumentTopic.objects.filter(topic__in=topics).exclude(owner__in=documents)
    return set(others.values_list("topic", flat=True))


def _claimed(documents: Collection[int], topics: Collection[Topic]) -> set[int]:
    """Return those that documents would be filed under which are withheld or gone, and may come back."""
    silent = Document.objects.exclude(document_counts()).exclude(pk__in=documents)
    said = Claim.objects.filter(telling__kind="document", telling__document__in=silent, field="topic")
    keys = {plain(value) for value in said.values_list("value", flat=True)} if topics else set()
    return {topic.pk for topic in topics if topic.key in keys}


def _navigated(editions: Collection[int], topics: Collection[Topic]) -> set[int]:
    """Return those that other navigation names."""
    others: Any = NavigationEdition.objects.exclude(pk__in=editions).values_list("text", flat=True)
    texts = [folded([text]) for text in others.iterator()] if topics else []
    return {topic.pk for topic in topics if any(folded([topic.name]) in text for text in texts)}
