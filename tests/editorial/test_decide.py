"""Deciding on findings, and putting a decision back."""

import json

from osce_docs.editorial.decide import decide, put_back
from osce_docs.models import Finding
from tests import factories as make


def test_a_decision_of_someone_else_is_put_back_with_its_author_hour_and_note(db):
    one, other = make.make_user("one"), make.make_user("other")
    Finding.objects.create(identity="a", kind="vague-time", message="A", note="Looked at.")
    decide(Finding.objects.all(), "dismissed", one, "No fault.")
    before = Finding.objects.values().get()
    assert (before["resolved_by_id"], before["note"]) == (one.pk, "Looked at.\nNo fault.")
    remembered = json.loads(json.dumps(decide(Finding.objects.all(), "open", other)))
    assert Finding.objects.values_list("resolution", "resolved_by", "resolved_at").get() == ("open", None, None)
    assert put_back(remembered) == 1
    assert Finding.objects.values().get() == before


def test_what_is_decided_so_already_is_left_alone(db):
    Finding.objects.create(identity="a", kind="vague-time", message="A")
    assert len(decide(Finding.objects.all(), "resolved", make.make_user("one"))) == 1
    assert decide(Finding.objects.all(), "resolved", make.make_user("other"), "Me too.") == []
    assert Finding.objects.get().note == ""
