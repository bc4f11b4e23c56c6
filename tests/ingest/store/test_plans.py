"""What an import asks again with every batch is found in an index: it takes as long in a large archive."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from osce_docs.editorial import kept
from osce_docs.ingest import run
from osce_docs.ingest.run import import_sources
from tests.explaining import asking, plan

SEEDS = Path(__file__).parents[3] / "seeds"
READS = re.compile(r"(INSERT.*)?\b(SELECT|UPDATE|DELETE|WITH)\b", re.DOTALL)
# How the databases call it that they look at all rows of a table; one row has the number of changes.
WHOLE = {"sqlite": r"SCAN (osce_docs_\w+)", "postgresql": r"Seq Scan on (osce_docs_\w+)"}
OF_ONE_ROW = {"osce_docs_change"}

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[kept.HEAVY, 1])
def asked(request, tmp_path, monkeypatch):
    """What an import in many batches, each settled, one of changed texts and one of more texts asked again and again,
    each with the values of the last time. Of what more facts tell than it is given, readings are kept."""
    monkeypatch.setattr(run, "AGAIN", 0)
    monkeypatch.setattr(kept, "HEAVY", request.param)
    files = [Path(shutil.copy(text, tmp_path)) for text in sorted(SEEDS.glob("*.txt"))]
    with asking() as asked:
        import_sources(files, batch_size=1, fewest_to_settle=1)
        for text in files:
            text.write_text(text.read_text() + "\nThe Forum met again in Oslo on 3 May 1996.\n")
        import_sources(files, batch_size=1, fewest_to_settle=1)
        more = [text.rename(tmp_path / f"more-{text.name}") for text in files]
        import_sources(more, batch_size=1, fewest_to_settle=1)
    often, last = Counter(each.sql for each in asked), {each.sql: each for each in asked}
    return [last[sql] for sql, times in often.items() if times > 3 and READS.match(sql)]


def test_no_batch_looks_at_a_whole_table(asked):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Of few rows it would look at all, even where there is an index.
            cursor.execute("SET LOCAL enable_seqscan = off")
    plans = {each.sql: plan(each) for each in asked}
    assert len(plans) > 100
    whole = {sql: set(re.findall(WHOLE[connection.vendor], told)) - OF_ONE_ROW for sql, told in plans.items()}
    assert {sql: tables for sql, tables in whole.items() if tables} == {}
