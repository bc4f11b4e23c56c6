"""Every public page of the archive that the seeds make: it is there, asks few questions, and is light on first view."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from osce_docs.models import Document, Event, Organization, Proposal
from osce_docs.public.citing.views import FORMS
from osce_docs.public.lists import LISTS
from tests.public.overviews import OVERVIEWS
from tests.public.test_queries import LISTS as LISTED
from tests.public.test_queries import MOST, MOST_BYTES

MISSING = "/nothing/"
LINKED = re.compile(r'(?:rel="stylesheet" href|<script[^>]* src)="/static/([^"]+)"')
OTHERS = ("/robots.txt", "/api/openapi.json", "/sitemap/documents-0.xml", "/sitemap/organizations-0.xml")
CITED = ("/", ".json", *(f".{form}" for form in FORMS))


def addresses(most: int | None = None) -> Iterator[str]:
    """Yield the addresses of lists, feeds, tables and overviews, and of every record in each of its forms.

    With a number in `most` so many records of each kind are enough, those that were ruled on most.
    """
    yield from (*OVERVIEWS, *OTHERS, *(f"/{name}.csv" for name in LISTS))
    yield from (each for each in LISTED if "crowd" not in each and "body" not in each)
    for model in (Document, Organization, Event, Proposal):
        for page in (record.get_absolute_url() for record in model.objects.public().order_by("-version", "key")[:most]):
            yield from (page, f"/api{page}", f"{page}linked.json")
            yield from (f"{page}cite{form}" for form in CITED if model is Document)


def weight(markup: bytes) -> int:
    """Return how many bytes a page weighs as it is sent, with the stylesheets and scripts that it names."""
    return len(gzip.compress(markup)) + sum(map(static_weight, set(LINKED.findall(markup.decode()))))


@cache
def static_weight(name: str) -> int:
    return len(gzip.compress(Path(finders.find(name)).read_bytes()))


@pytest.mark.django_db
def test_every_page_of_the_seeds_is_there_asks_little_and_is_light(client):
    call_command("import_seeds", verbosity=0)
    found = {}
    for address in dict.fromkeys(addresses()):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            markup = response.getvalue()
        found[address] = (response.status_code, len(asked), weight(markup))
    assert {at: status for at, (status, _, _) in found.items() if status != 200} == {MISSING: 404}
    assert {at: asked for at, (_, asked, _) in found.items() if asked > MOST} == {}
    assert {at: size for at, (_, _, size) in found.items() if size > MOST_BYTES} == {}
    assert found["/"][2] > static_weight("osce_docs/public.css")
