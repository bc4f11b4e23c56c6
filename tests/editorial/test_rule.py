"""Rulings: what an editor decides stands over what sources say, is never lost, and can be taken back."""

import pytest

from osce_docs.editorial.evidence import evidence
from osce_docs.editorial.rule import Clash, Edit, put_back, revoke, rule, rule_all
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Claim, Document, Event, Membership, Organization, Ruling, User
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "The OSCE Summit was held in Oslo on 3 May 1998.\n\nThe Contact Group consists of Italy, France and Germany.\n"


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def summit(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    import_sources([tmp_path])
    return Event.objects.get(kind="summit")


def test_a_ruling_is_the_value_and_the_reading_stays_beside_it(summit, editor):
    rule(summit, {"date": "1998-05"}, editor, reason="Only the month is sure.")
    told = evidence(summit)["date"]
    assert (summit.date, str(summit.date_earliest)) == ("1998-05", "1998-05-01")
    assert [reading.value for reading in told.readings] == ["1998-05-03"]
    assert (told.ruling.reason, told.ruling.author) == ("Only the month is sure.", editor)
    assert list(check_records()) == []


def test_unknown_is_a_ruling_too(summit, editor):
    rule(summit, {"date": None}, editor)
    assert (summit.date, summit.date_earliest) == ("", None)
    assert list(check_records()) == []


def test_the_second_of_two_editors_is_told_and_nothing_of_the_first_is_lost(summit, editor):
    rule(summit, {"date": "1998-05-04"}, editor, version=0)
    with pytest.raises(Clash, match="changed by someone else"):
        rule(summit, {"date": "1998-05-05"}, User.objects.create_user("other"), version=0)
    summit.refresh_from_db()
    assert (summit.date, summit.version) == ("1998-05-04", 1)
    assert Ruling.objects.count() == 1


def test_a_later_ruling_revokes_the_earlier_and_erases_nothing(summit, editor):
    rule(summit, {"date": "1998-05-04"}, editor)
    rule(summit, {"date": "1998-05-05"}, editor)
    assert summit.date == "1998-05-05"
    assert Ruling.objects.count() == 2
    assert Ruling.objects.standing().count() == 1


def test_a_ruling_taken_back_lets_the_sources_speak(summit, editor):
    (made,) = rule(summit, {"date": "1998-05-04"}, editor)
    revoke(made, editor)
    summit.refresh_from_db()
    assert (summit.date, summit.version) == ("1998-05-03", 2)
    assert (made.author, Ruling.objects.get().revoked_by) == (editor, editor)


def test_a_ruling_on_a_documents_date_decides_anew_which_reading_is_shown(tmp_path, editor):
    told = "The OSCE Summit was held in Oslo on {} 1998. The participants thanked their hosts.\n"
    (tmp_path / "a.txt").write_text(told.format("3 May"), "utf-8")
    (tmp_path / "b.txt").write_text(told.format("4 June"), "utf-8")
    import_sources([tmp_path])
    summit = Event.objects.get(kind="summit")
    assert summit.date == "1998-05-03"
    (made,) = rule(Document.objects.get(path="b.txt"), {"date": "1998-06-05"}, editor)
    summit.refresh_from_db()
    assert summit.date == "1998-06-04"
    assert list(check_records()) == []
    revoke(made, editor)
    summit.refresh_from_db()
    assert summit.date == "1998-05-03"


def test_a_tie_is_ruled_away_and_another_added(summit, editor):
    group = Organization.objects.get(key="contact-group")
    italy = group.memberships.get(member__key="italy")
    rule(group, {f"member/{italy.key}": {"exists": False}}, editor, reason="Italy joined later.")
    rule(group, {"member/member/osce//": {"member": "osce", "role": "member"}}, editor)
    stands = Membership.objects.filter(owner=group, exists=True)
    assert sorted(stands.values_list("member__key", flat=True)) == ["france", "germany", "osce"]
    assert list(check_records()) == []


def test_many_are_ruled_on_at_once_save_those_that_have_moved_on(summit, editor):
    group, osce = Organization.objects.get(key="contact-group"), Organization.objects.get(key="osce")
    rule(osce, {"founded": "1995-01-01"}, editor)
    bodies = [Edit(group, {"name": "The Group"}, 0), Edit(osce, {"name": "The OSCE"}, 0)]
    outcome = rule_all(bodies, editor, reason="So they call themselves.")
    assert [(ruling.organization, ruling.value, replaced) for ruling, replaced in outcome.made] == [
        (group, "The Group", None)
    ]
    assert outcome.clashes == [osce]
    group.refresh_from_db(), osce.refresh_from_db()
    assert (group.name, group.version, osce.name != "The OSCE", osce.version) == ("The Group", 1, True, 1)
    assert list(check_records()) == []


def test_what_was_ruled_at_once_is_put_back_and_what_it_replaced_stands_again(summit, editor):
    (former,) = rule(summit, {"place": "Bergen"}, editor, reason="The minutes.")
    made = rule_all([Edit(summit, {"place": "Narvik", "date": None, "title": "Talks"})], editor).made
    (later,) = rule(summit, {"title": "Later"}, editor)
    undone, left = put_back({ruling.pk: replaced for ruling, replaced in made}, editor)
    assert ({ruling.field for ruling in undone}, {ruling.field for ruling in left}) == ({"place", "date"}, {"title"})
    summit.refresh_from_db()
    assert (summit.place, summit.date, summit.title) == ("Bergen", "1998-05-03", "Later")
    assert set(Ruling.objects.standing().values_list("field", "reason")) == {("place", "The minutes."), ("title", "")}
    assert Ruling.objects.standing().filter(pk=later.pk).exists()
    assert not Ruling.objects.standing().filter(pk=former.pk).exists()
    assert list(check_records()) == []


@pytest.mark.parametrize("order", [1, -1])
def test_what_one_passage_says_twice_is_cited_in_one_order_however_its_readings_came(db, editor, order):
    document = make.make_document("It met in Oslo in 1998.\n")
    event = make.make_event("Meeting")
    names = ["a" * 32, "b" * 32, "c" * 32]
    for name, date in zip(names[::order], ("1998", "1998~", "1998?"), strict=True):
        claim = make.claim(event, document, "date", date, "1998")
        Claim.objects.filter(pk=claim.pk).update(identity=name)
    (ruling,) = rule(event, {"date": "1999"}, editor)
    assert [cite["claim"] for cite in ruling.cites] == names
