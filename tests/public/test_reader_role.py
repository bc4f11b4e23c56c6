"""The role that docs/reader.sql describes may read whatever a public page asks for, and nothing private."""

from pathlib import Path

import pytest
from django.db import connection

from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.source_criticism import rule_different, rule_misread
from osce_docs.models import Annotation, Claim, Finding, FindingPassage, Telling
from tests.factories import (
    claim,
    make_document,
    make_event,
    make_organization,
    make_proposal,
    make_user,
    mention,
    settle,
)
from tests.public.overviews import OVERVIEWS

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

GRANTS = (Path(__file__).parents[2] / "docs" / "reader.sql").read_text("utf-8")
ROLE = "archive_reader_in_a_test"
PRIVATE_TABLES = {
    "osce_docs_user", "osce_docs_user_groups", "osce_docs_user_user_permissions", "osce_docs_savedview",
    "osce_docs_importrun", "osce_docs_unsettled", "django_session", "django_admin_log", "auth_group", "auth_permission",
    "auth_group_permissions", "django_content_type", "django_migrations",
}  # fmt: skip
PRIVATE_COLUMNS = {
    ("osce_docs_ruling", "private_note"), ("osce_docs_ruling", "author_id"), ("osce_docs_ruling", "revoked_by_id"),
    ("osce_docs_finding", "note"), ("osce_docs_finding", "resolved_by_id"), ("osce_docs_annotation", "author_id"),
    ("osce_docs_erasure", "erased_by"),
}  # fmt: skip
OTHERS = [
    "/events.csv", "/documents.csv", "/organizations.csv", "/proposals.csv", "/sitemap.xml", "/sitemap/events-0.xml",
    "/feeds/documents/", "/feeds/corrections/", "/feeds/disagreements/", "/api/documents/", "/api/organizations/",
    "/api/events/", "/api/proposals/", "/api/findings/", "/api/openapi.json", "/documents/?q=plan&organization=board",
    "/events/?organization=board", "/proposals/?party=board", "/search/?q=plan&kind=documents",
]  # fmt: skip


@pytest.fixture
def role():
    """The role, with the grants of the script."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(GRANTS.replace("reader", ROLE))
        yield ROLE


@pytest.fixture
def records():
    """A record of each kind, told of, ruled on, noted and found to differ."""
    document = make_document("The Board made the plan in Oslo in 1971.", date="1972")
    other = make_document("The Board made a plan in Bergen in 1972.", date="1973")
    board, event, plan = make_organization("Board"), make_event("Gathering", "1971"), make_proposal("Plan", "1971")
    for text, day, place in ((document, "1971", "Oslo"), (other, "1972", "Bergen")):
        mention(text, board, "Board")
        claim(event, text, "date", day, f"in {day}")
        claim(event, text, "place", place, place)
    claim(plan, document, "position", {"party": board.key, "stance": "accepted"}, "The Board made the plan")
    claim(event, document, "participant", {"name": board.key, "role": "host"}, "The Board")
    settle(document, other, board, event, plan)
    editor = make_user()
    for record in (document, board, event, plan):
        rule(record, {"title" if hasattr(record, "title") else "name": "As ruled"}, editor, reason="So it is.")
    revoke(rule(event, {"place": "Trondheim"}, editor, note="Only for us.")[0], editor)
    rule_misread(Claim.objects.get(value="Bergen"), editor, "No.")
    rule_different(*Telling.objects.filter(event=event)[:2], editor, "Two things.")
    set_status(plan, "reviewed", editor)
    found = Finding.objects.create(identity="1", kind="disagreement", message="They differ.", event=event, note="Hm.")
    FindingPassage.objects.create(finding=found, document=document, start=4, end=9, quote="Board")
    Annotation.objects.create(
        document=document, event=event, start=4, end=9, quote="Board", note="Seen.", is_public=True, author=editor
    )
    return [document, board, event, plan]


def test_every_public_page_can_be_read_by_it(client, role, records):
    of_records = [record.get_absolute_url() for record in records]
    addresses = [*OVERVIEWS, *OTHERS, *of_records, f"{of_records[0]}cite/"]
    addresses += [f"/api{each}" for each in of_records] + [f"{each}linked.json" for each in of_records]
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        for address in addresses:
            response = client.get(address)
            assert response.status_code in (200, 302, 404), address
            assert response.getvalue() is not None
        cursor.execute("RESET ROLE")


def test_it_can_read_nothing_private(role):
    readable = set(_asked("SELECT table_name, column_name FROM information_schema.column_privileges "
                          "WHERE grantee = %s AND privilege_type = 'SELECT'", role))  # fmt: skip
    every = set(_asked("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"))
    assert {table for table, _ in every} - {table for table, _ in readable} == PRIVATE_TABLES
    hidden = {(table, column) for table, column in every - readable if table not in PRIVATE_TABLES}
    assert hidden == PRIVATE_COLUMNS


def test_it_can_write_nothing(role):
    assert not _asked("SELECT table_name, privilege_type FROM information_schema.table_privileges "
                      "WHERE grantee = %s AND privilege_type <> 'SELECT'", role)  # fmt: skip


def _asked(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
