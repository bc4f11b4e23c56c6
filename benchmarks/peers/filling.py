"""Fills the peer's database with rows (benchmarks/contents.py), and gives it an editor who is logged in."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.peers import words
from benchmarks.peers.models import Document, Organization

COLUMNS = ("path", "kind", "title", "date", "place", "body")
FEW = 1000
INDEXES = tuple(f"CREATE INDEX peer_{name} ON peers_document ({name})" for name in ("date", "place", "kind"))


def rows_in(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main(file: str, indexed: str) -> None:
    """Fill the database, with indexes where `indexed` is not empty; print the cookie of the editor's session."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    rows = rows_in(Path(file))
    with transaction.atomic():
        while some := list(islice(rows, FEW)):
            _add(some)
    words.make(connection)
    with connection.cursor() as cursor:
        for statement in (*INDEXES, "ANALYZE") if indexed else ():
            cursor.execute(statement)
    print(_cookie())  # noqa: T201 - all that it says


def _add(rows: list[dict[str, Any]]) -> None:
    names = sorted({name for row in rows for name in row["sources"]})
    Organization.objects.bulk_create([Organization(name=name) for name in names], ignore_conflicts=True)
    known = dict(Organization.objects.filter(name__in=names).values_list("name", "pk"))
    documents = Document.objects.bulk_create(Document(**{name: row[name] for name in COLUMNS}) for row in rows)
    tie = Document.organizations.through
    tied = [(made.pk, known[name]) for made, row in zip(documents, rows, strict=True) for name in set(row["sources"])]
    tie.objects.bulk_create(tie(document_id=document, organization_id=body) for document, body in tied)


def _cookie() -> str:
    editor = get_user_model().objects.create_superuser("editor")
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(editor.pk), editor.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    return f"sessionid={session.session_key}"
