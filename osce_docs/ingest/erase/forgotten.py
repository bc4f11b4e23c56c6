"""What repeats words of documents beside the tables of content: runs, views of lists, the admin's log, sessions."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session

from osce_docs.editorial.bulk import sync
from osce_docs.ingest.erase.extent import Going
from osce_docs.models import Annotation, Finding, ImportRun, SavedView


def forget(going: Going, findings: Collection[int]) -> None:
    """Let nothing of these documents be repeated there; `findings` are those that went with them.

    Sessions hold what editors did last, to be undone: all of them end, and everyone logs in again.
    """
    names = {name for document in going.documents.values() for name in (document.key, document.path, document.slug)}
    _forget_runs(names)
    views = [row.pk for row in SavedView.objects.all() if any(name in row.query for name in names)]
    SavedView.objects.filter(pk__in=views).delete()
    _forget_log(Annotation, going.annotations.values_list("pk", flat=True))
    _forget_log(Finding, findings)
    Session.objects.all().delete()


def _forget_runs(names: Collection[str]) -> None:
    """Take from the reports of imports the refusals of files of these names."""
    rows = {row.pk: row for row in ImportRun.objects.all()}
    sync(ImportRun, rows, {pk: {"report": _without(row.report, names)} for pk, row in rows.items()})


def _without(report: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    files = report.get("files", {})
    refused = [each for each in files.get("refused", ()) if not each["path"].endswith(tuple(names))]
    return report | {"files": files | {"refused": refused}} if files else report


def _forget_log(model: type[Any], ids: Iterable[int]) -> None:
    about = {"content_type__app_label": model._meta.app_label, "content_type__model": model._meta.model_name}
    LogEntry.objects.filter(object_id__in=[str(pk) for pk in ids], **about).delete()
