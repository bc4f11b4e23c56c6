"""Whether anything of erased documents is there again, or hangs off their tombstones."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Q

from osce_docs.models import (
    Annotation,
    Document,
    DocumentSource,
    DocumentTopic,
    Finding,
    FindingPassage,
    FormerText,
    Mention,
    Original,
    Retelling,
    Ruling,
    Telling,
    Trace,
)

HANGING: tuple[tuple[type[models.Model], str], ...] = (
    (FormerText, "document"),
    (DocumentSource, "owner"),
    (DocumentTopic, "owner"),
    (Telling, "document"),
    (Mention, "document"),
    (Retelling, "first"),
    (Retelling, "second"),
    (Annotation, "document"),
    (Finding, "document"),
    (FindingPassage, "document"),
)
WORDLESS = Q(title="erased", text__content="", standing=False)
SPEAKING = Q(revoked_at=None) | ~Q(reason="", private_note="", cites=[])


def remains() -> Iterator[str]:
    """Yield one sentence for each erased document that something hangs off, or whose words or bytes are there."""
    for model, path in HANGING:
        rows = model._default_manager.filter(**{f"{path}__erasure__isnull": False}).order_by(f"{path}__key")
        for key in rows.values_list(f"{path}__key", flat=True).distinct():
            yield f"{key} was erased, but {model._meta.verbose_name_plural} hang off it."
    erased = Document.objects.filter(erasure__isnull=False).order_by("key")
    for key in erased.exclude(WORDLESS).values_list("key", flat=True):
        yield f"{key} was erased, but has words, or stands."
    for pk in Ruling.objects.filter(SPEAKING, document__in=erased).order_by("pk").values_list("pk", flat=True):
        yield f"Ruling {pk} is on an erased document, but has words, or stands."
    for original in Original.objects.filter(sha256__in=Trace.objects.values("sha256")).defer("packed").order_by("pk"):
        yield f"The bytes of {original} were erased, but are here."
