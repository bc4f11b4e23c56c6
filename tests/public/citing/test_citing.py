"""Citations, read back by the programs that readers use; linked data by its own rules."""

import json

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from osce_docs.models import FormerAddress
from tests.factories import make_document, make_event, make_organization, make_proposal, make_provenance

pytestmark = pytest.mark.django_db

TITLE = "100 % “Peace” & {War}: a_b #1 $ ~ ^ \\ Straße"


@pytest.fixture
def document():
    source = make_provenance("src", publisher="Müller & Söhne", address="https://example.org/", rights="Free.")
    return make_document(
        "On 4 May all met.", title=TITLE, date="1992-07-08/1992-07-10", place="Linz", kind="report", provenance=source,
        slug="doc-1",
    )  # fmt: skip


def bib(client, query=""):
    library = bibtexparser.parse_string(client.get(f"/documents/doc-1/cite.bib{query}").content.decode())
    assert not library.failed_blocks
    (entry,) = library.entries
    return {name: field.value for name, field in entry.fields_dict.items()} | {"key": entry.key}


def ris(client, query=""):
    (entry,) = rispy.loads(client.get(f"/documents/doc-1/cite.ris{query}").content.decode())
    return entry


def csl(client, query=""):
    (item,) = json.loads(client.get(f"/documents/doc-1/cite.json{query}").content)
    return item


def test_bibtex(client, document):
    entry = bib(client)
    assert (entry["key"], entry["year"], entry["month"], entry["date"]) == (
        "doc-1",
        "1992",
        "jul",
        "1992-07-08/1992-07-10",
    )
    assert entry["url"] == "http://testserver/documents/doc-1/"
    library = bibtexparser.parse_string(
        client.get("/documents/doc-1/cite.bib").content.decode(),
        append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()],
    )
    plain = library.entries[0].fields_dict
    assert plain["author"].value.strip("{}") == "Müller & Söhne"
    # To the reading program a caret is an accent without a letter.
    read = plain["title"].value.replace("{", "").replace("}", "").replace("ˆ", "^")
    assert read == TITLE.replace("{", "").replace("}", "")


def test_ris(client, document):
    entry = ris(client)
    assert (entry["title"], entry["publisher"], entry["year"]) == (TITLE, "Müller & Söhne", "1992")
    assert entry["date"].startswith("1992/07/08")
    assert "http://testserver/documents/doc-1/" in str(entry["urls"])


def test_csl_is_set_by_citeproc(client, document):
    item = csl(client)
    assert item["issued"] == {"date-parts": [[1992, 7]]}
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem("doc-1")]))
    (entry,) = bibliography.bibliography()
    assert "1992" in str(entry)
    assert "Müller" in str(entry)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1997-07", {"date-parts": [[1997, 7]]}),
        ("1992-02-15~", {"date-parts": [[1992, 2, 15]], "circa": True}),
        ("1997-41", {"date-parts": [[1997]]}),
        ("199X", {"literal": "the 1990s"}),
        ("1992-07-08/1992-08-08", {"date-parts": [[1992]]}),
        ("1997/1998", {"date-parts": [[1997], [1998]]}),
        ("1992/..", {"date-parts": [[1992]]}),
        ("", None),
    ],
)
def test_dates_are_never_more_precise_than_the_document_s(client, document, date, expected):
    type(document).objects.update(date=date)
    assert csl(client).get("issued") == expected
    year = {name: value for name, value in bib(client).items() if name in {"year", "month"}}
    assert ("year" in year) == bool(expected and "date-parts" in expected)
    assert ris(client)["title"] == TITLE


def test_a_passage_is_cited_with_its_words_and_its_address(client, document):
    query = "?passage=c3-8"
    assert bib(client, query)["url"].endswith("/documents/doc-1/#c3-8")
    assert ris(client, query)["notes"] == ["“4 May”"]
    assert csl(client, query)["note"] == "“4 May”"
    page = client.get(f"/documents/doc-1/cite/{query}").content.decode()
    assert "“4 May”, in Müller &amp; Söhne, “100 % “Peace”" in page
    assert 'href="/documents/doc-1/cite.bib?passage=c3-8"' in page


@pytest.mark.parametrize("passage", ["c8-3", "c900-999", "c3-900", "c3-3", "nonsense", "\0", "c" + "9" * 40 + "-1"])
def test_a_passage_that_is_none_is_left_out(client, document, passage):
    query = f"?passage={passage.replace(chr(0), '%00')}"
    assert csl(client, query)["URL"].endswith("/documents/doc-1/")
    assert "The text has no such passage" in client.get(f"/documents/doc-1/cite/{query}").content.decode()


def test_the_page_of_a_document_leads_to_its_citation(client, document):
    assert 'href="/documents/doc-1/cite/"' in client.get("/documents/doc-1/").content.decode()


@pytest.mark.parametrize("form", ["cite/", "cite.bib", "cite.ris", "cite.json", "linked.json"])
def test_former_addresses_lead_on(client, document, form):
    FormerAddress.objects.create(kind="document", slug="old", target=document.key)
    response = client.get(f"/documents/old/{form}")
    assert (response.status_code, response["Location"]) == (301, f"/documents/doc-1/{form}")


def test_linked_data(client, document):
    parent = make_organization("Parent")
    hidden = make_organization("Hidden", status="withheld")
    body = make_organization("Board", parent=parent, founded="1971-21")
    make_event("Talks", "1971-05/1971-06", place="Linz", body=body)
    make_event("Visit", "1971~", body=hidden)
    make_proposal("Plan", "1971", text="All of it.")
    told = {
        address: json.loads(client.get(f"/{address}/linked.json").content)
        for address in ("documents/doc-1", "organizations/board", "events/talks", "events/visit", "proposals/plan")
    }
    assert all(each["@context"] == "https://schema.org" for each in told.values())
    assert told["documents/doc-1"]["datePublished"] == "1992-07-08"
    assert told["organizations/board"]["parentOrganization"] == {
        "@type": "Organization",
        "@id": "http://testserver/organizations/parent/",
        "name": "Parent",
    }
    assert "foundingDate" not in told["organizations/board"]
    assert (told["events/talks"]["startDate"], told["events/talks"]["endDate"]) == ("1971-05", "1971-06")
    assert not {"startDate", "organizer", "endDate"} & told["events/visit"].keys()
    assert told["proposals/plan"]["text"] == "All of it."


def test_pages_say_what_they_are_to_those_who_share_them(client, document):
    page = client.get("/documents/doc-1/").content.decode()
    assert '<link rel="canonical" href="http://testserver/documents/doc-1/">' in page
    assert '<meta property="og:title" content="100 % “Peace” &amp; {War}' in page
    assert '<link rel="alternate" type="application/ld+json" href="/documents/doc-1/linked.json">' in page
