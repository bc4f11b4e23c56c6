"""Every rule of the data files is a regular expression, and every phrase it names is there."""

import pytest

from osce_docs.ingest.extract.cues import cues
from osce_docs.ingest.extract.event_rules import event_rules
from osce_docs.knowledge import load

TABLES = [("memberships", "rule"), ("memberships", "list"), ("memberships", "life"), ("memberships", "item")]


def test_event_rules():
    assert len([rule.pattern for rule in event_rules()]) >= 180


@pytest.mark.parametrize(("file", "table"), TABLES)
def test_rules_of_memberships(file, table):
    assert [cue.pattern for cue in cues(file, table)] != []
    assert len(cues(file, table)) == len(load(file)[table])
