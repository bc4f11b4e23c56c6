"""What cites a former text of a document still finds it; nobody else's text can be had so."""

import html
import re

import pytest

from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, FormerAddress, FormerText
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(tmp_path):
    """A document of which the source changed twice."""
    for text in ("It met in Oslo in 1971.", "It met in Rome in 1971.", "It met in Bonn in 1971."):
        (tmp_path / "report.txt").write_text(text, "utf-8")
        import_sources([tmp_path])
    return Document.objects.get()


def name_of(document, number):
    return document.former_texts.select_related("text__original").order_by("pk")[number].text.name


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", response.content.decode())).split())


def test_an_address_may_name_a_former_text(client, document):
    address = document.get_absolute_url()
    shown = [words(client, f"{address}?t={name_of(document, number)}") for number in (0, 1)]
    assert ["It met in Oslo" in each for each in shown] == [True, False]
    assert ["It met in Rome" in each for each in shown] == [False, True]
    assert "A former text of this document" in shown[0]
    assert name_of(document, 1) in shown[0]


def test_a_document_leads_to_its_former_text(client, document):
    markup = client.get(document.get_absolute_url()).content.decode()
    assert re.findall(r'href="\?t=([^"]+)"', markup) == [name_of(document, 1)]
    assert "It met in Bonn" in markup


def test_the_name_of_the_present_text_leads_to_it(client, document):
    response = client.get(f"{document.get_absolute_url()}?t={document.text.name}")
    assert (response.status_code, response["Location"]) == (302, document.get_absolute_url())


def test_a_source_that_changes_back_has_the_text_it_had(client, document, tmp_path):
    (tmp_path / "report.txt").write_text("It met in Oslo in 1971.", "utf-8")
    import_sources([tmp_path])
    import_sources([tmp_path])
    assert FormerText.objects.count() == 3
    address = document.get_absolute_url()
    assert "It met in Oslo" in words(client, address)
    former = re.findall(r'href="\?t=([^"]+)"', client.get(address).content.decode())
    assert "It met in Bonn" in words(client, f"{address}?t={former[0]}")


@pytest.mark.parametrize("name", ["x", "0" * 12 + "-1", "8b745f5ca1db", "8b745f5ca1db-99999999", "%00"])
def test_no_other_text_is_shown(client, document, name):
    assert client.get(f"{document.get_absolute_url()}?t={name}").status_code == 404


def test_the_text_of_another_document_is_not_shown(client, document):
    other = make_document("Secret.", status="withheld")
    assert client.get(f"{document.get_absolute_url()}?t={other.text.name}").status_code == 404
    assert client.get(f"{other.get_absolute_url()}?t={other.text.name}").status_code == 404


def test_a_former_address_keeps_the_text_asked_for(client, document):
    FormerAddress.objects.create(kind="document", slug="once", target=document.key)
    response = client.get("/documents/once/?t=8b745f5ca1db-1")
    assert (response.status_code, response["Location"]) == (301, f"{document.get_absolute_url()}?t=8b745f5ca1db-1")
