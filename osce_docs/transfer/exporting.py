"""Writing the whole archive to one file."""

import json
import os
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from osce_docs.editorial.digest import archive_digest
from osce_docs.models import User
from osce_docs.transfer.form import MANIFEST, Manifest, NotAnArchive, tables_version
from osce_docs.transfer.tables import ACCOUNTS, PERSON, carried, columns, member, names_account

Row = Mapping[str, Any]
CHUNK = 2000


def export_archive(path: Path, progress: Callable[[int], object] = lambda rows: None) -> Manifest:
    """Write all of the archive to `path`, as it is at one moment, and return what was written.

    Raises NotAnArchive where there is such a file already or none can be written. A file that could not be finished is
    not left behind. Only its owner may read it: it holds private notes.
    """
    if os.path.lexists(path):
        raise NotAnArchive(_("%(path)s is there already; choose another name.") % {"path": path})
    try:
        with _named_when_whole(path) as out:
            return _write(out, progress)
    except OSError as error:
        raise NotAnArchive(_("%(path)s cannot be written: %(why)s.") % {"path": path, "why": error.strerror}) from None


@contextmanager
def _named_when_whole(path: Path) -> Iterator[Any]:
    """Open a new file beside `path` that only its owner may read; it gets that name once all is written."""
    handle, name = mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def _write(out: Any, progress: Callable[[int], object]) -> Manifest:
    rows: dict[str, int] = {}
    with _one_moment(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, table in _tables():
            with file.open(member(name), "w", force_zip64=True) as lines:
                rows[name] = _lines(lines, table, progress)
        manifest = Manifest(tables_version(), archive_digest(), timezone.now().isoformat(), rows)
        file.writestr(MANIFEST, manifest.as_json())
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let everything be read as it is when this begins. SQLite's one writer waits meanwhile."""
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _tables() -> Iterator[tuple[str, Iterable[Row]]]:
    yield ACCOUNTS, _accounts()
    for model in carried():
        yield str(model._meta.model_name), _rows(model)


def _accounts() -> Iterator[Row]:
    for user in User.objects.order_by("pk").prefetch_related("groups"):
        yield {name: getattr(user, name) for name in PERSON} | {
            "groups": sorted(each.name for each in user.groups.all())
        }


def _rows(model: type[models.Model]) -> Iterator[Row]:
    told = {name: f"{name}__username" if names_account(field) else name for name, field in columns(model).items()}
    rows = model._default_manager.order_by("pk").values_list(*told.values())
    for row in rows.iterator(chunk_size=CHUNK):
        yield dict(zip(told, row, strict=True))


def _lines(lines: Any, table: Iterable[Row], progress: Callable[[int], object]) -> int:
    count = 0
    for row in table:
        lines.write(json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n")
        count += 1
        if not count % CHUNK:
            progress(CHUNK)
    progress(count % CHUNK)
    return count


def _plain(value: Any) -> str:
    """Return as text what JSON has no form for: bytes in base64, days and moments by ISO 8601."""
    return value.isoformat() if isinstance(value, date) else b64encode(value).decode()
