"""Linked data, read by programs that know schema.org's words and the rules of JSON-LD."""

import json
import re
from datetime import date

import pytest
import schema_org
from pyld import jsonld
from schema_org import registry

from tests.factories import make_document, make_event, make_organization, make_proposal, make_provenance

pytestmark = pytest.mark.django_db

SCHEMA = "https://schema.org/"
ADDRESSES = ("documents/report", "organizations/norway", "organizations/board", "events/talks", "proposals/plan")


@pytest.fixture
def archive():
    source = make_provenance(
        "src", publisher="Müller", address="https://example.org/", rights="Free.", attribution="By M."
    )
    make_document(
        "All met.", title="Report", date="1992-07-08", place="Linz", kind="report", provenance=source, slug="report"
    )
    make_organization("Norway", kind="state", parent=make_organization("Parent"), founded="1905-06-07")
    board = make_organization(
        "Board", parent=make_organization("Council"), founded="1971-05-04", dissolved="1980-01-02"
    )
    make_event("Talks", "1971-05-04/1971-05-06", place="Linz", body=board)
    make_proposal("Plan", "1971-05-04", text="All of it.")


def told(client, address):
    return json.loads(client.get(f"/{address}/linked.json").content)


def with_days(value):
    """A value as the models take it: a day is a day, not its letters."""
    if isinstance(value, dict):
        return {name: with_days(each) for name, each in value.items()}
    is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return date.fromisoformat(value) if is_day else value


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_word_is_schema_orgs_and_stands_where_it_may(client, archive, address):
    record = told(client, address)
    assert record.pop("@context") == "https://schema.org"
    understood = registry.get_model(record["@type"]).model_validate(with_days(record)).to_jsonld()
    assert understood == {"@context": "https://schema.org", **record}


def test_schema_orgs_words_have_their_places():
    """What the models refuse: a program that took anything would prove nothing."""
    for wrong in ({"parentOrganization": {"@id": "x"}}, {"nmae": "Norway"}, {"name": {"@type": "Nothing"}}):
        with pytest.raises(ValueError, match="validation error"):
            schema_org.Country.model_validate({"@type": "Country", **wrong})


def without_network(address, options):
    """schema.org's context, made of its vocabulary; a word that is not in it means nothing."""
    assert address.rstrip("/") == "https://schema.org"
    words = {*registry.CLASS_METADATA, *registry.PROPERTY_BY_SCHEMA}
    context = {"@context": {word: f"{SCHEMA}{word}" for word in words}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": context}


def names(value):
    """How many names and values of each name a tree holds, identities apart."""
    if isinstance(value, list):
        return sorted(name for each in value for name in names(each))
    if not isinstance(value, dict):
        return []
    own = [name.removeprefix(SCHEMA) for name in value if name not in ("@context", "@id", "@value")]
    return sorted([*own, *(name for each in value.values() for name in names(each))])


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_lost_on_the_way_to_a_program(client, archive, address):
    record = told(client, address)
    (expanded,) = jsonld.expand(record, {"documentLoader": without_network})
    assert names(expanded) == names(record)
    assert expanded["@id"] == f"http://testserver/{address}/"


def test_the_page_holds_the_same(client, archive):
    make_event("</script><script>alert(1)</script><!-- & “Talks”", slug="hostile")
    for address in (*ADDRESSES, "events/hostile"):
        page = client.get(f"/{address}/").content.decode()
        (block,) = re.findall(r'<script type="application/ld\+json">([^<>&]*)</script>', page)
        assert json.loads(block) == told(client, address)
