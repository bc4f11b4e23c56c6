"""Editors' rulings on evidence: they take effect at once, outlive imports, and can be taken back."""

import pytest

from osce_docs.editorial.digest import archive_digest
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import merge, rule_belongs, rule_different, rule_misread, rule_same, take_back
from osce_docs.models import Claim, Document, Event, Ruling, Telling, User

pytestmark = pytest.mark.django_db

OSLO = "The OSCE Summit was held in Oslo on {} 1998. The participants thanked their hosts for a warm welcome.\n"


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    (here / "one.txt").write_text(OSLO.format("3 May"), "utf-8")
    (here / "two.txt").write_text(OSLO.format("4 June"), "utf-8")
    (here / "three.txt").write_text("The OSCE Office in Tirana was opened on 7 July 1999.\n", "utf-8")
    import_sources([here])
    return here


def summit():
    return Event.objects.get(standing=True, kind="summit", merged_into=None)


def telling(name):
    return Telling.objects.get(kind="event", document__path=name)


def again(folder):
    """Import the same texts once more, as changed by a blank, so that everything is read anew."""
    for file in folder.glob("*.txt"):
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    import_sources([folder])


def test_two_dates_of_one_summit_are_disputed(folder):
    assert (summit().date, summit().disputed) == ("1998-05-03", True)
    assert summit().tellings.count() == 2


def test_a_misread_claim_does_not_come_back(folder, editor):
    before = archive_digest()
    shown = summit().date
    claim = Claim.objects.get(telling__event=summit(), field="date", value=shown)
    ruling = rule_misread(claim, editor, "The minutes differ.")
    assert (summit().disputed, summit().date == shown) == (False, False)
    again(folder)
    assert (summit().disputed, summit().date == shown) == (False, False)
    assert list(check_records()) == []
    take_back(ruling, editor)
    assert summit().date == shown
    assert before != archive_digest()


def test_tellings_ruled_different_part_for_ever(folder, editor):
    ruling = rule_different(telling("one.txt"), telling("two.txt"), editor)
    again(folder)
    assert telling("one.txt").event != telling("two.txt").event
    assert not Event.objects.standing().filter(disputed=True).exists()
    assert list(check_records()) == []
    take_back(ruling, editor)
    assert telling("one.txt").event == telling("two.txt").event


def test_tellings_ruled_same_meet_across_blocks(folder, editor):
    ruling = rule_same(telling("one.txt"), telling("three.txt"), editor)
    again(folder)
    assert telling("one.txt").event == telling("three.txt").event
    assert list(check_records()) == []
    take_back(ruling, editor)
    assert telling("one.txt").event != telling("three.txt").event


def test_a_telling_ruled_to_belong_goes_there(folder, editor):
    opening = telling("three.txt").event
    ruling = rule_belongs(telling("one.txt").key, opening, editor)
    again(folder)
    assert telling("one.txt").event == opening
    assert list(check_records()) == []
    take_back(ruling, editor)
    assert telling("one.txt").event == telling("two.txt").event


def test_a_merged_record_stays_merged(folder, editor):
    opening, kept = telling("three.txt").event, summit()
    ruling = merge(opening, kept, editor, "One and the same.")
    again(folder)
    opening.refresh_from_db()
    assert opening.merged_into == kept
    assert telling("three.txt").event == kept
    assert opening not in Event.objects.public()
    assert list(check_records()) == []
    with pytest.raises(ValueError, match="merged already"):
        merge(kept, opening, editor)
    take_back(ruling, editor)
    assert telling("three.txt").event == opening
    assert list(check_records()) == []


def test_the_last_ruling_on_two_tellings_stands(folder, editor):
    rule_different(telling("one.txt"), telling("two.txt"), editor)
    rule_same(telling("two.txt"), telling("one.txt"), editor)
    assert telling("one.txt").event == telling("two.txt").event
    assert list(Ruling.objects.standing().values_list("kind", flat=True)) == ["same"]


def test_the_last_ruling_on_where_a_telling_belongs_stands(folder, editor):
    opening, own = telling("three.txt").event, telling("one.txt").event
    rule_belongs(telling("one.txt").key, opening, editor)
    rule_belongs(telling("one.txt").key, own, editor)
    assert telling("one.txt").event == own
    assert Ruling.objects.standing().count() == 1


def test_a_record_merged_again_is_merged_into_the_last(folder, editor):
    opening, kept = telling("three.txt").event, summit()
    rule_different(telling("one.txt"), telling("two.txt"), editor)
    other = telling("two.txt").event
    merge(opening, kept, editor)
    last = merge(opening, other, editor)
    assert telling("three.txt").event == other
    take_back(last, editor)
    assert telling("three.txt").event == opening
    assert not Ruling.objects.standing().filter(kind="merge").exists()
    assert list(check_records()) == []


def test_documents_are_not_merged(folder, editor):
    one, two = Document.objects.filter(path__in=["one.txt", "two.txt"])
    with pytest.raises(ValueError, match="never merged"):
        merge(one, two, editor)


def test_three_tellings_ruled_the_same_are_one_whichever_text_is_read_anew(folder, editor):
    rule_different(telling("one.txt"), telling("two.txt"), editor)
    rule_same(telling("one.txt"), telling("three.txt"), editor)
    rule_same(telling("two.txt"), telling("three.txt"), editor)
    assert telling("one.txt").event == telling("two.txt").event == telling("three.txt").event
    (folder / "three.txt").unlink()
    import_sources([folder])
    assert telling("one.txt").event == telling("two.txt").event
    (folder / "two.txt").write_text(OSLO.format("5 June"), "utf-8")
    import_sources([folder])
    assert telling("one.txt").event == telling("two.txt").event
    assert list(check_records()) == []


def test_rulings_follow_a_record_whose_key_becomes_more_precise(tmp_path, editor):
    (tmp_path / "one.txt").write_text("The Permanent Council met in Vienna in March 1999.\n", "utf-8")
    (tmp_path / "two.txt").write_text("The Permanent Council met in Vienna on 8 May 2001.\n", "utf-8")
    (tmp_path / "three.txt").write_text("The Permanent Council met in Vienna on 9 May 2003.\n", "utf-8")
    import_sources([tmp_path])
    vague, other = telling("one.txt").event, telling("two.txt").event
    belongs = rule_belongs(telling("three.txt").key, vague, editor)
    merge(other, vague, editor)
    former = vague.slug
    (tmp_path / "four.txt").write_text("The Permanent Council met in Vienna on 4 March 1999.\n", "utf-8")
    import_sources([tmp_path])
    vague.refresh_from_db()
    belongs.refresh_from_db()
    assert vague.slug != former
    assert {telling(name).event for name in ("one.txt", "two.txt", "three.txt", "four.txt")} == {vague}
    assert belongs.value == vague.key
    assert list(check_records()) == []
