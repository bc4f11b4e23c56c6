"""Imports at the same time wait for one another."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Event


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_one_archive(tmp_path):
    for number in range(12):
        text = f"The OSCE Summit was held in Oslo on 3 May 1998. The Council met in Vienna on {number + 1} June 1999.\n"
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    start = Barrier(2)

    def run(_):
        start.wait()
        try:
            return import_sources([tmp_path], batch_size=2).refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, range(2))) == [[], []]
    assert (Document.objects.count(), Event.objects.filter(kind="summit").count()) == (12, 1)
    assert list(check_records()) == []
