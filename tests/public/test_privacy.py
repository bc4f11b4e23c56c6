"""What is for editors only is not even asked of the database."""

import pytest

from osce_docs.editorial.rule import rule
from osce_docs.models import Annotation, Finding, FindingPassage
from tests.explaining import asking
from tests.factories import claim, make_document, make_event, make_organization, make_proposal, make_user, settle

PRIVATE = (
    "private_note",
    "author_id",
    "revoked_by",
    "resolved_by",
    '"osce_docs_finding"."note"',
    "osce_docs_user",
    "osce_docs_importrun",
    "django_session",
)
LISTS = [
    "/",
    "/documents/",
    "/organizations/",
    "/events/",
    "/proposals/",
    "/disagreements/",
    "/timeline/",
    "/proposals/matrix/",
    "/map/",
    "/about/",
    "/search/?q=ruled",
]


@pytest.mark.django_db
def test_public_pages_ask_for_nothing_private(client):
    document = make_document("The plan was made in Oslo in 1971.")
    records = [document, make_organization("Board"), make_event("Gathering", "1971"), make_proposal("Plan", "1971")]
    claim(records[2], document, "date", "1971", "in 1971")
    settle(records[2])
    for record in records:
        field = "title" if hasattr(record, "title") else "name"
        rule(record, {field: "As ruled"}, make_user(), reason="Seen by all.", note="Seen by editors.")
    found = Finding.objects.create(
        identity="1", kind="contradiction", message="Two dates.", document=document, note="Quiet.", count=1
    )
    FindingPassage.objects.create(finding=found, document=document, start=4, end=8, quote="plan")
    Annotation.objects.create(
        document=document, start=4, end=8, quote="plan", note="Seen by all.", is_public=True, author=make_user()
    )
    for address in [*LISTS, *(record.get_absolute_url() for record in records)]:
        with asking() as asked:
            page = client.get(address).content.decode()
        assert not [each.sql for each in asked for word in PRIVATE if word in each.sql], address
        assert "Seen by editors" not in page
        assert "Quiet." not in page
        assert ("Seen by all." in page) == (address not in LISTS), address
