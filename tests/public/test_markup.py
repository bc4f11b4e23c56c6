"""Pages are HTML by the standard: a parser finds no error, no id stands twice, addresses within a page exist."""

import re
from collections import Counter

import pytest
from django.core.management import call_command
from tinyhtml5.parser import HTMLParser

from osce_docs.models import Document, Event, Organization, Proposal
from tests.public.overviews import OVERVIEWS


@pytest.mark.django_db
def test_every_page_is_html_by_the_standard(client):
    call_command("import_seeds", verbosity=0)
    records = [row for model in (Document, Organization, Event, Proposal) for row in model.objects.order_by("key")[:12]]
    for address in [*OVERVIEWS, *(record.get_absolute_url() for record in records)]:
        markup = client.get(address).content.decode()
        parser = HTMLParser()
        parser.parse(markup)
        assert (address, parser.errors) == (address, [])
        ids = re.findall(r'\sid="([^"]*)"', markup)
        assert (address, [each for each, times in Counter(ids).items() if times > 1]) == (address, [])
        within = {each for each in re.findall(r'href="#([^"]+)"', markup) if not re.fullmatch(r"c\d+-\d+", each)}
        assert (address, within - set(ids)) == (address, set())
