"""Bodies that a text tells of without naming them."""

import pytest

from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Organization

pytestmark = pytest.mark.django_db


def test_an_office_that_is_of_one_body_alone_brings_the_body_in(tmp_path):
    (tmp_path / "visit.txt").write_text(
        "A visit\n\nHigh Commissioner Max Stone visited schools on 5 May 1999.\n", "utf-8"
    )
    assert import_sources([tmp_path]).imported == 1
    assert Organization.objects.get(key="high-commissioner-on-national-minorities").standing
    assert list(check_records()) == []
