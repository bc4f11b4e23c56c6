"""A page asks few questions whatever editors have decided: rulings and notes of every kind on every kind of record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from osce_docs.models import Ruling
from tests.public.ruled import import_twice, rule_on_everything
from tests.public.test_every_page import MISSING, addresses
from tests.public.test_queries import MOST

# So many records of each kind are looked at.
RECORDS = 16


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 6])
def test_every_page_asks_little_whatever_was_decided(client, tmp_path, size):
    import_twice(tmp_path)
    rule_on_everything(size)
    found = {}
    for address in dict.fromkeys(addresses(RECORDS)):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            response.getvalue()
        found[address] = (response.status_code, len(asked))
    assert {at: status for at, (status, _) in found.items() if status != 200} == {MISSING: 404}
    assert {at: asked for at, (_, asked) in found.items() if asked > MOST} == {}
    assert set(Ruling.objects.values_list("kind", flat=True)) == set(Ruling.Kind)
