"""What a ruling was made on may vanish from a source, or from what is read in it: told, and the ruling stands."""

import pytest

from osce_docs.editorial.rule import rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Claim, Event, Finding, User

pytestmark = pytest.mark.django_db

TEXT = "The OSCE Summit was held in Oslo on {} 1998. The participants thanked their hosts for a warm welcome.\n"


@pytest.fixture
def ruled(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(TEXT.format("3 May"), "utf-8")
    import_sources([tmp_path])
    event = Event.objects.get(kind="summit")
    rule(event, {"date": "1998-05-05"}, User.objects.create_user("editor"), reason="The minutes.")
    return event, file


def lost():
    return list(Finding.objects.filter(found=True, kind__startswith="no-longer").values_list("kind", "field"))


def test_no_longer_said(ruled):
    event, file = ruled
    assert lost() == []
    file.write_text(TEXT.format("4 June"), "utf-8")
    import_sources([file.parent])
    assert lost() == [("no-longer-said", "date")]
    event.refresh_from_db()
    assert event.date == "1998-05-05"
    assert list(check_records()) == []
    file.write_text(TEXT.format("3 May"), "utf-8")
    import_sources([file.parent])
    assert lost() == []


def test_no_longer_read(ruled):
    event, file = ruled
    Claim.objects.filter(telling__event=event, field="date").update(identity="0" * 32)
    file.write_text(TEXT.format("3 May").replace("Oslo", "Oslo "), "utf-8")
    import_sources([file.parent])
    assert [kind for kind, _ in lost()] == ["no-longer-read"]


def test_a_source_that_is_gone_no_longer_says_it(ruled):
    _, file = ruled
    (file.parent / "other.txt").write_text("The OSCE Office in Tirana was opened on 7 July 1999.\n", "utf-8")
    file.unlink()
    import_sources([file.parent])
    assert lost() == [("no-longer-said", "date")]
