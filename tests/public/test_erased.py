"""An erased document's address says that it was erased, when and why; nothing else of the site knows it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from osce_docs.ingest.erase import erase
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Erasure
from tests.factories import make_document
from tests.public.test_browser_pages import WCAG

REASON = "Erased by <order> of a court."
DAY = "{0:%-d} {0:%B} {0:%Y}"
ADDRESSES = [
    *("/documents/", "/documents.csv", "/api/documents/", "/feeds/documents/", "/feeds/corrections/"),
    *("/sitemap/documents-0.xml", "/sitemap/events-0.xml", "/search/?q=grimbold", "/events/", "/organizations/"),
    *("/api/findings/", "/disagreements/", "/timeline/"),
]


@pytest.fixture
def slug(tmp_path):
    """The former address of an erased document, which had words of its text; a twin of its subject is left."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "grimbold.txt").write_text(
        "Grimbold Letter\n\nThe Grimbold Committee met in Oslo on 3 May 1998.\n", "utf-8"
    )
    (folder / "open.txt").write_text("The OSCE Summit was held in Oslo on 3 May 1998.\n", "utf-8")
    import_sources([folder])
    document = Document.objects.get(path="grimbold.txt")
    former = document.slug
    erase(document, REASON, "operator")
    return former


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["", "cite/", "cite.bib", "cite.json", "linked.json", "?t=0123456789ab-01234567"])
def test_its_address_says_that_it_is_gone_and_why(client, slug, after):
    response = client.get(f"/documents/{slug}/{after}")
    told = response.content.decode()
    assert response.status_code == 410
    assert "This document was erased" in told
    assert "Erased by &lt;order&gt; of a court." in told
    assert DAY.format(Erasure.objects.get().erased_at) in told


@pytest.mark.django_db
def test_so_does_that_of_the_tombstone_and_of_a_comparison(client, slug):
    tombstone = Document.objects.get(erasure__isnull=False).slug
    assert tombstone != slug
    for address in (f"/documents/{tombstone}/", f"/compare/{slug}/texts-open-txt/", f"/compare/texts-open-txt/{slug}/"):
        assert client.get(address).status_code == 410


@pytest.mark.django_db
def test_programs_are_told_in_json(client, slug):
    response = client.get(f"/api/documents/{slug}/")
    assert response.status_code == 410
    day = DAY.format(Erasure.objects.get().erased_at)
    assert response.json() == {"detail": f"This document was erased on {day}. Reason: {REASON}"}
    described = client.get("/api/openapi.json").json()["paths"]
    assert "410" in described["/api/documents/{slug}/"]["get"]["responses"]
    assert "410" not in described["/api/events/{slug}/"]["get"]["responses"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_else_knows_it(client, slug, address):
    response = client.get(address)
    told = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    named = told.decode().lower().replace("?q=grimbold", "").replace('value="grimbold"', "").replace("“grimbold”", "")
    assert "grimbold committee" not in named
    assert "erased" not in named
    assert slug not in named


@pytest.mark.django_db
def test_the_address_of_another_document_that_is_not_there_is_as_ever(client, slug):
    hidden = make_document("Hidden.", status="withheld")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get("/documents/none/").status_code == 404
    assert client.get(f"/events/{slug}/").status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_its_page_is_read_by_all(live_server, page, slug):
    page.goto(f"{live_server.url}/documents/{slug}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This document was erased")
    assert Axe().run(page, options=WCAG).response["violations"] == []
